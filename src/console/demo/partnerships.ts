/** Six partnerships that do not exist, in places that are made up, with people who were never born. */
import type { GroupPolicy } from '../../domain/group.js';
import type { Lang, Role } from '../../domain/vocabulary.js';

export interface Partnership {
  readonly title: string;
  readonly channel: 'whatsapp' | 'telegram';
  readonly lang: Lang;
  readonly policy: Partial<GroupPolicy>;
  readonly members: number;
  /** Messages on a usual day. */
  readonly aDay: number;
  readonly recognised: boolean;
  readonly approved: boolean;
  /** Which police of the demonstration look after it. */
  readonly zone: 'west' | 'east';
  readonly closedness: readonly string[];
  /** Months since the bot came. */
  readonly months: number;
}

export const PARTNERSHIPS: readonly Partnership[] = [
  {
    title: 'PLP Les Tilleuls — Valbrune',
    channel: 'whatsapp',
    lang: 'fr',
    policy: { mode: 'hold' },
    members: 38,
    aDay: 1.5,
    recognised: true,
    approved: true,
    zone: 'west',
    closedness: [],
    months: 12,
  },
  {
    title: 'PLP Vieux-Moulin — Rochebelle',
    channel: 'telegram',
    lang: 'fr',
    policy: { mode: 'hold', sending: 'prior-authorisation' },
    members: 26,
    aDay: 0.8,
    recognised: true,
    approved: true,
    zone: 'west',
    closedness: [],
    months: 12,
  },
  {
    title: 'BIN Molenwijk — Oosterdaal',
    channel: 'whatsapp',
    lang: 'nl',
    policy: { mode: 'ask' },
    members: 44,
    aDay: 1.8,
    recognised: true,
    approved: true,
    zone: 'east',
    closedness: ['members-may-invite'],
    months: 12,
  },
  {
    title: 'BIN-Z Handelskern — Oosterdaal',
    channel: 'telegram',
    lang: 'nl',
    policy: { mode: 'hold' },
    members: 19,
    aDay: 0.6,
    recognised: true,
    approved: true,
    zone: 'east',
    closedness: [],
    months: 12,
  },
  {
    title: 'LIP Rosenhang — Hohenfeld',
    channel: 'telegram',
    lang: 'de',
    policy: { mode: 'ask', urgentMessages: 'forbidden' },
    members: 22,
    aDay: 0.7,
    recognised: true,
    approved: true,
    zone: 'east',
    closedness: ['joins-without-approval'],
    months: 12,
  },
  {
    title: 'PLP Quai des Péniches — Valbrune',
    channel: 'whatsapp',
    lang: 'fr',
    policy: { mode: 'ask' },
    members: 15,
    aDay: 0.9,
    recognised: false,
    approved: true,
    zone: 'west',
    closedness: ['joins-without-approval', 'members-may-invite'],
    months: 3,
  },
];

export interface Official {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly zone: 'west' | 'east' | 'both';
}

/** The police and the authority look after several groups; coordinators are members of their own. */
export const OFFICIALS: readonly Official[] = [
  { key: '901', name: 'Insp. Sophie Maes', role: 'mandatary', zone: 'both' },
  { key: '902', name: 'Insp. Karim Delvaux', role: 'mandatary', zone: 'east' },
  { key: '903', name: 'CP Bernard Lacroix', role: 'chef-de-corps', zone: 'west' },
  { key: '904', name: 'HCP Annelies Wouters', role: 'chef-de-corps', zone: 'east' },
  { key: '905', name: 'Mme Isabelle Fontaine', role: 'authority-delegate', zone: 'both' },
  { key: '906', name: 'Thomas (technique)', role: 'operator', zone: 'both' },
];

export const FIRST_NAMES: Readonly<Record<Lang, readonly string[]>> = {
  fr: 'Claire,Marc,Nadia,Luc,Fatima,Jean-Paul,Sylvie,Pierre,Amina,Thierry,Chantal,Olivier,Monique,Youssef,Valérie,Denis,Martine,Gérald,Lucie,Patrick,Élodie,André,Caroline,Samir,Brigitte,Hugo,Anne-Marie,Michel'.split(
    ',',
  ),
  nl: 'Lieve,Bart,Hilde,Koen,Fatma,Wim,Greet,Stijn,Els,Dirk,An,Joris,Katrien,Mohamed,Ilse,Geert,Veerle,Tom,Sofie,Luc,Nele,Peter,Ingrid,Pieter,Rita,Jan,Leen,Guy'.split(
    ',',
  ),
  de: 'Ursula,Klaus,Petra,Dieter,Sabine,Jürgen,Monika,Heinz,Birgit,Werner,Elke,Stefan,Renate,Emre,Heike,Rolf,Anja,Bernd,Karin,Uwe'.split(
    ',',
  ),
  en: 'Emma,James,Olivia,David'.split(','),
};
export const LAST_NAMES: Readonly<Record<Lang, readonly string[]>> = {
  fr: 'Dumont,Lambert,Renard,Charlier,Benali,Gillet,Marchal,Noël,Collard,Bodart,Henrard,Legrand,Piette,Simonis,Dardenne,Poncelet,Rousseau,Mercier,Wathelet,Adam'.split(
    ',',
  ),
  nl: 'Peeters,Janssens,Claes,Goossens,Aerts,Yilmaz,De Smet,Mertens,Wuyts,Vermeulen,Hermans,Lemmens,Baert,Cools,Martens,Segers,Maas,Van Dyck,Bogaert,Thys'.split(
    ',',
  ),
  de: 'Schmitz,Müller,Krings,Pauly,Heinen,Kaya,Jansen,Hilgers,Thelen,Reuter,Kessel,Lentz,Offermann,Radermacher,Velz'.split(
    ',',
  ),
  en: 'Taylor,Brown,Clarke,Hughes'.split(','),
};
