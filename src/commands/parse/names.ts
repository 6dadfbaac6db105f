/** The commands and their names in the four languages. Nobody has to know the one word that the program prefers. */
import { LANGS, type Lang } from '../../domain/vocabulary.js';
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
  help: ['aide start commandes menu', 'help hulp opdrachten', 'hilfe befehle', 'help commands'],
  warn: [
    'avertir avertissement avertis avertissez averti prevenir previens',
    'waarschuw waarschuwing verwittig waarschuwen verwittigen',
    'verwarnen verwarnung verwarne warne warnen',
    'warn warning',
  ],
  exclude: [
    'exclure exclusion suspendre renvoyer exclus excluez expulser bannir suspends virer',
    'uitsluiten uitsluiting sluituit schorsen verwijder schors verwijderen',
    'ausschliessen ausschluss suspendieren schliesseaus schliessaus sperren sperre ausschliesse',
    'exclude suspend remove ban',
  ],
  pardon: [
    'annuler pardonner annule annulez pardonne',
    'annuleer kwijtschelden annuleren',
    'aufheben annullieren hebeauf hebauf',
    'pardon annul',
  ],
  history: ['historique histoire antecedents', 'geschiedenis historiek', 'verlauf', 'history'],
  case: ['dossier dossiers', 'dossier zaak dossiers zaken', 'akte fall akten', 'case file cases'],
  sign: [
    'signer signe signez',
    'teken ondertekenen onderteken tekenen',
    'unterschreiben unterzeichnen unterschreibe',
    'sign',
  ],
  visa: ['visa viser', 'visum gezien', 'sichtvermerk visum', 'visa seen'],
  authorise: [
    'autoriser autorise autorisez',
    'toestaan machtig statoe laattoe',
    'genehmigen genehmige',
    'authorise authorize',
  ],
  release: [
    'publier liberer publie publiez',
    'vrijgeven plaats geefvrij plaatsen',
    'freigeben gibfrei gebefrei',
    'release publish',
  ],
  refuse: ['refuser refusez', 'weiger weigeren', 'ablehnen lehneab lehnab', 'refuse reject'],
  habilitate: ['habiliter habilite', 'habilitatie habiliteer habiliteren', 'ermachtigen', 'habilitate'],
  withdraw: ['retirer retire retirez', 'intrekken trekin', 'entziehen zuruckziehen zieheein', 'withdraw'],
  broadcast: [
    'diffuser diffusion diffuse diffusez envoyer envoie message',
    'verspreid verspreiden verstuur versturen stuur bericht',
    'rundruf verbreiten verbreite senden sende nachricht',
    'broadcast send',
  ],
  announce: [
    'annonces annoncesseules',
    'mededelingen aankondigingen',
    'ankundigungen ansagen',
    'announcements announce',
  ],
  close: [
    'cloturer cloture fermer ferme',
    'afsluiten sluit sluitaf',
    'schliessen abschliessen schliesse schliesseab schliessab',
    'close',
  ],
  flag: ['attirer', 'opgelet', 'hinweis', 'flag'],
  status: ['statut etat statuts', 'status toestand', 'status stand', 'status'],
  summary: ['resume bilan', 'samenvatting overzicht', 'zusammenfassung ubersicht', 'summary'],
  role: ['role nommer roles nomme', 'rol benoem rollen benoemen', 'rolle ernennen', 'role appoint'],
  invite: ['inviter invite', 'uitnodigen nodiguit', 'einladen ladeein', 'invite'],
  members: ['membres membre liste', 'leden lid lijst', 'mitglieder mitglied liste', 'members member list'],
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

/** The name of a command that is told to somebody in their language. */
export const nameIn = (command: CommandName, lang: Lang): string =>
  ALIASES[command][LANGS.indexOf(lang)]!.split(' ')[0]!;

/** All names, for tests and completion. */
export const allNames = (): readonly string[] => [...known.keys()];
