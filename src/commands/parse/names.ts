/** The commands and their names in the four languages. Nobody has to know the one word that the program prefers. */
import { nearest } from '../../rules/nearest.js';
import { fold } from './fold.js';

export const COMMANDS = [
  'help',
  'warn',
  'exclude',
  'pardon',
  'history',
  'case',
  'sign',
  'visa',
  'authorise',
  'release',
  'refuse',
  'habilitate',
  'withdraw',
  'broadcast',
  'announce',
  'close',
  'flag',
  'status',
  'summary',
  'role',
  'invite',
  'members',
  'register',
  'export',
  'erase',
  /** A step of a case by its machine name, as the console sends it; people write /case. */
  'act',
  /** A proposal is answered with: no step. */
  'no-step',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** fr · nl · de · en; the first of each language is the one that /help shows. */
export const ALIASES: Readonly<Record<CommandName, readonly [string, string, string, string]>> = {
  help: ['aide start', 'help hulp', 'hilfe', 'help'],
  warn: ['avertir avertissement', 'waarschuw waarschuwing verwittig', 'verwarnen verwarnung', 'warn warning'],
  exclude: [
    'exclure exclusion suspendre renvoyer',
    'uitsluiten sluituit schorsen verwijder',
    'ausschliessen ausschluss suspendieren',
    'exclude suspend remove ban',
  ],
  pardon: ['annuler pardonner', 'annuleer kwijtschelden', 'aufheben annullieren', 'pardon annul'],
  history: ['historique', 'geschiedenis historiek', 'verlauf', 'history'],
  case: ['dossier', 'dossier zaak', 'akte fall', 'case file'],
  sign: ['signer', 'teken ondertekenen onderteken', 'unterschreiben unterzeichnen', 'sign'],
  visa: ['visa viser', 'visum gezien', 'sichtvermerk visum', 'visa seen'],
  authorise: ['autoriser', 'toestaan machtig', 'genehmigen', 'authorise authorize'],
  release: ['publier liberer', 'vrijgeven plaats', 'freigeben', 'release publish'],
  refuse: ['refuser', 'weiger weigeren', 'ablehnen', 'refuse reject'],
  habilitate: ['habiliter', 'habilitatie habiliteer', 'ermachtigen', 'habilitate'],
  withdraw: ['retirer', 'intrekken trekin', 'entziehen zuruckziehen', 'withdraw'],
  broadcast: ['diffuser diffusion', 'verspreid verspreiden', 'rundruf verbreiten', 'broadcast'],
  announce: [
    'annonces annoncesseules',
    'mededelingen aankondigingen',
    'ankundigungen ansagen',
    'announcements announce',
  ],
  close: ['cloturer cloture fermer', 'afsluiten sluit', 'schliessen abschliessen', 'close'],
  flag: ['attirer', 'opgelet', 'hinweis', 'flag'],
  status: ['statut etat', 'status toestand', 'status stand', 'status'],
  summary: ['resume bilan', 'samenvatting overzicht', 'zusammenfassung ubersicht', 'summary'],
  role: ['role nommer', 'rol benoem', 'rolle ernennen', 'role appoint'],
  invite: ['inviter', 'uitnodigen nodiguit', 'einladen', 'invite'],
  members: ['membres', 'leden', 'mitglieder', 'members'],
  register: ['enregistrer charte', 'registreer charter', 'registrieren charta', 'register charter'],
  export: ['exporter donnees', 'exporteer gegevens', 'exportieren daten', 'export data'],
  act: ['acte', 'handeling', 'schritt', 'act'],
  'no-step': ['sanssuite', 'zondergevolg', 'ohnefolge', 'nostep'],
  erase: ['effacer supprimer', 'wissen uitwissen', 'loschen', 'erase forget'],
};

const known = new Map<string, CommandName>();
for (const name of COMMANDS)
  for (const words of ALIASES[name]) for (const word of words.split(' ')) known.set(word, name);

/** The command of a name in any language, however it is spelt; null when there is none. */
export const commandOf = (word: string): CommandName | null =>
  known.get(fold(word).replace(/[^a-z0-9]/g, '')) ?? null;

/** The nearest name to one that nobody knows; null when none is near. */
export const meant = (word: string): string | null =>
  nearest(fold(word).replace(/[^a-z0-9]/g, ''), [...known.keys()]);

/** All names, for tests and completion. */
export const allNames = (): readonly string[] => [...known.keys()];
