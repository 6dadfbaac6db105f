/**
 * Who may do what (art. 8, 9, Annex 3): one table. A right that a role does not have is missing from its row; nothing is
 * implied by another right, and no role has all of them. The operator looks after the machine and sees no infraction.
 */
import { ROLES, type Role } from './vocabulary.js';

export const RIGHTS = [
  /** Ask what one may do here. */
  'help',
  /** See, take along and erase what is known of oneself (GDPR). */
  'own-data',
  /** Point the coordinator privately to a message. */
  'flag',
  /** See a member's infractions (art. 8 c); the group never does. */
  'see-history',
  /** See members' cases. */
  'see-member-cases',
  /** See coordinators' cases (art. 8 b). */
  'see-coordinator-cases',
  /** Invite to the talk of the first step, and note that it was held. */
  'talk-member',
  'talk-coordinator',
  /** The mandatary's advice, without which there is no reprimand. */
  'advise',
  /** The chef de corps's written reprimand. */
  'reprimand',
  /** Note the police report that went to the public prosecutor. */
  'refer',
  /** Exclude a member, or suspend a coordinator, for a time. */
  'exclude',
  /** Propose a member's definitive removal. */
  'propose-removal',
  /** Sign it: the coordinator's and the mandatary's signatures are both needed. */
  'sign-as-coordinator',
  'sign-as-mandatary',
  /** The chef de corps's “seen”. */
  'visa',
  /** Interview of, and advice on, a coordinator before a dismissal. */
  'advise-dismissal',
  /** The administrative authority's dismissal of a coordinator. */
  'dismiss',
  /** Note an appeal, or the ruling of the commission. */
  'note-appeal',
  /** Name a temporary coordinator while the appeal runs. */
  'name-temporary',
  /** Note what the members were told and whom they chose at their assembly. */
  'note-assembly',
  /** Annul an infraction, with a reason. */
  'pardon',
  /** Let a message go that waits for the police (art. 8 d). */
  'authorise',
  /** Let another held message go, or refuse it. */
  'release',
  /** Let members send on their own, and take that back. */
  'habilitate',
  /** Send a message of the police to one or all of one's groups (art. 9 b). */
  'broadcast',
  /** Relay a crisis message of the authorities word for word (art. 9 d). */
  'relay-crisis',
  'close-thread',
  'see-status',
  'see-summary',
  /** Enter what the charter and its recognition need (Annex 2). */
  'edit-registration',
  /** Take a case along as a file. */
  'export-case',
  'change-settings',
] as const;
export type Right = (typeof RIGHTS)[number];

const EVERYONE = ['help', 'own-data', 'flag'] as const;
const COORDINATION = [
  ...EVERYONE,
  'see-history',
  'see-member-cases',
  'talk-member',
  'propose-removal',
  'sign-as-coordinator',
  'pardon',
  'release',
  'close-thread',
  'see-status',
  'see-summary',
  'edit-registration',
] as const;

const TABLE: Readonly<Record<Role, readonly Right[]>> = {
  member: EVERYONE,
  'steering-committee': [...EVERYONE, 'see-status', 'see-summary', 'name-temporary', 'note-assembly'],
  'temporary-coordinator': COORDINATION,
  coordinator: [...COORDINATION, 'change-settings'],
  mandatary: [
    ...EVERYONE,
    'see-history',
    'see-member-cases',
    'see-coordinator-cases',
    'talk-member',
    'talk-coordinator',
    'advise',
    'refer',
    'exclude',
    'propose-removal',
    'sign-as-mandatary',
    'note-appeal',
    'note-assembly',
    'pardon',
    'authorise',
    'release',
    'habilitate',
    'broadcast',
    'relay-crisis',
    'close-thread',
    'see-status',
    'see-summary',
    'edit-registration',
    'export-case',
    'change-settings',
  ],
  'chef-de-corps': [
    ...EVERYONE,
    'see-history',
    'see-member-cases',
    'see-coordinator-cases',
    'reprimand',
    'refer',
    'exclude',
    'visa',
    'advise-dismissal',
    'note-appeal',
    'authorise',
    'release',
    'habilitate',
    'broadcast',
    'relay-crisis',
    'see-status',
    'see-summary',
    'export-case',
  ],
  'authority-delegate': [
    ...EVERYONE,
    'see-coordinator-cases',
    'dismiss',
    'note-appeal',
    'relay-crisis',
    'see-status',
  ],
  operator: [...EVERYONE, 'see-status', 'change-settings'],
};

const rights: Readonly<Record<Role, ReadonlySet<Right>>> = Object.fromEntries(
  ROLES.map((role) => [role, new Set(TABLE[role])]),
) as unknown as Record<Role, ReadonlySet<Right>>;

/** Whether a role has a right. */
export const may = (role: Role, right: Right): boolean => rights[role].has(right);

/** What a role may do, in the order of `RIGHTS`. */
export const rightsOf = (role: Role): readonly Right[] => RIGHTS.filter((right) => may(role, right));

/** Which roles have a right, in the order of `ROLES`. */
export const rolesWith = (right: Right): readonly Role[] => ROLES.filter((role) => may(role, right));

/**
 * Which roles a role may give and take: the chef de corps names the mandataries (art. 8 d), the mandatary enters the
 * coordinator and the steering committee whom the members chose (art. 8 b), the operator enters the offices outside.
 */
const GRANTS: Readonly<Record<Role, readonly Role[]>> = {
  member: [],
  'steering-committee': ['temporary-coordinator'],
  'temporary-coordinator': [],
  coordinator: ['steering-committee'],
  mandatary: ['coordinator', 'temporary-coordinator', 'steering-committee', 'member'],
  'chef-de-corps': ['mandatary'],
  'authority-delegate': [],
  operator: ['chef-de-corps', 'authority-delegate'],
};

/** Whether `granter` may make somebody who is `from` into `to`. Nobody takes a role that they could not have given. */
export const mayGrant = (granter: Role, from: Role, to: Role): boolean =>
  from !== to && GRANTS[granter].includes(to) && (from === 'member' || GRANTS[granter].includes(from));
