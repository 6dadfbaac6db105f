/** A rule as decide sees it: one clause of Annex 4, with what to do in each mode. Loaded from rules/annex-4. */
import type { Mode, RuleId } from './vocabulary.js';

export const RESPONSES = ['log', 'warn', 'ask', 'hold', 'remove'] as const;
/**
 * log: record only. warn: leave the message, explain kindly. ask: leave it, ask for what is missing, remove
 * after a time without an answer. hold: take out until a condition is met. remove: take out.
 */
export type Response = (typeof RESPONSES)[number];

export interface Rule {
  readonly id: RuleId;
  /** e.g. `Annex 4 §5` */
  readonly clause: string;
  readonly severity: 1 | 2 | 3 | 4 | 5;
  readonly response: Readonly<Record<Exclude<Mode, 'observe'>, Response>>;
  /** From this confidence on the bot acts. */
  readonly actFrom: number;
  /** From this confidence on (and below `actFrom`) a person is asked to look. */
  readonly reviewFrom: number;
}

export type RuleTable = Readonly<Record<string, Rule>>;

/** The rule of that name. Throws for a name that no rule file has: a finding without a clause must not exist. */
export function ruleOf(table: RuleTable, id: RuleId): Rule {
  const rule = table[id];
  if (!rule) throw new Error(`There is no rule named ${id}.`);
  return rule;
}
