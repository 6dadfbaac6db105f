/**
 * How people type commands: polite, in a hurry, without the slash, with the name where it comes to mind. Each line is
 * understood from its words alone; whatever is unclear is asked, and nobody is ever taken for somebody else.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandByName } from '../../src/commands/commands.js';
import { withoutPoliteness } from '../../src/commands/parse/fillers.js';
import { fold } from '../../src/commands/parse/fold.js';
import { ALIASES, commandOf } from '../../src/commands/parse/names.js';
import { parseBare, parseCommand } from '../../src/commands/parse/parse-command.js';
import { tokensOf } from '../../src/commands/parse/tokens.js';
import { findDay } from '../../src/commands/parse/until.js';
import { type Candidate, findWho } from '../../src/commands/parse/who.js';
import { NO_HINT } from '../../src/commands/run-command.js';

/** Noon on Monday 2 March 2026 in Brussels. */
const NOW = Date.UTC(2026, 2, 2, 11);
const person = (n: number, name: string, identity = `id${n}`): Candidate => ({
  person: n,
  identity,
  alt: null,
  name,
});
const ANNE = 1;
const JP = 2;
const BRAM = 3;
const HELENE = 4;
const STREET = [
  person(ANNE, 'Anne Peeters'),
  person(JP, 'Jean-Pierre Van den Broeck', '32470123456@s.whatsapp.net'),
  person(BRAM, 'Bram De Smet'),
  person(HELENE, 'Hélène Noël'),
  person(5, 'Luc Le Bon'),
  person(6, 'Marie-Claire Dupont'),
];

/** The command, and what its words say. */
function understood(text: string): Record<string, unknown> {
  const parsed = parseCommand(text);
  if (parsed.type !== 'command') return { type: parsed.type };
  const tokens = withoutPoliteness(tokensOf(parsed.tail));
  const { raw, candidates, problem } = commandByName(parsed.command)!.read(tokens, {
    people: STREET,
    hint: NO_HINT,
    tail: parsed.tail,
    now: NOW,
  });
  return {
    command: parsed.command,
    ...raw,
    ...(candidates ? { asks: candidates.map((c) => c.person) } : {}),
    ...(problem ? { problem: problem.key } : {}),
  };
}
const day = (month: number, date: number): number =>
  Date.UTC(2026, month - 1, date, 21 + (month > 3 ? 0 : 1), 59, 59, 999);

describe('whom a warning means, and why', () => {
  it.each([
    ['/avertir svp Anne Peeters pour fuite', ANNE, 'fuite'],
    ["/avertir s'il vous plaît @Anne Peeters : fuite", ANNE, 'fuite'],
    ['/avertir Mme Peeters pour fuite, merci', ANNE, 'fuite,'],
    ['/avertir M. Van den Broeck pour insultes', JP, 'insultes'],
    ['/avertir Van den Broeck Jean-Pierre insultes', JP, 'insultes'],
    ['/avertir Peeters Anne fuite', ANNE, 'fuite'],
    ['/avertir la personne Anne Peeters fuite', ANNE, 'fuite'],
    ['/avertir le membre Bram De Smet pour menaces', BRAM, 'menaces'],
    ['/avertir pour fuite de messages Anne Peeters', ANNE, 'fuite de messages'],
    ['/avertissement à Anne Peeters pour fuite', ANNE, 'fuite'],
    ['/avertir «Anne Peeters» «fuite de messages»', ANNE, 'fuite de messages'],
    ["/avertir 'Anne Peeters' 'fuite'", ANNE, 'fuite'],
    // A reason stands in letters: it stays as it was written.
    ['/avertir Anne Peeters gare devant le n° 12', ANNE, 'gare devant le n° 12'],
    ['/warn Anne Peeters said no 3 times', ANNE, 'said no 3 times'],
    // WhatsApp writes a mention of the bot as its number.
    ['@32475999999 /avertir Anne Peeters fuite', ANNE, 'fuite'],
    ['/AVERTIR ANNE PEETERS FUITE', ANNE, 'FUITE'],
    ['/avertis Helene noel : insultes', HELENE, 'insultes'],
    ['!avertir Anne Peeters fuite', ANNE, 'fuite'],
    ['\\avertir Anne Peeters fuite', ANNE, 'fuite'],
    ['Bonjour, /avertir Anne Peeters fuite', ANNE, 'fuite'],
    ['@GardeFou /avertir Anne Peeters fuite', ANNE, 'fuite'],
    ['@Anne Peeters /avertir fuite', ANNE, 'fuite'],
    ['/avertir +32 (0)470 12 34 56 pour insultes', JP, 'insultes'],
    ['/avertir 0032470123456 insultes', JP, 'insultes'],
    ['/waarschuw alstublieft mevrouw Peeters wegens delen', ANNE, 'delen'],
    ['/waarschuw dhr Van den Broeck wegens beledigingen', JP, 'beledigingen'],
    ['/waarschuw het lid met nummer 0470/12.34.56 wegens delen', JP, 'delen'],
    ['/waarschuwing aan Bram De Smet voor dreigementen aub', BRAM, 'dreigementen'],
    ['Goeiemorgen /verwittig smet vanwege dreigementen', BRAM, 'dreigementen'],
    ['/verwarne bitte Frau Peeters wegen Weitergabe', ANNE, 'Weitergabe'],
    ['/Verwarnung an Herrn Van den Broeck wegen Beleidigung', JP, 'Beleidigung'],
    ['/verwarnen den Nachbarn Bram De Smet wegen Drohung', BRAM, 'Drohung'],
    ['please /warn Mr De Smet for threats', BRAM, 'threats'],
  ])('%s', (text, who, reason) => {
    expect(understood(text)).toMatchObject({ command: 'warn', person: who, reason });
  });

  it.each([
    ['/waarschuw Peters wegens delen', [ANNE]],
    ['/avertir @Broek insultes', [JP]],
  ])('%s: misspelt, so it is asked', (text, asks) => {
    expect(understood(text)).toMatchObject({ asks });
    expect(understood(text)).not.toHaveProperty('person');
  });

  it.each([
    '/avertir le voisin pour fuite',
    '/avertir ma voisine',
    '/waarschuw de buurman',
    '/avertir @Zoé fuite',
    '/avertir @32475999999 Anne Peeters fuite',
  ])('%s: nobody', (text) => {
    expect(understood(text)).not.toHaveProperty('person');
    expect(understood(text)).not.toHaveProperty('asks');
  });
});

describe('until when, and the police report', () => {
  const TWO_WEEKS = Date.UTC(2026, 2, 16, 11);
  it.each([
    ['/exclure Bram De Smet pour 2 semaines, PV n° 123/2026, menaces', TWO_WEEKS],
    ['/exclure temporairement Bram De Smet 2 sem. PV123/2026 menaces', TWO_WEEKS],
    ['/exclure 14j Bram De Smet PV: 123/2026 "menaces"', TWO_WEEKS],
    ["/exclure Bram De Smet jusqu'au 15/04/2026 PV 123/2026 menaces", day(4, 15)],
    ['/exclure Bram De Smet jusqu’à demain PV 123/2026 menaces', day(3, 3)],
    ['/exclure Bram De Smet jusqu’au vendredi pv 123/2026 menaces', day(3, 6)],
    ['/sluit Bram De Smet uit voor 2 weken PV 123/2026 menaces', TWO_WEEKS],
    ['/sluit Bram De Smet 2 weken uit, pv nr. 123/2026, menaces', TWO_WEEKS],
    ['/uitsluiten Bram De Smet tot vrijdag proces-verbaal 123/2026 menaces', day(3, 6)],
    ['/schors Bram De Smet gedurende veertien dagen pv 123/2026 wegens menaces', TWO_WEEKS],
    ['/schließe Bram De Smet aus für 2 Wochen Protokoll Nr. 123/2026 wegen menaces', TWO_WEEKS],
    ['/ausschließen Bram De Smet bis Freitag PV 123/2026 menaces', day(3, 6)],
    ['/exclude Bram De Smet until Friday PV 123/2026 for menaces', day(3, 6)],
  ])('%s', (text, until) => {
    expect(understood(text)).toEqual({
      command: 'exclude',
      person: BRAM,
      until,
      report: '123/2026',
      reason: 'menaces',
    });
  });

  it.each([
    '/exclure définitivement Bram De Smet menaces',
    '/exclusion définitive de Bram De Smet : menaces',
    '/exclure Bram De Smet à vie menaces',
    '/uitsluiten Bram De Smet voor altijd menaces',
    '/ausschließen Bram De Smet für immer menaces',
    '/exclude Bram De Smet for good menaces',
  ])('%s', (text) => {
    expect(understood(text)).toEqual({ command: 'exclude', person: BRAM, forever: true, reason: 'menaces' });
  });

  it.each([
    '/exclure Bram De Smet un mois et demi PV 1/26 menaces',
    '/uitsluiten Bram De Smet een maand en half menaces',
  ])('%s: asked, never rounded', (text) => {
    expect(understood(text)).not.toHaveProperty('until');
  });
});

describe('a message of the police', () => {
  it.each([
    ['/diffuser message froid : réunion jeudi', { kind: 'cold', text: 'réunion jeudi' }],
    ['/diffuser non urgent réunion jeudi', { kind: 'cold', text: 'réunion jeudi' }],
    ['/verspreid niet-dringend vergadering', { kind: 'cold', text: 'vergadering' }],
    ['/rundruf nicht dringend Versammlung', { kind: 'cold', text: 'Versammlung' }],
    ['/diffuser une alerte crise Fermez tout', { kind: 'crisis', text: 'Fermez tout' }],
    ['/diffuser froid à tous les groupes : réunion', { kind: 'cold', all: true, text: 'réunion' }],
    ['/verspreid aan alle groepen koud vergadering', { kind: 'cold', all: true, text: 'vergadering' }],
    ['/broadcast cold to all my groups Meeting', { kind: 'cold', all: true, text: 'Meeting' }],
    ['/diffuser froid tous Fermez vos fenêtres', { kind: 'cold', all: true, text: 'Fermez vos fenêtres' }],
    // The message itself begins with it.
    [
      '/diffuser froid Tous les habitants sont invités',
      { kind: 'cold', text: 'Tous les habitants sont invités' },
    ],
    ['/verspreid koud alle bewoners zijn welkom', { kind: 'cold', text: 'alle bewoners zijn welkom' }],
    ['/rundruf kalt Alle Bewohner sind eingeladen', { kind: 'cold', text: 'Alle Bewohner sind eingeladen' }],
    ['/rundruf kalt alle Bewohner sind eingeladen', { kind: 'cold', text: 'alle Bewohner sind eingeladen' }],
    ['/rundruf kalt alle 14 Tage Müll', { kind: 'cold', text: 'alle 14 Tage Müll' }],
    ['/diffuser froid la sirène est un essai', { kind: 'cold', text: 'la sirène est un essai' }],
    // Which kind is asked; no word is lost meanwhile.
    ['/diffuser Tous à la réunion jeudi', { text: 'Tous à la réunion jeudi' }],
    ['/diffuser une réunion jeudi', { text: 'une réunion jeudi' }],
  ])('%s', (text, expected) => {
    expect(understood(text)).toEqual({ command: 'broadcast', ...expected });
  });

  it('loses no word of its text, whatever stands before it', () => {
    const text = fc.stringMatching(/^[A-Z][a-zé]{2,8}( [a-z0-9]{1,9}){0,6}$/);
    const head = fc.constantFrom(
      'froid',
      'message froid :',
      'chaud:',
      'crise',
      'tous froid',
      'koud',
      'nicht dringend',
    );
    fc.assert(
      fc.property(head, text, (before, words) => {
        expect(understood(`/diffuser ${before} ${words}`)).toMatchObject({ text: words });
      }),
    );
  });
});

describe('numbers, roles, references', () => {
  it.each([
    ['/dossier n° 3', { command: 'case', case: 3 }],
    ['/dossier n°3', { command: 'case', case: 3 }],
    ['/dossier nr3', { command: 'case', case: 3 }],
    ['/dossiers numéro 3', { command: 'case', case: 3 }],
    ['/zaak nr. 3 advies "ja"', { command: 'case', case: 3, act: 'advise', reason: 'ja' }],
    ['/signer le dossier n° 3', { command: 'sign', case: 3 }],
    [
      "/annuler l'infraction 7 : erreur de lecture",
      { command: 'pardon', entry: 7, reason: 'erreur de lecture' },
    ],
    ['/hebe Nr. 7 auf Lesefehler', { command: 'pardon', entry: 7, reason: 'Lesefehler' }],
    [
      '/nommer coordinatrice Hélène Noël élue en mars',
      { command: 'role', role: 'coordinator', person: HELENE, reason: 'élue en mars' },
    ],
    [
      '/rol Hélène Noël tijdelijke coördinator vervangt Cora',
      { command: 'role', role: 'temporary-coordinator', person: HELENE, reason: 'vervangt Cora' },
    ],
    [
      '/rôle de Bram De Smet : membre du comité de pilotage, élu',
      { command: 'role', role: 'steering-committee', person: BRAM, reason: 'élu' },
    ],
    [
      '/charte accord de la police référence PZ-5340 du 01/03/2026',
      { command: 'register', what: 'approval', reference: 'PZ-5340', date: '2026-03-01' },
    ],
    [
      '/charter erkenning FOD 12 van 3 maart 2026',
      { command: 'register', what: 'recognition', reference: 'FOD 12', date: '2026-03-03' },
    ],
    ['/charte accord de la police', { command: 'register', what: 'approval' }],
    ['/charte accord PZ', { command: 'register', what: 'approval', reference: 'PZ' }],
    ['/historique de @Bram De Smet svp', { command: 'history', person: BRAM }],
    ['/annonces arrêter', { command: 'announce', what: 'off' }],
    ['/annonces : fin.', { command: 'announce', what: 'off' }],
  ])('%s', (text, expected) => {
    expect(understood(text)).toEqual(expected);
  });
});

describe('what is no command stays none', () => {
  it.each([
    'voir https://plp.be/warn',
    'il y a 1/2 pain',
    'un voleur et/ou un complice',
    '! attention',
    'Anne /warn fuite',
  ])('%s', (text) => {
    expect(parseCommand(text).type).toBe('none');
  });

  it.each(['aide', 'statut', 'Bonjour, statut svp', 'avertir Anne Peeters', 'sluit Bram uit'])(
    '“%s” can be one in private',
    (text) => {
      expect(parseBare(text)).not.toBeNull();
    },
  );
  it.each(['Help!', 'un voleur !', '', 'oui', '101', 'Guten Morgen'])('“%s” can’t', (text) => {
    expect(parseBare(text)).toBeNull();
  });
});

describe('whatever people type', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '/avertir',
          '/sluit',
          'uit',
          '@Anne',
          'Peeters',
          'Bram',
          'de',
          'le',
          'svp',
          'pour',
          '"',
          '«',
          'PV',
          'n°',
          '12',
          '2',
          'weken',
          'tot',
          'vrijdag',
          '0470',
          '12/03/2026',
          'froid',
          'tous',
          'essai',
          '#3',
          ':',
          '\n',
          'coördinator',
        ),
        { maxLength: 10 },
      )
      .map((words) => words.join(' ')),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('', '/avertir ', '/exclure ', '/dossier ', '/rôle ', '/diffuser ', '/charte '),
        (text, head) => {
          understood(head + text);
          parseBare(text);
          findDay(tokensOf(text));
        },
      ),
    );
  });

  it('never names somebody of whose name no word was begun', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const found = findWho(tokensOf(text), STREET, NO_HINT);
        const typed = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
        for (const c of found.candidates) {
          const parts = fold(c.name).split(/[^\p{L}\p{N}]+/u);
          const begun = parts.some((part) => typed.some((word) => part.startsWith(word)));
          expect(begun || /\d{8}/.test(text.replace(/\D/g, '')), `${text} → ${c.name}`).toBe(true);
        }
      }),
    );
  });

  it('a polite word before or behind changes nothing', () => {
    const polite = fc.constantFrom(
      'svp',
      "s'il vous plaît",
      'aub',
      'alstublieft',
      'bitte',
      'please',
      'merci',
    );
    const plain = fc.constantFrom(
      '@Anne Peeters fuite',
      'Bram De Smet 2 semaines PV 1/26 menaces',
      '0470 12 34 56 insultes',
      'Hélène "deux mots"',
    );
    fc.assert(
      fc.property(polite, plain, fc.constantFrom('/avertir', '/exclure'), (word, words, command) => {
        const expected = understood(`${command} ${words}`);
        expect(understood(`${command} ${word} ${words}`)).toEqual(expected);
        expect(understood(`${command} ${words} ${word}`)).toEqual(expected);
      }),
    );
  });

  it('the first name of each command in each language is itself, without a slash too', () => {
    for (const [command, langs] of Object.entries(ALIASES))
      for (const word of langs.map((l) => l.split(' ')[0]!)) {
        expect(commandOf(word)).toBe(command);
        expect(parseBare(word)?.command).toBe(command);
      }
  });
});
