/** What follows from an act outside the case: in the group, in the register, on paper. */
export const LETTERS = [
  'talk-invitation',
  'reprimand',
  'referral',
  'exclusion',
  'removal',
  'dismissal',
  'interior-copy',
  'appeal-acknowledgement',
  'temporary-coordinator',
  'ruling',
] as const;
export type LetterKind = (typeof LETTERS)[number];

export type Consequence =
  /** Out of the group until a moment. */
  | { readonly type: 'exclude'; readonly until: number }
  | { readonly type: 'readmit' }
  /** Out of the group for good. */
  | { readonly type: 'remove' }
  /** A coordinator is out of office; remembered, so that it can be given back. */
  | { readonly type: 'suspend-office' }
  | { readonly type: 'restore-office' }
  | {
      readonly type: 'give-office';
      readonly person: number;
      readonly role: 'coordinator' | 'temporary-coordinator';
    }
  | { readonly type: 'end-temporary'; readonly person: number }
  /** A letter is due: to be read, printed, signed. */
  | { readonly type: 'letter'; readonly letter: LetterKind }
  /** The person whom the case is about is told, privately. */
  | { readonly type: 'inform' };
