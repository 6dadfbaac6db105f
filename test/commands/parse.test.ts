import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/commands/parse/fold.js';
import { ALIASES, allNames, COMMANDS, commandOf } from '../../src/commands/parse/names.js';
import { parseAnswer, parseCommand } from '../../src/commands/parse/parse-command.js';
import { readArgs } from '../../src/commands/parse/read-args.js';
import { tokensOf } from '../../src/commands/parse/tokens.js';
import { findUntil } from '../../src/commands/parse/until.js';
import { type Candidate, findWho } from '../../src/commands/parse/who.js';

/** Noon on Monday 2 March 2026 in Brussels. */
const NOW = Date.UTC(2026, 2, 2, 11, 0, 0);
const iso = (at: number): string => new Date(at).toISOString();
const command = (text: string): string => {
  const parsed = parseCommand(text);
  return parsed.type === 'command' ? parsed.command : parsed.type;
};

describe('a command’s name', () => {
  it.each([
    ['/warn @Anne', 'warn'],
    ['/avertir @Anne', 'warn'],
    ['/Verwittig Anne', 'warn'],
    ['/VERWARNEN Anne', 'warn'],
    ['/ avertir Anne', 'warn'],
    ['／warn Anne', 'warn'],
    ['/warn: Anne', 'warn'],
    ['/warn@GardeFouBot Anne', 'warn'],
    ['  /Résumé', 'summary'],
    ['/resume', 'summary'],
    ['/ausschließen Anne', 'exclude'],
    ['/clôturer', 'close'],
    ['/löschen', 'erase'],
    ['/start', 'help'],
  ])('%s → %s', (text, expected) => {
    expect(command(text)).toBe(expected);
  });

  it('that nobody knows is told with the nearest one', () => {
    expect(parseCommand('/avrtir Anne')).toMatchObject({ type: 'unknown', meant: 'warn' });
    expect(parseCommand('/zzzzzzzz')).toMatchObject({ type: 'unknown', meant: null });
  });

  it.each(['bonjour', '1/2 pain', 'et/ou', '/', '/ ', 'https://plp.be/warn', '//', '/12'])(
    '“%s” is none',
    (text) => {
      expect(command(text)).toBe('none');
    },
  );

  it('means one command only, in whatever language', () => {
    const words = COMMANDS.flatMap((name) =>
      [...new Set(ALIASES[name].flatMap((list) => list.split(' ')))].map((word) => ({ name, word })),
    );
    const taken = words.filter(({ name, word }) => commandOf(word) !== name);
    expect(taken).toEqual([]);
    expect(new Set(allNames()).size).toBe(new Set(words.map((w) => w.word)).size);
  });

  it('asks for a rehearsal by its first or last word, not by one inside a sentence', () => {
    expect(parseCommand('/warn Anne fuite essai')).toMatchObject({ dryRun: true });
    expect(parseCommand('/warn --dry-run Anne fuite')).toMatchObject({ dryRun: true });
    expect(parseCommand('/warn Anne un essai raté dans la rue')).toMatchObject({ dryRun: false });
    expect(parseCommand('/warn Anne "essai"')).toMatchObject({ dryRun: false });
  });
});

describe('words', () => {
  it.each([
    ['"deux mots"', ['deux mots']],
    ['“deux mots” un', ['deux mots', 'un']],
    ['« deux mots »', ['deux mots']],
    ['„zwei Wörter“ eins', ['zwei Wörter', 'eins']],
    ['il n\'a "rien dit', ['il', "n'a", '"rien', 'dit']],
  ])('%s', (text, words) => {
    expect(tokensOf(text).map((t) => t.text)).toEqual(words);
  });

  it('lose nothing but blanks and quotes', () => {
    const plain = (s: string): string => s.replace(/[\s"“”„«»‚‘’]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(
          plain(
            tokensOf(text)
              .map((t) => t.text)
              .join(''),
          ),
        ).toBe(plain(text));
      }),
    );
  });
});

describe('an end', () => {
  const until = (words: string): string | null => {
    const found = findUntil(tokensOf(words), NOW);
    return found ? (found.until === 'forever' ? 'forever' : iso(found.until.at)) : null;
  };

  it.each([
    // The clocks change on 29 March: noon stays noon.
    ['2 semaines', '2026-03-16T11:00:00.000Z'],
    ['14 dagen', '2026-03-16T11:00:00.000Z'],
    ['zwei Wochen', '2026-03-16T11:00:00.000Z'],
    ['quatorze jours', '2026-03-16T11:00:00.000Z'],
    ['een maand', '2026-04-02T10:00:00.000Z'],
    ['pendant 6 weken', '2026-04-13T10:00:00.000Z'],
    ['2w', '2026-03-16T11:00:00.000Z'],
    ['48 heures', '2026-03-04T11:00:00.000Z'],
    // A day is meant with its evening.
    ['bis 3. Mai', '2026-05-03T21:59:59.999Z'],
    ["jusqu'au 3 mai", '2026-05-03T21:59:59.999Z'],
    ['tot en met 3 mei', '2026-05-03T21:59:59.999Z'],
    ['until 3rd of May 2027', '2027-05-03T21:59:59.999Z'],
    ["jusqu'au 1er mars", '2027-03-01T22:59:59.999Z'],
    ['3/5/2026', '2026-05-03T21:59:59.999Z'],
    ['2026-05-03', '2026-05-03T21:59:59.999Z'],
    ['définitivement', 'forever'],
    ['endgültig', 'forever'],
  ])('“%s”', (words, expected) => {
    expect(until(words)).toBe(expected);
  });

  it.each(['31 février', '0 jours', '2026-13-40', 'demain peut-être', '"2 semaines"', '12 voisins'])(
    '“%s” is none',
    (words) => {
      expect(until(words)).toBeNull();
    },
  );

  it('never lies in the past, and never throws', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '2',
        'semaines',
        'dagen',
        'bis',
        '3.',
        'Mai',
        '31',
        '02',
        '2/3',
        '2026-02-30',
        '9999',
        'm',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const found = findUntil(tokensOf(words.join(' ')), NOW);
        if (found && found.until !== 'forever' && !words.join(' ').includes('2026'))
          expect(found.until.at).toBeGreaterThanOrEqual(NOW);
      }),
    );
  });
});

const person = (n: number, name: string, identity = `id${n}`): Candidate => ({
  person: n,
  identity,
  alt: null,
  name,
});
const STREET = [
  person(1, 'Anne Peeters', '32470123456@s.whatsapp.net'),
  person(2, 'Anne Dubois'),
  person(3, 'Bram De Smet'),
  person(4, 'Hélène Noël'),
  person(5, 'De Backer'),
];
const NOBODY = { replied: null, mentions: [] };

describe('a person', () => {
  const who = (words: string, hint = NOBODY as { replied: string | null; mentions: readonly string[] }) => {
    const found = findWho(tokensOf(words), STREET, hint);
    return { who: found.candidates.map((c) => c.person), rest: found.rest.map((t) => t.text).join(' ') };
  };

  it.each([
    ['@Bram a menacé', [3], 'a menacé'],
    ['@Bram De Smet a menacé', [3], 'a menacé'],
    ['bram heeft gedreigd', [3], 'heeft gedreigd'],
    ['helene noel fuite', [4], 'fuite'],
    ['@Anne fuite', [1, 2], 'fuite'],
    ['Anne Peeters fuite', [1], 'fuite'],
    ['@anne d fuite', [2], 'fuite'],
    ['0470 12 34 56 fuite', [1], 'fuite'],
    ['+32 470 12 34 56 fuite', [1], 'fuite'],
    ['0470/12.34.56 fuite', [1], 'fuite'],
    ['@Zoé fuite', [], 'fuite'],
  ])('“%s”', (words, people, rest) => {
    expect(who(words)).toEqual({ who: people, rest });
  });

  it('is the poster of the message that was replied to, unless somebody else is named with @', () => {
    expect(who('fuite', { replied: 'id3', mentions: [] }).who).toEqual([3]);
    expect(who('@Hélène fuite', { replied: 'id3', mentions: [] }).who).toEqual([4]);
    expect(who('@32499 fuite', { replied: null, mentions: ['id2'] })).toEqual({ who: [2], rest: 'fuite' });
  });

  it('is never somebody whose name does not begin as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const found = findWho(tokensOf(text), STREET, NOBODY);
        for (const c of found.candidates) {
          const first = fold(text).match(/[\p{L}\p{N}]/u)?.[0];
          const starts = fold(c.name)
            .split(' ')
            .some((part) => part.startsWith(first ?? '#'));
          expect(starts || /\d{8}/.test(text.replace(/\D/g, ''))).toBe(true);
        }
      }),
    );
  });
});

describe('arguments', () => {
  const read = (words: string) =>
    readArgs(
      tokensOf(words),
      { who: 'needed', until: true, report: true, reason: true },
      {
        people: STREET,
        hint: { replied: null, message: null, words: null, mentions: [] },
        tail: words,
        now: NOW,
      },
    );

  it('are found in any order, and what is left is the reason', () => {
    expect(read('@Bram 2 semaines PV 12/2026 parce que menaces envers un voisin').raw).toEqual({
      report: '12/2026',
      person: 3,
      until: Date.UTC(2026, 2, 16, 11),
      reason: 'menaces envers un voisin',
    });
    expect(read('@Bram "menaces" jusqu\'au 3 mai').raw).toMatchObject({ person: 3, reason: 'menaces' });
    expect(read('"menaces" @Bram définitivement "pourquoi sans étapes"').raw).toEqual({
      person: 3,
      forever: true,
      reason: 'menaces',
      passesOver: 'pourquoi sans étapes',
    });
  });

  it('that are missing are missing, never guessed', () => {
    expect(read('@Bram').raw).toEqual({ person: 3 });
    expect(read('').problem).toEqual({ key: 'command.whom' });
    expect(read('@Zoé fuite').problem).toEqual({ key: 'command.nobody', params: { name: '@Zoé' } });
    expect(read('@Anne fuite').candidates?.map((c) => c.person)).toEqual([1, 2]);
  });

  it('never throw, whatever people type', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('@Anne', '#12', 'PV', '"', '«', '0470', '2', 'weken', '/warn', 'essai', '@', '+', '…'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const parsed = parseCommand(`/warn ${text}`);
        expect(parsed.type).toBe('command');
        const { raw } = read(text);
        if (raw.person !== undefined) expect(STREET.some((c) => c.person === raw.person)).toBe(true);
        if (typeof raw.reason === 'string') expect(raw.reason).not.toBe('');
        parseCommand(text);
        parseAnswer(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a typed answer', () => {
  it.each([
    ['oui', true],
    ['Oui !', true],
    ['ja graag', true],
    ['OK', true],
    ['non', false],
    ['Nein.', false],
    ['oui mais pas maintenant', null],
    ['101', null],
    ['', null],
  ])('“%s” → %s', (text, expected) => {
    expect(parseAnswer(text)).toBe(expected);
  });
});
