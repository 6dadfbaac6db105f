/** The form of a letter template in rules/letters: who writes to whom, who signs in which order, and the text in three languages. */
import { z } from 'zod';
import { RUNGS } from '../../domain/ladder/rungs.js';

/** The languages of Belgian administrations. */
export const LETTER_LANGS = ['fr', 'nl', 'de'] as const;
export type LetterLang = (typeof LETTER_LANGS)[number];

/** Names that a template may put between braces. */
export const NAMES = [
  'person',
  'group',
  'zone',
  'commune',
  'coordinator',
  'mandatary',
  'chief',
  'temporary',
  'recognition',
  'pv',
  'place',
] as const;
/** Moments that a template may put between braces: days, and `talkat` with its hour. */
export const MOMENTS = [
  'talkat',
  'since',
  'until',
  'decided',
  'interview',
  'advice',
  'received',
  'deadline',
  'ruling',
  'ruled',
] as const;
export type LetterName = (typeof NAMES)[number];
export type LetterMoment = (typeof MOMENTS)[number];
export type Placeholder = LetterName | LetterMoment;
export const PLACEHOLDERS: readonly string[] = [...NAMES, ...MOMENTS];

/** When a paragraph or a signature belongs in the letter. */
export const CONDITIONS = [
  'member',
  'coordinator',
  'talked',
  'advised',
  'social',
  'confirmed',
  'overturned',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const LETTER_BLOCKS = ['reasons', 'evidence', 'changes', 'checklist'] as const;
export const SIGNERS = [
  'coordinator',
  'mandatary',
  'chef-de-corps',
  'authority-delegate',
  'steering-committee',
] as const;
export type SignerRole = (typeof SIGNERS)[number];
export const ADDRESSEES = ['person', 'temporary', 'interior', 'prosecutor'] as const;
export const COPIES = ['interior', 'mandatary', 'chef-de-corps', 'authority'] as const;

const sentence = z.string().trim().min(1).max(2000);
const partSchema = z.union([
  sentence,
  z.strictObject({ when: z.enum(CONDITIONS), text: sentence }),
  z.strictObject({ block: z.enum(LETTER_BLOCKS) }),
]);
export type LetterPart = z.infer<typeof partSchema>;

const textSchema = z.strictObject({
  subject: z.string().trim().min(1).max(200),
  salutation: z.string().trim().min(1).max(200),
  body: z.array(partSchema).min(1).max(40),
  closing: z.string().trim().min(1).max(300),
});
export type LetterText = z.infer<typeof textSchema>;

export const letterSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'lower-case words joined by hyphens, e.g. talk-invitation'),
  /** Rungs of the ladder that it belongs to; none for letters about the partnership. */
  steps: z.array(z.enum(RUNGS)).max(8),
  addressee: z.enum(ADDRESSEES),
  /** In the order in which the circular has them sign; `or`: the other who may do it alone. */
  signers: z
    .array(
      z.strictObject({
        role: z.enum(SIGNERS),
        or: z.enum(SIGNERS).optional(),
        visa: z.boolean().default(false),
        when: z.enum(CONDITIONS).optional(),
      }),
    )
    .min(1)
    .max(6),
  copies: z.array(z.enum(COPIES)).max(4),
  fr: textSchema,
  nl: textSchema,
  de: textSchema,
});
export type LetterTemplate = z.infer<typeof letterSchema>;
