/** A group's settings, and what follows from its registration (Annex 4 §1, §2). */
import { z } from 'zod';
import { POLICY_BOUNDS } from './policy-bounds.js';
import { RESPONSES } from './rule.js';
import { LANGS, MODES, type Mode } from './vocabulary.js';

/** What a group changes about one rule without touching the rule's file. */
export const ruleTuningSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Same answer in every mode but observe. */
  response: z.enum(RESPONSES).optional(),
  /** Words of the group that count as this rule's own, e.g. a nickname for a suspect. */
  extraWords: z.array(z.string().min(2).max(60)).max(200).default([]),
});

const within = ([least, most]: readonly [number, number]) => z.number().int().min(least).max(most);

/** Each setting within its bounds. */
const settings = {
  lang: z.enum(LANGS),
  mode: z.enum(MODES),
  /** Annex 4 §5: urgent messages only where the internal rules subscribe to SAA. */
  urgentMessages: z.enum(['forbidden', 'saa']),
  /** Art. 8 d: every message authorised beforehand, or members habilitated by the police. */
  sending: z.enum(['habilitation', 'prior-authorisation']),
  askMinutes: within(POLICY_BOUNDS.askMinutes),
  /** In ask mode: how long the bot lets somebody finish writing in several short messages before it asks. */
  settleSeconds: within(POLICY_BOUNDS.settleSeconds),
  holdMinutes: within(POLICY_BOUNDS.holdMinutes),
  threadIdleMinutes: within(POLICY_BOUNDS.threadIdleMinutes),
  /** The bot speaks in the group at most once in this time; more is merged. */
  speakEverySeconds: within(POLICY_BOUNDS.speakEverySeconds),
  /** Off-topic messages of one member in 30 days that get the friendly answer only. */
  offTopicGrace: within(POLICY_BOUNDS.offTopicGrace),
  /** Offer faces and plates made unrecognisable instead of a removed picture. */
  offerBlurred: z.boolean(),
  /** What happens to voice and audio, which are not analysed. */
  voice: z.enum(['allow', 'review', 'remove']),
  /** How long the excerpt of an infraction is kept. */
  retentionDays: within(POLICY_BOUNDS.retentionDays),
};

export const policySchema = z.strictObject({
  lang: settings.lang.default('fr'),
  mode: settings.mode.default('ask'),
  urgentMessages: settings.urgentMessages.default('saa'),
  sending: settings.sending.default('habilitation'),
  askMinutes: settings.askMinutes.default(10),
  settleSeconds: settings.settleSeconds.default(30),
  holdMinutes: settings.holdMinutes.default(60),
  threadIdleMinutes: settings.threadIdleMinutes.default(180),
  speakEverySeconds: settings.speakEverySeconds.default(60),
  offTopicGrace: settings.offTopicGrace.default(1),
  offerBlurred: settings.offerBlurred.default(true),
  voice: settings.voice.default('allow'),
  retentionDays: settings.retentionDays.default(180),
  rules: z.record(z.string().min(1).max(60), ruleTuningSchema).default({}),
});
/** Some settings changed, the others left as they are. Rules are tuned one by one. */
export const policyChangeSchema = z.strictObject(settings).partial();
export type GroupPolicy = z.infer<typeof policySchema>;
export type RuleTuning = z.infer<typeof ruleTuningSchema>;

/** A policy with every default in place. Throws ZodError for an unknown key or a value out of range. */
export const policy = (over: z.input<typeof policySchema> = {}): GroupPolicy => policySchema.parse(over);

export interface GroupState {
  readonly id: string;
  readonly policy: GroupPolicy;
  /** The SPF Intérieur recognised the partnership (Annex 4 §1). */
  readonly recognised: boolean;
  /** The police approve of the use of social media (Annex 4 §2). */
  readonly policeApproved: boolean;
}

/** The mode that really holds: whatever was set, a group that isn't recognised and approved is only observed. */
export const effectiveMode = (g: GroupState): Mode =>
  g.recognised && g.policeApproved ? g.policy.mode : 'observe';
