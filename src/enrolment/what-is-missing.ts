/** What a group lacks before it is as Annex 4 §1–3 wants it, in words for its coordinator. */
import type { Button, Sentence, TightenAction } from '../domain/action.js';
import type { ChannelName } from '../domain/vocabulary.js';
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
  'members-may-change-settings': 'enrol.open-settings',
  'part-of-community': 'enrol.open-community',
};

const words = (map: Readonly<Record<string, string>>, value: unknown): Sentence[] =>
  [...new Set((Array.isArray(value) ? value : []).map((v) => map[String(v)]))]
    .filter((key) => key !== undefined)
    .map((key) => ({ key }));

/** What the bot can close by itself, by network; all else a person must do in the app. */
const CLOSES: Readonly<Record<ChannelName, Readonly<Record<string, TightenAction['what']>>>> = {
  telegram: { 'members-may-invite': 'revoke-invite' },
  whatsapp: { 'joins-without-approval': 'join-approval', 'members-may-invite': 'join-approval' },
  playground: {},
};

/** What the bot could do about the open doors of a group, if somebody with the right says so. */
export function closable(store: Store, group: GroupRow): TightenAction['what'][] {
  const open = store.groups.facts(group.id).find((f) => f.what === 'closedness')?.value;
  const steps = (Array.isArray(open) ? open : []).map((o) => CLOSES[group.channel][String(o)]);
  return [...new Set(steps.filter((s) => s !== undefined))];
}

/** The press that asks for it. */
export const closeAction = (group: GroupRow): string => `enr:close:${group.id}:0`;

/** The offer to do so; none when there is nothing that the bot can close. */
export const closeButton = (store: Store, group: GroupRow): Button[] =>
  closable(store, group).length > 0 ? [{ label: 'button.enrol-close', action: closeAction(group) }] : [];

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
