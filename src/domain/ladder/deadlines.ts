/** What must happen until when, told from a case's state: never stored, so it can't be out of step with it. */
import { endOfDayAfter } from '../belgian-calendar.js';
import { rolesWith } from '../roles.js';
import type { Role } from '../vocabulary.js';
import { appealEnds, isSigned } from './act-rules.js';
import { rungOf } from './rungs.js';
import { type CaseState, markOf, statusOf } from './state.js';
import { DEFAULT_TERMS, RULING_DAYS, type Terms } from './terms.js';

export const DEADLINES = [
  'talk',
  'reprimand',
  'signatures',
  'visa',
  'exclusion-end',
  'copy',
  'appeal',
  'ruling',
  'assembly',
  'quiet',
] as const;
export type DeadlineName = (typeof DEADLINES)[number];

export interface Deadline {
  readonly what: DeadlineName;
  /** Its last moment, ms since 1970. */
  readonly due: number;
  /** Who has something to do until then; none for what only time does. */
  readonly who: readonly Role[];
  /** True: the circular sets it; false: the partnership did, and nothing lapses. */
  readonly legal: boolean;
}

/** The deadlines that run in a case, the next one first. Empty for a case that is closed. */
export function deadlinesOf(state: CaseState, terms: Terms = DEFAULT_TERMS): readonly Deadline[] {
  if (state.closed) return [];
  const found: Deadline[] = [];
  const own = (what: DeadlineName, from: number, days: number, who: readonly Role[]): void => {
    found.push({ what, due: endOfDayAfter(from, days), who, legal: false });
  };
  const talk = state.rungs[rungOf(state.ladder, 1)];
  if (talk?.status === 'under-way')
    own(
      'talk',
      talk.startedAt,
      terms.talkDays,
      rolesWith(state.ladder === 'member' ? 'talk-member' : 'talk-coordinator'),
    );
  const second = state.rungs[rungOf(state.ladder, 2)];
  if (second?.status === 'under-way')
    own('reprimand', second.startedAt, terms.reprimandDays, rolesWith('reprimand'));
  const removal = state.rungs['M-4'];
  if (removal?.status === 'under-way') {
    const last = markOf(state, 'M-4', 'sign');
    if (isSigned(state)) own('visa', last!.at, terms.visaDays, rolesWith('visa'));
    else
      own('signatures', removal.startedAt, terms.signDays, [
        ...rolesWith('sign-as-coordinator'),
        ...rolesWith('sign-as-mandatary'),
      ]);
  }
  if (state.exclusion)
    found.push({ what: 'exclusion-end', due: state.exclusion.until, who: [], legal: false });
  if (state.dismissedAt !== null) dismissalDeadlines(state, state.dismissedAt, terms, found, own);
  const busy = found.length > 0 || statusOf(state, 'C-4') === 'under-way';
  if (!busy)
    own(
      'quiet',
      state.lastActAt,
      terms.quietDays,
      rolesWith(state.ladder === 'member' ? 'talk-member' : 'talk-coordinator'),
    );
  return found.sort((a, b) => a.due - b.due);
}

function dismissalDeadlines(
  state: CaseState,
  dismissedAt: number,
  terms: Terms,
  found: Deadline[],
  own: (what: DeadlineName, from: number, days: number, who: readonly Role[]) => void,
): void {
  const { appeal } = state;
  if (state.copySentAt === null) own('copy', dismissedAt, terms.copyDays, rolesWith('dismiss'));
  if (!appeal && !state.appealLapsed)
    found.push({ what: 'appeal', due: appealEnds(dismissedAt), who: [], legal: true });
  if (appeal && !appeal.ruling)
    found.push({
      what: 'ruling',
      due: endOfDayAfter(appeal.receivedAt, RULING_DAYS),
      who: rolesWith('note-appeal'),
      legal: true,
    });
  const final = state.appealLapsed
    ? appealEnds(dismissedAt)
    : appeal?.ruling?.confirmed
      ? appeal.ruling.at
      : null;
  if (final !== null) own('assembly', final, terms.assemblyDays, rolesWith('note-assembly'));
}
