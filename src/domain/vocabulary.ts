/** The closed lists of words that every part of Garde-fou shares (see the glossary in docs/ARCHITECTURE.md). */

export const LANGS = ['fr', 'nl', 'de', 'en'] as const;
/** A language of the partnership: the three national languages of Belgium and English. */
export type Lang = (typeof LANGS)[number];

export const KINDS = ['signalement', 'followup', 'prevention', 'ack', 'offtopic'] as const;
/** What a message is for. Exactly one holds. */
export type Kind = (typeof KINDS)[number];

export const LABELS = [
  'police-not-informed',
  'no-suspect-seen',
  'plate-in-text',
  'identity-disclosed',
  'vigilante',
  'discrimination',
  'careless-language',
  'off-topic',
  'leak',
  'unsafe-reaction',
] as const;
/** A principle of Annex 4 that a text can break. */
export type Label = (typeof LABELS)[number];

/** The rules that no text breaks by itself: whether they fire depends on the group's settings or on what happened in it. */
export const GROUP_RULES = [
  'urgent-forbidden',
  'not-authorised',
  'forwarded-chain',
  'altered-relay',
] as const;

/** The rules that Garde-fou brings: the text labels, the two of pictures and those of the group. */
export const RULES = [...LABELS, 'face-photo', 'plate-photo', ...GROUP_RULES] as const;
export type BuiltInRule = (typeof RULES)[number];
/** A rule by its name. Partnerships add rules of their own as files, so the list is open. */
export type RuleId = BuiltInRule | (string & {});

export const MODES = ['observe', 'ask', 'hold'] as const;
/** How far the bot goes in a group: log only; leave and ask; take out until a condition is met. */
export type Mode = (typeof MODES)[number];

export const ROLES = [
  'member',
  'steering-committee',
  'temporary-coordinator',
  'coordinator',
  'mandatary',
  'chef-de-corps',
  'authority-delegate',
  'operator',
] as const;
/** The actors of the circular (art. 8, Annex 3), and the operator of the machine. */
export type Role = (typeof ROLES)[number];

export const CHANNELS = ['playground', 'telegram', 'whatsapp'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Moments at which decide asked to be reminded of a hold or a thread. */
export const DECIDE_TIMERS = [
  'hold-expiry',
  'ask-settle',
  'ask-expiry',
  'album-settle',
  'thread-idle',
] as const;
/** Moments of the ladder, of reports and of enrolment, which interpreters answer (src/engine/interpreter.ts). */
export const OFFICE_TIMERS = [
  'exclusion-end',
  'case-deadline',
  'digest',
  'evaluation',
  'declaration',
  'broadcast',
  'housekeeping',
] as const;
export const TIMERS = [...DECIDE_TIMERS, ...OFFICE_TIMERS] as const;
export type TimerName = (typeof TIMERS)[number];
export type DecideTimer = (typeof DECIDE_TIMERS)[number];

const POLICE: ReadonlySet<Role> = new Set(['mandatary', 'chef-de-corps']);
const COORDINATION: ReadonlySet<Role> = new Set(['coordinator', 'temporary-coordinator']);

/** True for the police's own actors, whose messages need nobody's authorisation (art. 8 d). */
export const isPolice = (role: Role): boolean => POLICE.has(role);

/** True for whoever runs the group day by day (art. 8 b). */
export const isCoordinator = (role: Role): boolean => COORDINATION.has(role);
