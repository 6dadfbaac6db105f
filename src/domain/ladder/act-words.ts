/** What of an act are somebody's words, which can be erased, and what is the fact that it was done, which can't. Pure. */
import type { Act } from './act.js';

const WORDS: ReadonlySet<string> = new Set(['reason', 'passesOver', 'report', 'note']);

/** In the place of words that were erased: an act without a reason would be no act. */
const ERASED = '[…]';

export interface SplitAct {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly words: Readonly<Record<string, unknown>>;
}

export function splitAct(act: Act): SplitAct {
  const fields = Object.entries(act);
  return {
    facts: Object.fromEntries(fields.filter(([name]) => !WORDS.has(name))),
    words: Object.fromEntries(fields.filter(([name]) => WORDS.has(name))),
  };
}

/** The same act with its words taken out (GDPR art. 17): what was done, when and by which office stays. */
export const withoutWords = (act: Act): Act =>
  Object.fromEntries(
    Object.entries(act).map(([name, value]) => [
      name,
      WORDS.has(name) ? (name === 'note' ? '' : ERASED) : value,
    ]),
  ) as Act;
