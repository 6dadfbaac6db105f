/** The rules of a partnership as the program uses them: one immutable value, replaced as a whole on a reload. */
import type { LadderRules } from '../domain/ladder/ladder-rules.js';
import type { RuleTable } from '../domain/rule.js';
import type { Lang } from '../domain/vocabulary.js';
import type { Concept } from './lexicon.js';
import type { IntentFile, RuleFile } from './schema.js';

/** Sentences by key, e.g. `hold.confirm`. */
export type Catalogue = Readonly<Record<Lang, Readonly<Record<string, string>>>>;

export interface RuleSet {
  /** Every rule, in the order of their ids. */
  readonly files: readonly RuleFile[];
  /** What decide needs of them. */
  readonly table: RuleTable;
  readonly catalogue: Catalogue;
  /** What speaks for each kind of message (rules/intent). */
  readonly intents: readonly IntentFile[];
  /** Shared words of rules/lexicons by concept. */
  readonly concepts: Readonly<Record<string, Concept>>;
  /** When a step of the ladder is proposed, and the partnership's own terms (rules/ladder.yaml). */
  readonly ladder: LadderRules;
  /** Hex SHA-256 of everything that was read: the same content has the same version on every machine. */
  readonly version: string;
}
