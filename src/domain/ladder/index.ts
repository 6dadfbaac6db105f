/** The ladder of art. 8 b and c as others see it. */
export { ACTS, type Act, type ActName, type ActOf, actSchema } from './act.js';
export { appealEnds, isSigned } from './act-rules.js';
export { type SplitAct, splitAct, withoutWords } from './act-words.js';
export { type Consequence, LETTERS, type LetterKind } from './consequence.js';
export { DEADLINES, type Deadline, type DeadlineName, deadlinesOf } from './deadlines.js';
export { type LadderRules, ladderRulesSchema } from './ladder-rules.js';
export { actsOf, type LadderView, type NextStep, nextSteps, viewOf } from './next-steps.js';
export { type ActRecord, type Performed, perform, refusalOf, replay } from './perform.js';
export { type Evidence, type LedgerFact, ladderOf, type Proposal, propose, weightOf } from './propose.js';
export { REFUSALS, type Refusal } from './refusal.js';
export { clauseOf, LADDERS, type Ladder, RUNGS, type Rung, rungOf, rungsOf } from './rungs.js';
export {
  type Actor,
  type ActorRole,
  type Appeal,
  type CaseOutcome,
  type CaseState,
  type Exclusion,
  type Mark,
  markOf,
  openCase,
  type RungState,
  type RungStatus,
  statusOf,
} from './state.js';
export { APPEAL_DAYS, DEFAULT_TERMS, RULING_DAYS, type Terms } from './terms.js';
