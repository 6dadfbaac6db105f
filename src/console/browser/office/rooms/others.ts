/** The rooms that are not the first: one file for the browser, fetched when it has nothing else to do. */
export { AccountRoom } from './account.js';
export { CasesRoom } from './cases.js';
export { EvaluationRoom } from './evaluation.js';
export { GroupsRoom } from './groups.js';
export { MembersRoom } from './members.js';
export { OperatorRoom } from './operator.js';
export { ReviewsRoom } from './reviews.js';
export { RulesRoom } from './rules.js';
