/** What is not left to chance in the demonstration's year: its cases of art. 8, and what waits on its last day. */
import type { Role } from '../../domain/vocabulary.js';

/** One step of a case: days before the end, whose step, the act (`warn` opens the case), what the act asks for. */
type Step = readonly [
  daysAgo: number,
  by: Role,
  act: string,
  fields: Readonly<Record<string, string | boolean>>,
];

export interface CaseStory {
  /** Index in PARTNERSHIPS. */
  readonly place: number;
  /** Index among the people of the place. */
  readonly about: number;
  /** What the case is about, an evening apart, the last this many days ago. */
  readonly said?: { readonly daysAgo: number; readonly texts: readonly string[] };
  readonly steps: readonly Step[];
}

/** One that helped, one that waits for the chef de corps, one that needs two signatures, two that have just begun. */
export const CASES: readonly CaseStory[] = [
  {
    place: 0,
    about: 4,
    said: {
      daysAgo: 213,
      texts: [
        'Plaque 1-KTF-229, Golf grise qui tourne rue des Tilleuls, 101 prévenu',
        'C’est la 2 BXM 739, 101 prévenu à 20h',
        'Immatriculation 1-RDL-614, Berlingo blanc devant la chapelle, 101 prévenu',
      ],
    },
    steps: [
      [210, 'coordinator', 'warn', { reason: 'Trois rappels sur des plaques écrites en toutes lettres.' }],
      [203, 'coordinator', 'note-talk', { attended: true, note: 'A compris, s’excuse.' }],
      [120, 'coordinator', 'close', { reason: 'Plus aucun rappel depuis trois mois.' }],
    ],
  },
  {
    place: 0,
    about: 13,
    said: {
      daysAgo: 51,
      texts: [
        'Celui du 12 est un vrai crétin, qu’il ferme sa barrière une bonne fois',
        'Bande d’abrutis, vous laissez encore vos poubelles sur le trottoir',
      ],
    },
    steps: [
      [48, 'coordinator', 'warn', { reason: 'Propos blessants répétés envers des voisins.' }],
      [40, 'coordinator', 'note-talk', { attended: true, note: 'Entretien calme, sans engagement.' }],
      [
        6,
        'mandatary',
        'advise',
        { reason: 'L’entretien n’a rien changé : deux nouveaux messages du même ton.' },
      ],
    ],
  },
  {
    place: 2,
    about: 22,
    said: {
      daysAgo: 153,
      texts: [
        'Wie wil meerijden vannacht? We doen een toer met 2 wagens van 23u tot 3u',
        'Vanavond gaan we zelf op patrouille, wie gaat er mee? Verzamelen om 22u',
      ],
    },
    steps: [
      [150, 'coordinator', 'warn', { reason: 'Herhaalde oproepen om zelf op patrouille te gaan.' }],
      [143, 'coordinator', 'note-talk', { attended: false, note: 'Niet gekomen.' }],
      [120, 'mandatary', 'advise', { reason: 'Gevaarlijk voor zichzelf en voor anderen.' }],
      [112, 'chef-de-corps', 'reprimand', { reason: 'Patrouilleren is verboden (wet van 29 juli 1934).' }],
      [
        9,
        'coordinator',
        'propose-removal',
        {
          reason: 'Nieuwe oproep na de berisping.',
          passesOver: 'Er zijn geen strafbare feiten vastgesteld.',
        },
      ],
      [7, 'coordinator', 'sign', {}],
    ],
  },
  {
    place: 3,
    about: 5,
    steps: [[4, 'coordinator', 'warn', { reason: 'Berichten van de groep verschenen op Facebook.' }]],
  },
  {
    place: 4,
    about: 0,
    steps: [[12, 'mandatary', 'warn', { reason: 'Neue Mitglieder wurden ohne Erklärung aufgenommen.' }]],
  },
];

export interface LastWords {
  readonly minutesAgo: number;
  readonly place: number;
  readonly by: number;
  readonly text: string;
  /** Minutes before the end at which the author says that Garde-fou is wrong. */
  readonly contested?: number;
}

/** Left waiting for whoever opens the console. */
export const LAST_WORDS: readonly LastWords[] = [
  {
    minutesAgo: 6,
    place: 0,
    by: 7,
    text: 'Deux hommes sonnent à toutes les portes rue des Tilleuls, l’un porte une veste orange. Ils regardent par les fenêtres.',
  },
  {
    minutesAgo: 48,
    place: 0,
    by: 12,
    text: 'Attention, la camionnette blanche 1-GHT-482 tourne encore dans le quartier, 101 prévenu à 18h.',
    contested: 41,
  },
  {
    minutesAgo: 22,
    place: 1,
    by: 5,
    text: 'Rappel : la réunion de printemps avec notre inspectrice a lieu jeudi à 19h30 à la salle du Vieux-Moulin.',
  },
  {
    minutesAgo: 14,
    place: 1,
    by: 9,
    text: 'Je pars en vacances du 2 au 12. Qui peut relever mon courrier, rue du Gué ?',
  },
  {
    minutesAgo: 9,
    place: 2,
    by: 6,
    text: 'Iemand staat al tien minuten aan de poort van nummer 14 te rammelen, donkere jas, kap over het hoofd.',
  },
  {
    minutesAgo: 95,
    place: 3,
    by: 4,
    text: 'Man met rode rugzak probeert de achterdeur van de bakkerij, politie is verwittigd via 101.',
  },
];

/** How many messages chance adds in each place in the last two days. */
export const LATELY: readonly (readonly [place: number, messages: number])[] = [
  [0, 6],
  [2, 6],
  [3, 3],
  [1, 2],
];
