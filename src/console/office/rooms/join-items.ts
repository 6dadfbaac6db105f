/** People who ask to be let into a group (Annex 4 §3). */
import type { Office } from '../context.js';
import type { Viewer } from '../viewer.js';
import type { JoinItem } from '../wire.js';

export function joinItems(_office: Office, _viewer: Viewer): JoinItem[] {
  return [];
}
