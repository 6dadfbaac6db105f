/** The table of acts: on which ladder, by whom, under which condition, and with what effect. It reads like art. 8 b and c. */
import { addDays, endOfDay, endOfDayAfter } from '../belgian-calendar.js';
import { type Right, rolesWith } from '../roles.js';
import type { Act, ActName, ActOf } from './act.js';
import type { Consequence } from './consequence.js';
import type { Refusal } from './refusal.js';
import { type Ladder, type Rung, rungOf } from './rungs.js';
import {
  type Actor,
  type ActorRole,
  type CaseState,
  type Mark,
  markOf,
  type RungState,
  type RungStatus,
  statusOf,
} from './state.js';
import { APPEAL_DAYS, type Terms } from './terms.js';

interface Asked<A extends Act> {
  readonly state: CaseState;
  readonly act: A;
  readonly actor: Actor;
  readonly at: number;
  readonly terms: Terms;
}
interface After {
  readonly state: CaseState;
  readonly consequences: readonly Consequence[];
}
interface ActRule<A extends Act> {
  readonly ladders: readonly Ladder[];
  readonly by: (ladder: Ladder) => readonly ActorRole[];
  /** True: possible also when the case is closed. */
  readonly afterClosing?: true;
  /** The condition that is missing; null: none. */
  readonly lacks: (asked: Asked<A>) => Refusal | null;
  readonly apply: (asked: Asked<A>) => After;
}

const BOTH: readonly Ladder[] = ['member', 'coordinator'];
const MEMBER: readonly Ladder[] = ['member'];
const COORDINATOR: readonly Ladder[] = ['coordinator'];

const withRight = (right: Right) => (): readonly ActorRole[] => rolesWith(right);
const talkers = (ladder: Ladder): readonly ActorRole[] =>
  rolesWith(ladder === 'member' ? 'talk-member' : 'talk-coordinator');
const clock = (): readonly ActorRole[] => ['clock'];

const wordsOf = (act: Act): string => ('reason' in act ? act.reason : 'note' in act ? act.note : '');

/** Puts the act's mark on a rung, and leaves the rung in a status. */
function marked({ state, act, actor, at }: Asked<Act>, rung: Rung, status: RungStatus): CaseState {
  const before = state.rungs[rung];
  // A rung that was annulled or declined starts anew.
  const goesOn = before?.status === 'under-way' || (before?.status === 'done' && status !== 'under-way');
  const mark: Mark = {
    act: act.act,
    by: actor.person,
    role: actor.role,
    at,
    words: wordsOf(act),
    ...('passesOver' in act && act.passesOver !== undefined ? { passesOver: act.passesOver } : {}),
  };
  const next: RungState = {
    status,
    startedAt: goesOn ? before.startedAt : at,
    endedAt: status === 'under-way' ? null : at,
    marks: goesOn ? [...before.marks, mark] : [mark],
  };
  return { ...state, rungs: { ...state.rungs, [rung]: next } };
}

const taken = (state: CaseState, number: 1 | 2 | 3 | 4): boolean =>
  statusOf(state, rungOf(state.ladder, number)) === 'done';

/** Begun anew only when it is not under way, nor done. */
const fresh = (state: CaseState, number: 1 | 2 | 3 | 4): Refusal | null => {
  const status = statusOf(state, rungOf(state.ladder, number));
  return status === 'under-way' || status === 'done' ? 'already-done' : null;
};

const underWay = (state: CaseState, number: 1 | 2 | 3 | 4): boolean =>
  statusOf(state, rungOf(state.ladder, number)) === 'under-way';

const letter = (kind: Extract<Consequence, { type: 'letter' }>['letter']): Consequence => ({
  type: 'letter',
  letter: kind,
});
const inform: Consequence = { type: 'inform' };

/** The signature that a role gives: a temporary coordinator signs in the coordinator's place. */
const signatureOf = (role: ActorRole): 'coordinator' | 'mandatary' =>
  role === 'mandatary' ? 'mandatary' : 'coordinator';
const signatures = (state: CaseState): readonly Mark[] =>
  state.rungs['M-4']?.marks.filter((m) => m.act === 'sign') ?? [];
/** Both signatures that art. 8 c asks for are there. */
export const isSigned = (state: CaseState): boolean =>
  new Set(signatures(state).map((m) => signatureOf(m.role))).size === 2;

/** The last moment at which an appeal is in time. */
export const appealEnds = (dismissedAt: number): number => endOfDayAfter(dismissedAt, APPEAL_DAYS);

/** A dismissal is final when nobody appealed in time, or the commission confirmed it. */
const isFinal = (state: CaseState): boolean => state.appealLapsed || state.appeal?.ruling?.confirmed === true;

/** Whoever steps down gives the office back. */
const endTemporary = (state: CaseState): readonly Consequence[] =>
  state.temporary === null ? [] : [{ type: 'end-temporary', person: state.temporary }];

const out = (state: CaseState, until: number): Consequence =>
  state.ladder === 'member' ? { type: 'exclude', until } : { type: 'suspend-office' };
const back = (state: CaseState): Consequence =>
  state.ladder === 'member' ? { type: 'readmit' } : { type: 'restore-office' };

export const actRules: { readonly [N in ActName]: ActRule<ActOf<N>> } = {
  'plan-talk': {
    ladders: BOTH,
    by: talkers,
    lacks: ({ state }) => (taken(state, 1) ? 'already-done' : null),
    apply: (asked) => ({
      state: { ...marked(asked, rungOf(asked.state.ladder, 1), 'under-way'), talkAt: asked.act.at ?? null },
      consequences: [letter('talk-invitation'), inform],
    }),
  },
  'note-talk': {
    ladders: BOTH,
    by: talkers,
    lacks: ({ state }) => (underWay(state, 1) ? null : 'not-under-way'),
    apply: (asked) => ({
      state: marked(asked, rungOf(asked.state.ladder, 1), 'done'),
      consequences: [],
    }),
  },
  advise: {
    ladders: BOTH,
    by: withRight('advise'),
    lacks: ({ state, act }) =>
      fresh(state, 2) ?? (taken(state, 1) || act.passesOver !== undefined ? null : 'explain-skipped'),
    apply: (asked) => ({
      state: marked(asked, rungOf(asked.state.ladder, 2), 'under-way'),
      consequences: [],
    }),
  },
  reprimand: {
    ladders: BOTH,
    by: withRight('reprimand'),
    lacks: ({ state }) => (taken(state, 2) ? 'already-done' : underWay(state, 2) ? null : 'needs-advice'),
    apply: (asked) => ({
      state: marked(asked, rungOf(asked.state.ladder, 2), 'done'),
      consequences: [letter('reprimand'), inform],
    }),
  },
  'no-reprimand': {
    ladders: BOTH,
    by: withRight('reprimand'),
    lacks: ({ state }) => (underWay(state, 2) ? null : 'not-under-way'),
    apply: (asked) => ({
      state: marked(asked, rungOf(asked.state.ladder, 2), 'declined'),
      consequences: [],
    }),
  },
  refer: {
    ladders: BOTH,
    by: withRight('refer'),
    // Further facts are further reports.
    lacks: () => null,
    apply: (asked) => ({
      state: {
        ...marked(asked, rungOf(asked.state.ladder, 3), 'done'),
        policeReport: asked.act.report,
      },
      consequences: [letter('referral')],
    }),
  },
  exclude: {
    ladders: BOTH,
    by: withRight('exclude'),
    lacks: ({ state, act, at, terms }) => {
      if (!taken(state, 3)) return 'needs-referral';
      if (state.exclusion || state.dismissedAt !== null) return 'already-done';
      if (act.until <= at) return 'until-past';
      return act.until > endOfDay(addDays(at, Math.min(terms.exclusionMaxDays, 10_000)))
        ? 'until-too-long'
        : null;
    },
    apply: (asked) => ({
      state: {
        ...marked(asked, rungOf(asked.state.ladder, 3), 'done'),
        exclusion: { from: asked.at, until: asked.act.until },
      },
      consequences: [out(asked.state, asked.act.until), letter('exclusion'), inform],
    }),
  },
  'end-exclusion': {
    ladders: BOTH,
    by: withRight('exclude'),
    lacks: ({ state }) => (state.exclusion ? null : 'no-exclusion'),
    apply: (asked) => ({
      state: { ...marked(asked, rungOf(asked.state.ladder, 3), 'done'), exclusion: null },
      consequences: [back(asked.state), inform],
    }),
  },
  'exclusion-ends': {
    ladders: BOTH,
    by: clock,
    lacks: ({ state, at }) =>
      !state.exclusion ? 'no-exclusion' : at < state.exclusion.until ? 'too-early' : null,
    apply: (asked) => ({
      state: { ...marked(asked, rungOf(asked.state.ladder, 3), 'done'), exclusion: null },
      consequences: [back(asked.state), inform],
    }),
  },
  'propose-removal': {
    ladders: MEMBER,
    by: withRight('propose-removal'),
    lacks: ({ state, act }) =>
      fresh(state, 4) ??
      (taken(state, 2) || taken(state, 3) || act.passesOver !== undefined ? null : 'explain-skipped'),
    apply: (asked) => ({ state: marked(asked, 'M-4', 'under-way'), consequences: [letter('removal')] }),
  },
  sign: {
    ladders: MEMBER,
    by: () => [...rolesWith('sign-as-coordinator'), ...rolesWith('sign-as-mandatary')],
    lacks: ({ state, actor }) => {
      if (!underWay(state, 4)) return 'not-under-way';
      const given = signatures(state);
      if (given.some((m) => signatureOf(m.role) === signatureOf(actor.role))) return 'already-done';
      return given.some((m) => m.by === actor.person) ? 'same-person' : null;
    },
    apply: (asked) => ({ state: marked(asked, 'M-4', 'under-way'), consequences: [] }),
  },
  visa: {
    ladders: MEMBER,
    by: withRight('visa'),
    lacks: ({ state }) =>
      !underWay(state, 4) ? 'not-under-way' : isSigned(state) ? null : 'needs-signatures',
    apply: (asked) => ({
      state: {
        ...marked(asked, 'M-4', 'done'),
        exclusion: null,
        closed: { at: asked.at, outcome: 'removed' },
      },
      consequences: [{ type: 'remove' }, letter('removal'), inform],
    }),
  },
  'refuse-removal': {
    ladders: MEMBER,
    by: () => [...new Set([...rolesWith('propose-removal'), ...rolesWith('visa')])],
    lacks: ({ state }) => (underWay(state, 4) ? null : 'not-under-way'),
    apply: (asked) => ({ state: marked(asked, 'M-4', 'declined'), consequences: [] }),
  },
  'note-interview': {
    ladders: COORDINATOR,
    by: withRight('advise-dismissal'),
    lacks: ({ state, act }) =>
      fresh(state, 4) ??
      (taken(state, 2) || taken(state, 3) || act.passesOver !== undefined ? null : 'explain-skipped'),
    apply: (asked) => ({ state: marked(asked, 'C-4', 'under-way'), consequences: [] }),
  },
  'advise-dismissal': {
    ladders: COORDINATOR,
    by: withRight('advise-dismissal'),
    lacks: ({ state }) =>
      state.dismissedAt !== null
        ? 'already-done'
        : !underWay(state, 4)
          ? 'needs-interview'
          : markOf(state, 'C-4', 'advise-dismissal')
            ? 'already-done'
            : null,
    apply: (asked) => ({ state: marked(asked, 'C-4', 'under-way'), consequences: [] }),
  },
  dismiss: {
    ladders: COORDINATOR,
    by: withRight('dismiss'),
    lacks: ({ state }) =>
      state.dismissedAt !== null
        ? 'already-done'
        : !underWay(state, 4)
          ? 'needs-interview'
          : markOf(state, 'C-4', 'advise-dismissal')
            ? null
            : 'needs-advice-on-dismissal',
    apply: (asked) => ({
      // The appeal does not suspend: the office ends now (art. 8 b).
      state: { ...marked(asked, 'C-4', 'under-way'), dismissedAt: asked.at, exclusion: null },
      consequences: [{ type: 'suspend-office' }, letter('dismissal'), letter('interior-copy'), inform],
    }),
  },
  'send-copy': {
    ladders: COORDINATOR,
    by: () => [...new Set([...rolesWith('dismiss'), ...rolesWith('note-appeal')])],
    lacks: ({ state }) =>
      state.dismissedAt === null ? 'needs-dismissal' : state.copySentAt === null ? null : 'already-done',
    apply: (asked) => ({
      state: { ...marked(asked, 'C-4', 'under-way'), copySentAt: asked.at },
      consequences: [],
    }),
  },
  appeal: {
    ladders: COORDINATOR,
    by: withRight('note-appeal'),
    lacks: ({ state, act, at }) => {
      if (state.dismissedAt === null) return 'needs-dismissal';
      if (state.appeal) return 'already-done';
      if (act.receivedAt > at || act.receivedAt < state.dismissedAt) return 'too-early';
      return act.receivedAt > appealEnds(state.dismissedAt) ? 'appeal-too-late' : null;
    },
    apply: (asked) => ({
      state: {
        ...marked(asked, 'C-4', 'under-way'),
        appeal: { receivedAt: asked.act.receivedAt, by: asked.act.by, ruling: null },
        // It may have been noted later than it arrived.
        appealLapsed: false,
      },
      consequences: [letter('appeal-acknowledgement'), inform],
    }),
  },
  'appeal-lapses': {
    ladders: COORDINATOR,
    by: clock,
    lacks: ({ state, at }) =>
      state.dismissedAt === null
        ? 'needs-dismissal'
        : state.appeal || state.appealLapsed
          ? 'already-done'
          : at <= appealEnds(state.dismissedAt)
            ? 'too-early'
            : null,
    apply: (asked) => ({
      state: { ...marked(asked, 'C-4', 'under-way'), appealLapsed: true },
      consequences: [],
    }),
  },
  'name-temporary': {
    ladders: COORDINATOR,
    by: withRight('name-temporary'),
    lacks: ({ state, act }) => {
      if (!state.appeal || state.appeal.ruling) return 'needs-appeal';
      return act.person === state.person ? 'same-person' : null;
    },
    apply: (asked) => ({
      state: { ...marked(asked, 'C-4', 'under-way'), temporary: asked.act.person },
      consequences: [
        ...endTemporary(asked.state),
        { type: 'give-office', person: asked.act.person, role: 'temporary-coordinator' },
        letter('temporary-coordinator'),
      ],
    }),
  },
  ruling: {
    ladders: COORDINATOR,
    by: withRight('note-appeal'),
    lacks: ({ state }) => (!state.appeal ? 'needs-appeal' : state.appeal.ruling ? 'already-done' : null),
    apply: (asked) => {
      const { state, act, at } = asked;
      const appeal = { ...state.appeal!, ruling: { confirmed: act.confirmed, at } };
      const consequences: Consequence[] = [letter('ruling'), inform];
      if (act.confirmed) return { state: { ...marked(asked, 'C-4', 'under-way'), appeal }, consequences };
      return {
        state: {
          ...marked(asked, 'C-4', 'annulled'),
          appeal,
          temporary: null,
          closed: { at, outcome: 'restored' },
        },
        consequences: [...endTemporary(state), { type: 'restore-office' }, ...consequences],
      };
    },
  },
  assembly: {
    ladders: COORDINATOR,
    by: withRight('note-assembly'),
    lacks: ({ state, act, at }) => {
      if (!isFinal(state)) return 'needs-outcome';
      if (state.assemblyAt !== null) return 'already-done';
      return act.at > at || act.at < (state.dismissedAt ?? 0) ? 'too-early' : null;
    },
    apply: (asked) => ({
      state: { ...marked(asked, 'C-4', 'under-way'), assemblyAt: asked.act.at },
      consequences: [],
    }),
  },
  elect: {
    ladders: COORDINATOR,
    by: withRight('note-assembly'),
    lacks: ({ state, act }) =>
      state.assemblyAt === null ? 'needs-assembly' : act.person === state.person ? 'same-person' : null,
    apply: (asked) => ({
      state: {
        ...marked(asked, 'C-4', 'done'),
        temporary: null,
        closed: { at: asked.at, outcome: 'dismissed' },
      },
      consequences: [
        // Whoever stood in and is chosen keeps the office, under its own name.
        ...(asked.state.temporary === asked.act.person ? [] : endTemporary(asked.state)),
        { type: 'give-office', person: asked.act.person, role: 'coordinator' },
      ],
    }),
  },
  annul: {
    ladders: BOTH,
    afterClosing: true,
    // Whoever decided may take it back: the authority its dismissal, the chef de corps and the mandatary theirs.
    by: (ladder) => [
      ...new Set<ActorRole>([
        ...rolesWith('reprimand'),
        ...rolesWith('advise'),
        ...(ladder === 'coordinator' ? rolesWith('dismiss') : []),
      ]),
    ],
    lacks: ({ state, act, actor }) => {
      if (act.rung.startsWith('M') !== (state.ladder === 'member')) return 'wrong-ladder';
      const status = statusOf(state, act.rung);
      if (status !== 'done' && status !== 'under-way') return 'not-taken';
      if (act.rung === 'M-4' && actor.role !== 'chef-de-corps') return 'no-right';
      if (act.rung === 'C-4' ? actor.role !== 'authority-delegate' : actor.role === 'authority-delegate')
        return 'no-right';
      if (/^[MC]-2$/.test(act.rung) && status === 'done' && actor.role !== 'chef-de-corps') return 'no-right';
      // Somebody else was chosen since: the office is not free any more.
      if (act.rung === 'C-4' && state.closed) return 'closed';
      return state.closed && act.rung !== 'M-4' ? 'closed' : null;
    },
    apply: (asked) => {
      const { state, act, at } = asked;
      const next = marked(asked, act.rung, 'annulled');
      const third = /^[MC]-3$/.test(act.rung);
      if (third)
        return {
          state: { ...next, exclusion: null },
          consequences: state.exclusion ? [back(state), inform] : [inform],
        };
      if (act.rung === 'M-4' && state.closed)
        return {
          state: { ...next, closed: { at, outcome: 'annulled' } },
          consequences: [{ type: 'readmit' }, inform],
        };
      if (act.rung === 'C-4' && state.dismissedAt !== null)
        return {
          state: {
            ...next,
            dismissedAt: null,
            appeal: null,
            temporary: null,
            closed: { at, outcome: 'annulled' },
          },
          consequences: [...endTemporary(state), { type: 'restore-office' }, inform],
        };
      return { state: next, consequences: [inform] };
    },
  },
  close: {
    ladders: BOTH,
    by: talkers,
    lacks: ({ state }) =>
      state.exclusion || state.dismissedAt !== null || underWay(state, 4) ? 'needs-outcome' : null,
    apply: ({ state, at }) => ({
      state: { ...state, closed: { at, outcome: 'closed' } },
      consequences: [],
    }),
  },
};
