/** The rungs of art. 8 b (coordinators) and 8 c (members), each with the clause that letters and the log cite. */
export const LADDERS = ['member', 'coordinator'] as const;
export type Ladder = (typeof LADDERS)[number];

export const MEMBER_RUNGS = ['M-1', 'M-2', 'M-3', 'M-4'] as const;
export const COORDINATOR_RUNGS = ['C-1', 'C-2', 'C-3', 'C-4'] as const;
export const RUNGS = [...MEMBER_RUNGS, ...COORDINATOR_RUNGS] as const;
export type Rung = (typeof RUNGS)[number];

export const rungsOf = (ladder: Ladder): readonly Rung[] =>
  ladder === 'member' ? MEMBER_RUNGS : COORDINATOR_RUNGS;

/** The rung of a ladder by its number, from 1: the talk, the reprimand, punishable facts, the end. */
export const rungOf = (ladder: Ladder, number: 1 | 2 | 3 | 4): Rung => rungsOf(ladder)[number - 1]!;

export const clauseOf = (rung: Rung): string => (rung.startsWith('M') ? 'Art. 8 c' : 'Art. 8 b');
