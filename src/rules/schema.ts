/**
 * The form of a rule file in rules/annex-4: one clause of Annex 4, in words that a coordinator can read and
 * change. See docs/RULES.md for a guided tour.
 */
import { z } from 'zod';
import { RESPONSES } from '../domain/rule.js';
import { KINDS, LANGS } from '../domain/vocabulary.js';

const sentence = z.string().trim().min(3).max(1200);
/** The same sentence in the four languages; none may be missing. */
export const inFourLanguages = z.strictObject({ fr: sentence, nl: sentence, de: sentence, en: sentence });

/** A pattern of words; its little language is explained in src/language/pattern.ts. */
const pattern = z.string().trim().min(1).max(1200);
/** `any` holds in every language. */
const patterns = z.partialRecord(z.enum([...LANGS, 'any']), z.array(pattern).max(200));

export const signalSchema = z.strictObject({
  /** Names the signal in explanations, e.g. `patrol-called`. */
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, e.g. patrol-called'),
  patterns,
  /** Where one of these stands in the same sentence, the signal does not count. */
  unless: patterns.optional(),
  /** True: with a negation just before it, it counts as the opposite (“we don't patrol”). */
  negatable: z.boolean().default(true),
  /**
   * How much it tells, in the model's units: a rule of your own starts at −3, and 0 is even odds, so that 6 alone
   * is nearly certain (0.95). Rules that Garde-fou brings learn it from
   * examples and leave it out; a rule of your own states it.
   */
  weight: z.number().min(-10).max(10).optional(),
});
export type Signal = z.infer<typeof signalSchema>;

const exampleText = z.string().min(1).max(4000);
const examples = z.partialRecord(z.enum(LANGS), z.array(exampleText));

export const ruleFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, e.g. leak'),
  /** Row of the requirements, e.g. `A4-5c`. */
  requirement: z.string().min(2).max(40),
  /** As letters and the log cite it, e.g. `Annex 4 §5`. */
  clause: z.string().min(3).max(80),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  title: inFourLanguages,
  /** What the clause asks and why, for a coordinator. */
  explanation: inFourLanguages,
  /** One kind sentence to the poster: what was wrong and what to do. */
  say: inFourLanguages,
  response: z.strictObject({ ask: z.enum(RESPONSES), hold: z.enum(RESPONSES) }),
  actFrom: z.number().min(0).max(1),
  reviewFrom: z.number().min(0).max(1),
  signals: z.array(signalSchema).max(100).default([]),
  /** Messages on which the rule must fire, and near misses on which it must not. They are run as tests. */
  examples: z.strictObject({ fires: examples, passes: examples }).optional(),
});
export type RuleFile = z.infer<typeof ruleFileSchema>;

/** The form of a file in rules/intent: what speaks for a message being of one kind. */
export const intentFileSchema = z.strictObject({
  kind: z.enum(KINDS),
  about: z.string().trim().min(3).max(1200),
  signals: z.array(signalSchema).max(200),
});
export type IntentFile = z.infer<typeof intentFileSchema>;
