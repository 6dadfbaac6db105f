/** Why an act may not be done. Machine words; the catalogue has a sentence for each under `ladder.<word>`. */
export const REFUSALS = [
  /** This act belongs to the other ladder. */
  'wrong-ladder',
  /** The circular gives it to somebody else. */
  'no-right',
  /** Nobody acts in a case about themselves. */
  'own-case',
  'closed',
  /** Before what was done last. */
  'too-early',
  'already-done',
  /** It was not begun, or is over. */
  'not-under-way',
  'needs-advice',
  'needs-referral',
  'needs-signatures',
  /** The two signatures are two persons'. */
  'same-person',
  'needs-interview',
  'needs-advice-on-dismissal',
  'needs-dismissal',
  /** After the three weeks. */
  'appeal-too-late',
  'needs-appeal',
  'needs-outcome',
  'needs-assembly',
  /** An earlier rung was not taken: say why. */
  'explain-skipped',
  'until-past',
  'until-too-long',
  'no-exclusion',
  'not-taken',
] as const;
export type Refusal = (typeof REFUSALS)[number];
