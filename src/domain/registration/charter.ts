/** The charter's data as Annex 2 lists them. Everything may still be missing: a partnership grows into its charter. */
import { z } from 'zod';

/** Art. 4: residents, self-employed (PLP-I), groups of one profession, business sites. */
export const VARIANTS = ['residents', 'self-employed', 'professional', 'business'] as const;
export type Variant = (typeof VARIANTS)[number];

const text = z.string().trim().max(4000).default('');
const short = z.string().trim().max(300).default('');
/** A calendar day, e.g. 2026-05-03; empty while it is unknown. */
const day = z.union([z.literal(''), z.iso.date()]).default('');
const contact = z.strictObject({ name: short, address: short, phone: short, email: short }).prefault({});

export const TECHNOLOGIES = [
  'sms',
  'voice',
  'text-to-voice',
  'e-mail',
  'social-media',
  'be-alert',
  'other',
] as const;

export const charterSchema = z.strictObject({
  variant: z.enum(VARIANTS).default('residents'),
  // Cover.
  policeZone: short,
  commune: short,
  name: short,
  // 01–04
  initiator: text,
  motive: text,
  objectives: text,
  area: text,
  /** Dwellings, self-employed, companies or members, by the variant. */
  members: z.number().int().min(0).max(1_000_000).nullable().default(null),
  // 05–07
  coordinator: contact,
  mandatary: contact,
  mayor: short,
  // 08–10
  toPolice: text,
  hot: z
    .strictObject({
      levels: z
        .union([z.literal(1), z.literal(2)])
        .nullable()
        .default(null),
      plan: text,
      technologies: z.array(z.enum(TECHNOLOGIES)).max(10).default([]),
    })
    .prefault({}),
  cold: z
    .strictObject({ plan: text, technologies: z.array(z.enum(TECHNOLOGIES)).max(10).default([]) })
    .prefault({}),
  // 11–14
  meetings: text,
  consultation: text,
  support: text,
  fee: z.strictObject({ asked: z.boolean().nullable().default(null), amount: text, use: text }).prefault({}),
  // 15
  evaluation: z
    .strictObject({ everyMonths: z.number().int().min(1).max(120).nullable().default(null), criteria: text })
    .prefault({}),
  // 16
  internalRules: z
    .strictObject({
      version: short,
      signedByCoordinator: day,
      signedByMandatary: day,
      /** They subscribe to SAA (Annex 4 §5): without it no urgent message. */
      saa: z.boolean().default(false),
    })
    .prefault({}),
  steeringCommittee: text,
  // 17
  signed: z.strictObject({ mayor: day, chefDeCorps: day, coordinator: day, mandatary: day }).prefault({}),
  sentToInterior: day,
});
export type Charter = z.infer<typeof charterSchema>;
export const emptyCharter = (variant: Variant = 'residents'): Charter => charterSchema.parse({ variant });
