/** Annex 2 as a checklist: what the charter of a variant must hold, and what of it is missing. */
import type { Charter, Variant } from './charter.js';

export const CHARTER_ITEMS = [
  'police-zone',
  'commune',
  'name',
  'initiator',
  'objectives',
  'area',
  'members',
  'coordinator',
  'mandatary',
  'mayor',
  'to-police',
  'hot',
  'hot-suits-residents',
  'cold',
  'meetings',
  'consultation',
  'support',
  'fee',
  'evaluation',
  'internal-rules',
  'saa',
  'signatures',
  'sent',
] as const;
export type CharterItem = (typeof CHARTER_ITEMS)[number];

export interface CheckedItem {
  readonly item: CharterItem;
  /** Number of the criterion in Annex 2; `cover` for the title page, `art. 6`, `art. 9 b`, `annex 4` where it comes from there. */
  readonly criterion: string;
  readonly ok: boolean;
}

/** What else decides on an item: the group's own settings. */
export interface GroupFacts {
  readonly urgentMessages: 'forbidden' | 'saa';
}

const LONGEST_EVALUATION_MONTHS = 36;

const full = (contact: Charter['coordinator']): boolean =>
  [contact.name, contact.address, contact.phone, contact.email].every((part) => part !== '');

interface Criterion {
  readonly item: CharterItem;
  readonly criterion: string;
  readonly variants?: readonly Variant[];
  readonly met: (charter: Charter, group: GroupFacts) => boolean;
}

const CRITERIA: readonly Criterion[] = [
  { item: 'police-zone', criterion: 'cover', met: (c) => c.policeZone !== '' },
  { item: 'commune', criterion: 'cover', met: (c) => c.commune !== '' },
  { item: 'name', criterion: 'cover', met: (c) => c.name !== '' },
  { item: 'initiator', criterion: '01', met: (c) => c.initiator !== '' && c.motive !== '' },
  { item: 'objectives', criterion: '02', met: (c) => c.objectives !== '' },
  { item: 'area', criterion: '03', met: (c) => c.area !== '' },
  { item: 'members', criterion: '04', met: (c) => c.members !== null && c.members > 0 },
  { item: 'coordinator', criterion: '05', met: (c) => full(c.coordinator) },
  { item: 'mandatary', criterion: '06', met: (c) => full(c.mandatary) },
  { item: 'mayor', criterion: '07', met: (c) => c.mayor !== '' },
  { item: 'to-police', criterion: '08', met: (c) => c.toPolice !== '' },
  {
    item: 'hot',
    criterion: '09',
    met: ({ hot }) => hot.levels !== null && hot.plan !== '' && hot.technologies.length > 0,
  },
  {
    // Social media do not suit urgent messages to residents: another way must be there.
    item: 'hot-suits-residents',
    criterion: 'art. 9 b',
    variants: ['residents'],
    met: ({ hot }) => hot.technologies.length === 0 || hot.technologies.some((t) => t !== 'social-media'),
  },
  { item: 'cold', criterion: '10', met: ({ cold }) => cold.plan !== '' && cold.technologies.length > 0 },
  { item: 'meetings', criterion: '11', met: (c) => c.meetings !== '' },
  { item: 'consultation', criterion: '12', met: (c) => c.consultation !== '' },
  { item: 'support', criterion: '13', met: (c) => c.support !== '' },
  {
    item: 'fee',
    criterion: '14',
    met: ({ fee }) => fee.asked === false || (fee.asked === true && fee.amount !== '' && fee.use !== ''),
  },
  {
    item: 'evaluation',
    criterion: '15',
    met: ({ evaluation }) =>
      evaluation.everyMonths !== null &&
      evaluation.everyMonths <= LONGEST_EVALUATION_MONTHS &&
      evaluation.criteria !== '',
  },
  {
    item: 'internal-rules',
    criterion: '16',
    met: ({ internalRules: r }) =>
      r.version !== '' && r.signedByCoordinator !== '' && r.signedByMandatary !== '',
  },
  {
    item: 'saa',
    criterion: 'annex 4',
    met: (c, group) => group.urgentMessages === 'forbidden' || c.internalRules.saa,
  },
  {
    // The mandatary's signature is optional.
    item: 'signatures',
    criterion: '17',
    met: ({ signed }) => signed.mayor !== '' && signed.chefDeCorps !== '' && signed.coordinator !== '',
  },
  { item: 'sent', criterion: 'art. 6', met: (c) => c.sentToInterior !== '' },
];

/** The checklist of the charter's variant, in the order of Annex 2. */
export const checklist = (charter: Charter, group: GroupFacts): readonly CheckedItem[] =>
  CRITERIA.filter(({ variants }) => variants === undefined || variants.includes(charter.variant)).map(
    ({ item, criterion, met }) => ({ item, criterion, ok: met(charter, group) }),
  );

/** What is missing still. */
export const missingOf = (charter: Charter, group: GroupFacts): readonly CharterItem[] =>
  checklist(charter, group)
    .filter((c) => !c.ok)
    .map((c) => c.item);
