/** Why a step of a case is not possible, in a sentence. */
import type { Sentence } from '../../domain/action.js';
import type { Refusal } from '../../domain/ladder/index.js';
import { type Outcome, refused } from '../command.js';

const WHY: Readonly<Record<Refusal, string>> = {
  'wrong-ladder': 'ladder.wrong-ladder',
  'no-right': 'ladder.no-right',
  'own-case': 'ladder.own-case',
  closed: 'ladder.closed',
  'too-early': 'ladder.too-early',
  'already-done': 'ladder.already-done',
  'not-under-way': 'ladder.not-under-way',
  'needs-advice': 'ladder.needs-advice',
  'needs-referral': 'ladder.needs-referral',
  'needs-signatures': 'ladder.needs-signatures',
  'same-person': 'ladder.same-person',
  'needs-interview': 'ladder.needs-interview',
  'needs-advice-on-dismissal': 'ladder.needs-advice-on-dismissal',
  'needs-dismissal': 'ladder.needs-dismissal',
  'appeal-too-late': 'ladder.appeal-too-late',
  'needs-appeal': 'ladder.needs-appeal',
  'needs-outcome': 'ladder.needs-outcome',
  'needs-assembly': 'ladder.needs-assembly',
  'explain-skipped': 'ladder.explain-skipped',
  'until-past': 'ladder.until-past',
  'until-too-long': 'ladder.until-too-long',
  'no-exclusion': 'ladder.no-exclusion',
  'not-taken': 'ladder.not-taken',
};
export const refusalText = (refusal: Refusal): Sentence => ({ key: WHY[refusal] });
export const refusedStep = (refusal: Refusal): Outcome => refused(refusal, refusalText(refusal));
