/** Registration as others see it (A4-1, A4-2, R-1, R-2). */
export { changesToNotify, NOTIFIED, type NotifiedChange } from './changes.js';
export {
  type Charter,
  charterSchema,
  emptyCharter,
  TECHNOLOGIES,
  VARIANTS,
  type Variant,
} from './charter.js';
export {
  CHARTER_ITEMS,
  type CharterItem,
  type CheckedItem,
  checklist,
  type GroupFacts,
  missingOf,
} from './checklist.js';
export { type Standing, standingOf } from './standing.js';
