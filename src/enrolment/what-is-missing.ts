/** What a group lacks before it is as Annex 4 §1–3 wants it, in words for its coordinator. */
import type { Sentence } from '../domain/action.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';

const RIGHT: Readonly<Record<string, string>> = {
  administrator: 'enrol.right-administrator',
  'delete-messages': 'enrol.right-delete',
  'restrict-members': 'enrol.right-restrict',
  'invite-users': 'enrol.right-invite',
};
const OPEN: Readonly<Record<string, string>> = {
  'public-name': 'enrol.open-public',
  'public-place': 'enrol.open-public',
  'joins-without-approval': 'enrol.open-joins',
  'members-may-invite': 'enrol.open-invites',
  'content-not-protected': 'enrol.open-content',
  'members-hidden': 'enrol.open-hidden',
  'unknown-administrators': 'enrol.open-administrators',
  'anonymous-administrators': 'enrol.open-anonymous',
  'other-bots': 'enrol.open-bots',
};

const words = (map: Readonly<Record<string, string>>, value: unknown): Sentence[] =>
  [...new Set((Array.isArray(value) ? value : []).map((v) => map[String(v)]))]
    .filter((key) => key !== undefined)
    .map((key) => ({ key }));

/** The last that the network said about the bot's rights and the group's doors. */
export function openPoints(store: Store, group: number): Sentence[] {
  const facts = store.groups.facts(group);
  const of = (what: string): unknown => facts.find((f) => f.what === what)?.value;
  const rights = words(RIGHT, of('missing-rights'));
  const open = words(OPEN, of('closedness'));
  return [
    ...(rights.length > 0 ? [{ key: 'enrol.rights-missing', params: { rights } }] : []),
    ...(open.length > 0 ? [{ key: 'enrol.not-closed', params: { points: open } }] : []),
  ];
}

/** All of it; one reassuring sentence when there is nothing. */
export function whatIsMissing(store: Store, group: GroupRow): Sentence[] {
  const missing: Sentence[] = [
    ...(group.recognition === null ? [{ key: 'status.not-recognised' }] : []),
    ...(group.recognition !== null && group.policeApproval === null ? [{ key: 'status.not-approved' }] : []),
    ...openPoints(store, group.id),
  ];
  return missing.length > 0 ? missing : [{ key: 'enrol.nothing-missing' }];
}
