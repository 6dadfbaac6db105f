/** /broadcast: a message of the police to one or all of one's groups, hot or cold (art. 9 b), a crisis message word for word (art. 9 d). */
import { z } from 'zod';
import type { Sentence } from '../../domain/action.js';
import { compareRelay, RELAYED_FOR_MS } from '../../domain/authorisation.js';
import { may, type Right } from '../../domain/roles.js';
import type { GroupRow } from '../../store/groups.js';
import { BROADCAST_KINDS, type BroadcastKind } from '../../store/people/broadcasts.js';
import type { Store } from '../../store/store.js';
import { type Asked, command, done, refused } from '../command.js';
import { BROADCAST_CHECK_MS } from '../office/broadcast-check.js';
import { meansEverywhere } from '../parse/everywhere.js';
import { tokensOf } from '../parse/tokens.js';
import { seatsOf, titlesOf } from '../people-of.js';

const args = z.object({
  kind: z.enum(BROADCAST_KINDS),
  all: z.boolean().default(false),
  text: z.string().trim().min(2).max(4000),
});
type Args = z.infer<typeof args>;

const KINDS: Readonly<Record<string, BroadcastKind>> = {
  ...Object.fromEntries(
    ['chaud', 'urgent', 'warm', 'heet', 'dringend', 'heiss', 'eilig', 'hot'].map((w) => [w, 'hot']),
  ),
  ...Object.fromEntries(['froid', 'koud', 'kalt', 'cold'].map((w) => [w, 'cold'])),
  ...Object.fromEntries(['crise', 'crisis', 'krise', 'noodsituatie'].map((w) => [w, 'crisis'])),
  ...Object.fromEntries(
    ['general', 'interet', 'algemeen', 'allgemein', 'childfocus', 'disparition', 'vermist'].map((w) => [
      w,
      'general',
    ]),
  ),
};

const HEAD: Readonly<Record<BroadcastKind, string>> = {
  hot: 'broadcast.hot',
  cold: 'broadcast.cold',
  crisis: 'broadcast.crisis',
  general: 'broadcast.general',
};

/** The groups in which this person may do it: this one, or all of theirs on every network on which they are known. */
function groupsFor({ store, group, actor, args }: Asked<Args>): readonly GroupRow[] {
  if (!args.all) return [group];
  return seatsOf(store, actor.person, (role) => may(role, rightFor(args.kind))).map((s) => s.group);
}

/** Crisis messages of the authorities are relayed by more offices than may speak for the police. */
export const rightFor = (kind: BroadcastKind): Right => (kind === 'crisis' ? 'relay-crisis' : 'broadcast');

/** The kind and “to all” stand before the text, which goes out as it was written, line ends and all. */
function headOf(tail: string): {
  readonly kind: BroadcastKind | null;
  readonly all: boolean;
  readonly rest: string;
} {
  let rest = tail.trimStart();
  let kind: BroadcastKind | null = null;
  let all = false;
  for (;;) {
    const word = /^\S+/.exec(rest)?.[0] ?? '';
    const folded = tokensOf(word)[0]?.folded.replace(/[:,]{1,8}$/, '') ?? '';
    if (kind === null && KINDS[folded] !== undefined) kind = KINDS[folded];
    else if (!all && meansEverywhere(folded)) all = true;
    else return { kind, all, rest };
    rest = rest.slice(word.length).trimStart();
  }
}

/** The official words that were relayed lately, when these are meant to be the same and are not (art. 9 d). */
export const alteredFrom = (store: Store, { kind, text }: Pick<Args, 'kind' | 'text'>, now: number) =>
  kind !== 'crisis'
    ? null
    : (store.broadcasts
        .crisisWords(null, now - RELAYED_FOR_MS)
        .find((official) => compareRelay(official, text) === 'altered') ?? null);

/** Art. 9 b: social media do not suit urgent messages to residents; SMS and the like reach them. */
export const reachesResidentsBadly = (store: Store, kind: BroadcastKind, group: number): boolean =>
  kind === 'hot' && store.registrations.charter(group).variant === 'residents';

export const broadcast = command<Args>({
  name: 'broadcast',
  rights: ['broadcast', 'relay-crisis'],
  help: 'help.broadcast',
  args,
  read: (_tokens, { tail }) => {
    const { kind, all, rest } = headOf(tail);
    const text = (/^(["“„«])([\s\S]*)(["”“»])\s*$/.exec(rest)?.[2] ?? rest).trim();
    if (kind === null) return { raw: {}, problem: { key: 'broadcast.which-kind' } };
    return { raw: { kind, ...(all ? { all } : {}), ...(text === '' ? {} : { text }) } };
  },
  everywhere: (tail, raw) => raw.all === true || headOf(tail).all,
  confirm: (asked) => {
    const groups = groupsFor(asked);
    const { store, args, now } = asked;
    const warning: Sentence[] = groups.some((g) => reachesResidentsBadly(store, args.kind, g.id))
      ? [{ key: 'broadcast.residents' }]
      : [];
    const altered = alteredFrom(store, args, now);
    return [
      { key: 'broadcast.confirm', params: { number: groups.length, groups: titlesOf(groups) } },
      ...warning,
      ...(altered === null ? [] : [{ key: 'broadcast.altered', params: { text: altered } }]),
    ];
  },
  run: (asked) => {
    const { store, group, actor, args, inbox, now } = asked;
    const groups = groupsFor(asked);
    if (groups.length === 0 || (!args.all && !may(actor.role, rightFor(args.kind))))
      return refused('no-right', { key: 'broadcast.crisis-only' });
    const id = store.broadcasts.add(
      { kind: args.kind, sender: actor.person, text: args.text, at: now },
      // The outbox names a delivery after its place in `elsewhere` (src/engine/enqueue.ts).
      groups.map((g, e) => ({ group: g.id, key: `a${inbox}.e${e}.0` })),
    );
    store.timers.set('broadcast', String(id), group.id, now + BROADCAST_CHECK_MS);
    return done([{ key: 'broadcast.sent', params: { number: groups.length, groups: titlesOf(groups) } }], {
      quote: args.text,
      elsewhere: groups.map((g) => ({
        channel: g.channel,
        chat: g.chat,
        group: g.id,
        actions: [
          {
            type: 'say',
            sentences: [{ key: HEAD[args.kind] }, { key: 'broadcast.text', params: { text: args.text } }],
            lang: g.policy.lang,
          },
        ],
      })),
    });
  },
});
