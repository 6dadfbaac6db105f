/** /broadcast: a message of the police to one or all of one's groups, hot or cold (art. 9 b), a crisis message word for word (art. 9 d). */
import { z } from 'zod';
import type { Sentence } from '../../domain/action.js';
import { compareRelay, RELAYED_FOR_MS } from '../../domain/authorisation.js';
import { may, type Right } from '../../domain/roles.js';
import type { GroupRow } from '../../store/groups.js';
import { BROADCAST_KINDS, type BroadcastKind } from '../../store/people/broadcasts.js';
import type { Store } from '../../store/store.js';
import { type Asked, command, done, type Outcome, refused } from '../command.js';
import { BROADCAST_CHECK_MS } from '../office/broadcast-check.js';
import { meansEverywhere } from '../parse/everywhere.js';
import { fold } from '../parse/fold.js';
import { seatsOf, titlesOf } from '../people-of.js';

const args = z.object({
  /** Absent: asked. */
  kind: z.enum(BROADCAST_KINDS).optional(),
  all: z.boolean().default(false),
  text: z.string().trim().min(2).max(4000),
});
type Args = z.infer<typeof args>;

const KINDS: Readonly<Record<string, BroadcastKind>> = Object.fromEntries(
  Object.entries({
    hot: 'chaud chaude urgent urgente warm warme heet hete dringend dringende heiss heisse eilig eilige hot',
    cold: 'froid froide koud koude kalt kalte cold',
    crisis: 'crise crisis krise noodsituatie',
    general: 'general generale interet algemeen allgemein childfocus disparition vermist',
  } satisfies Record<BroadcastKind, string>).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as BroadcastKind] as const),
  ),
);
/** “Non urgent”, “niet-dringend”: what turns the word behind it around. */
const NOT = new Set('non pas niet nicht not'.split(' '));
/** Words before the kind that are no part of the message. */
const OPENS = new Set(
  'message messages msg bericht nachricht meldung un une een eine ein a alerte alert alarm : -'.split(' '),
);
/** “À tous les groupes”, “to all my groups” */
const ALL_GROUPS =
  /^(?:(?:à|a|aan|an|to|dans|in|vers|naar)\s{1,5})?(?:tous|toutes|alle|allen|all)\s{1,5}(?:(?:les|mes|nos|de|mijn|onze|meine|unsere|my|the|our)\s{1,5})?(?:groupes|groepen|gruppen|groups)(?=[\s:,]|$)[:,]{0,3}\s*/iu;
/** A message begins here: a capital, a quote. */
const BEGINS = /^[\p{Lu}"“„«¡¿]/u;

const HEAD: Readonly<Record<BroadcastKind, string>> = {
  hot: 'broadcast.hot',
  cold: 'broadcast.cold',
  crisis: 'broadcast.crisis',
  general: 'broadcast.general',
};

/** The groups in which this person may do it: this one, or all of theirs on every network on which they are known. */
function groupsFor({ store, group, actor, args }: Asked<Args>, kind: BroadcastKind): readonly GroupRow[] {
  if (!args.all) return [group];
  return seatsOf(store, actor.person, (role) => may(role, rightFor(kind))).map((s) => s.group);
}

/** Crisis messages of the authorities are relayed by more offices than may speak for the police. */
export const rightFor = (kind: BroadcastKind): Right => (kind === 'crisis' ? 'relay-crisis' : 'broadcast');

interface Head {
  readonly kind: BroadcastKind | null;
  readonly all: boolean;
  readonly rest: string;
}

/** The kind and “to all” stand before the text, which goes out as it was written, line ends and all. */
function headOf(tail: string): Head {
  let rest = tail.trimStart();
  let kind: BroadcastKind | null = null;
  let all = false;
  let phrase = false;
  for (;;) {
    const groups = ALL_GROUPS.exec(rest)?.[0];
    if (groups !== undefined) {
      all = true;
      phrase = true;
      rest = rest.slice(groups.length);
      continue;
    }
    const word = /^\S+/.exec(rest)?.[0] ?? '';
    const next = rest.slice(word.length);
    const folded = foldedOf(word);
    const [not, turned] = folded.split('-');
    const second = /^\s+(\S+)/.exec(next);
    if (kind === null && KINDS[folded] !== undefined) kind = KINDS[folded];
    else if (kind === null && turned !== undefined && NOT.has(not!) && KINDS[turned] === 'hot') kind = 'cold';
    else if (kind === null && NOT.has(folded) && second && KINDS[foldedOf(second[1]!)] === 'hot') {
      kind = 'cold';
      rest = next.slice(second[0].length).trimStart();
      continue;
    } else if (!all && meansEverywhere(folded) && (kind === null || opensText(word, next))) all = true;
    else if (!(kind === null ? OPENS.has(folded) : word === ':' || word === '-')) break;
    rest = next.trimStart();
  }
  // Without a kind, what was passed over belongs to the text: which kind it is, is asked.
  return kind !== null || phrase ? { kind, all, rest } : { kind, all: false, rest: tail.trim() };
}

const foldedOf = (word: string): string => fold(word).replace(/[:,]{1,8}$/, '');

/**
 * “tous Fermez vos fenêtres” is for all groups; “Tous les habitants…” and “tous les habitants…” are the message itself,
 * and so is “alle Bewohner…”: a German noun has a capital wherever it stands.
 */
const opensText = (word: string, next: string): boolean =>
  /[:,]$/.test(word) ||
  /^\s*\n/.test(next) ||
  (!/^(?:\p{Lu}|alle$)/u.test(word) && BEGINS.test(next.trimStart()));

/** The official words that were relayed lately, when these are meant to be the same and are not (art. 9 d). */
export const alteredFrom = (
  store: Store,
  { kind, text }: { readonly kind: BroadcastKind; readonly text: string },
  now: number,
) =>
  kind !== 'crisis'
    ? null
    : (store.broadcasts
        .crisisWords(null, now - RELAYED_FOR_MS)
        .find((official) => compareRelay(official, text) === 'altered') ?? null);

/** Art. 9 b: social media do not suit urgent messages to residents; SMS and the like reach them. */
export const reachesResidentsBadly = (store: Store, kind: BroadcastKind, group: number): boolean =>
  kind === 'hot' && store.registrations.charter(group).variant === 'residents';

const LABEL: Readonly<Record<BroadcastKind, string>> = {
  hot: 'button.hot',
  cold: 'button.cold',
  crisis: 'button.crisis',
  general: 'button.general',
};
const whichKind = (): Outcome => ({
  ok: true,
  word: 'asks-which',
  answer: [{ key: 'broadcast.which-kind' }],
  choose: {
    field: 'kind',
    from: BROADCAST_KINDS.map((kind) => ({ value: kind, name: '', label: LABEL[kind] })),
  },
});

export const broadcast = command<Args>({
  name: 'broadcast',
  rights: ['broadcast', 'relay-crisis'],
  help: 'help.broadcast',
  args,
  read: (_tokens, { tail }) => {
    const { kind, all, rest } = headOf(tail);
    const text = (/^(["“„«])([\s\S]*)(["”“»])\s*$/.exec(rest)?.[2] ?? rest).trim();
    if (kind === null && text === '') return { raw: {}, problem: { key: 'broadcast.which-kind' } };
    return {
      raw: { ...(kind === null ? {} : { kind }), ...(all ? { all } : {}), ...(text === '' ? {} : { text }) },
    };
  },
  everywhere: (tail, raw) => raw.all === true || headOf(tail).all,
  confirm: (asked) => {
    const { store, args, now } = asked;
    const { kind, text } = args;
    if (kind === undefined) return null;
    const groups = groupsFor(asked, kind);
    const warning: Sentence[] = groups.some((g) => reachesResidentsBadly(store, kind, g.id))
      ? [{ key: 'broadcast.residents' }]
      : [];
    const altered = alteredFrom(store, { kind, text }, now);
    return [
      { key: 'broadcast.confirm', params: { number: groups.length, groups: titlesOf(groups) } },
      ...warning,
      ...(altered === null ? [] : [{ key: 'broadcast.altered', params: { text: altered } }]),
    ];
  },
  run: (asked) => {
    const { store, group, actor, args, inbox, now } = asked;
    const { kind } = args;
    if (kind === undefined) return whichKind();
    const groups = groupsFor(asked, kind);
    if (groups.length === 0 || (!args.all && !may(actor.role, rightFor(kind))))
      return refused('no-right', { key: 'broadcast.crisis-only' });
    const id = store.broadcasts.add(
      { kind, sender: actor.person, text: args.text, at: now },
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
            sentences: [{ key: HEAD[kind] }, { key: 'broadcast.text', params: { text: args.text } }],
            lang: g.policy.lang,
            alone: true,
          },
        ],
      })),
    });
  },
});
