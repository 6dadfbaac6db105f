/** Steps of art. 8 b and c that wait for this person. */
import type { Office } from '../context.js';
import type { Viewer } from '../viewer.js';
import type { CaseItem, MemberPage } from '../wire.js';

export function caseItems(_office: Office, _viewer: Viewer): CaseItem[] {
  return [];
}

/** The cases of one person, as far as this viewer may know of them. */
export function casesOf(_office: Office, _viewer: Viewer, _person: number): MemberPage['cases'] {
  return [];
}
