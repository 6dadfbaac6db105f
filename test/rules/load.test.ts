import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/domain/vocabulary.js';
import { RulesCache } from '../../src/rules/cache.js';
import { loadRules } from '../../src/rules/load.js';
import { formatProblem, RulesError } from '../../src/rules/problem.js';
import { LEAK, leakWith, load, problemsOf, rulesFolder, SOUND } from './fixture.js';

describe('a sound rules folder', () => {
  it('gives rules, the table for decide, sentences and a version', () => {
    const rules = load(SOUND);
    expect(rules.files.map((f) => f.id)).toEqual(['leak']);
    expect(rules.table.leak).toEqual({
      id: 'leak',
      clause: 'Annex 4 §5',
      severity: 3,
      response: { ask: 'warn', hold: 'remove' },
      actFrom: 0.8,
      reviewFrom: 0.5,
    });
    expect(rules.catalogue.nl['list.and']).toBe('en');
    expect(rules.version).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the same version wherever it lies, and another after any change', () => {
    expect(load(SOUND).version).toBe(load(SOUND).version);
    expect(load(leakWith('severity: 3', 'severity: 4')).version).not.toBe(load(SOUND).version);
  });

  it('may hold rules of the partnership itself and shared words', () => {
    const own = LEAK.replace('id: leak', 'id: our-square').replace(
      'name: spread',
      'name: spread\n    weight: 4',
    );
    const rules = load({
      ...SOUND,
      'own/our-square.yaml': own,
      'lexicons/police.yaml':
        'concepts:\n  local-agent:\n    about: the local agent\n    nl: [wijkagent]\n    any: [inspector]\n',
    });
    expect(rules.files.map((f) => f.id)).toEqual(['leak', 'our-square']);
    expect(rules.concepts['local-agent']).toEqual({
      about: 'the local agent',
      nl: ['wijkagent'],
      any: ['inspector'],
    });
  });

  it('leaves the examples out for who only moderates, and nothing else', () => {
    const after = `${LEAK}# the end\n`.replace('actFrom: 0.8\n', '').concat('actFrom: 0.8\n');
    const rules = load({ ...SOUND, 'annex-4/leak.yaml': after }, { examples: false });
    expect(rules.files[0]?.examples).toBeUndefined();
    expect(rules.files[0]?.actFrom).toBe(0.8);
    expect(rules.files[0]?.signals).toHaveLength(1);
  });

  it('is read with a byte order mark and Windows line ends too', () => {
    expect(
      load({ ...SOUND, 'annex-4/leak.yaml': `\uFEFF${LEAK.replaceAll('\n', '\r\n')}` }).table.leak,
    ).toBeDefined();
  });
});

describe('the ladder’s file', () => {
  const LADDER =
    'weights: { leak: 3 }\nfades: { halfLifeDays: 90, forgetDays: 365 }\npropose: { talk: 5, reprimand: 5, removal: 8 }\n';

  it('is part of the rules and of their version', () => {
    const rules = load({ ...SOUND, 'ladder.yaml': LADDER });
    expect(rules.ladder.weights.leak).toBe(3);
    expect(rules.ladder.terms.talkDays).toBe(14);
    expect(rules.version).not.toBe(load(SOUND).version);
  });

  it('is told of its mistakes like any other', () => {
    const wrong = LADDER.replace('halfLifeDays', 'halflifeDays');
    const problems = problemsOf({ ...SOUND, 'ladder.yaml': wrong });
    expect(problems[0]).toMatchObject({ file: 'ladder.yaml', line: 2 });
    expect(problems.map((p) => p.remedy).join(' ')).toContain('did you mean “halfLifeDays”');
    const never = problemsOf({ ...SOUND, 'ladder.yaml': LADDER.replace('365', '30') });
    expect(never[0]).toMatchObject({ file: 'ladder.yaml', path: 'fades.forgetDays' });
  });

  it('that is shipped names rules that exist', () => {
    const { ladder, table } = loadRules(undefined, { examples: false });
    for (const rule of [...Object.keys(ladder.weights), ...ladder.punishable])
      expect(table[rule]).toBeDefined();
  });
});

describe('a catalogue of its own', () => {
  it('adds to what the bot says, whole in four languages and under other keys', () => {
    const people = Object.fromEntries(
      ['fr', 'nl', 'de', 'en'].map((lang) => [`messages/people/${lang}.yaml`, `role.member: "${lang}"\n`]),
    );
    expect(load({ ...SOUND, ...people }).catalogue.de['role.member']).toBe('de');
    expect(load({ ...SOUND, ...people }).catalogue.de['list.and']).toBe('und');
    const { 'messages/people/nl.yaml': _, ...half } = people;
    expect(problemsOf({ ...SOUND, ...half })[0]?.file).toBe('messages/people/nl.yaml');
    const twice = Object.fromEntries(Object.keys(people).map((file) => [file, 'list.and: "+"\n']));
    expect(problemsOf({ ...SOUND, ...twice })[0]?.what).toContain('another catalogue already');
  });
});

describe('a mistake is told with its place, what is wrong and what to do', () => {
  const only = (files: Record<string, string>, options = {}) => {
    const problems = problemsOf(files, options);
    expect(problems, problems.map(formatProblem).join('\n')).toHaveLength(1);
    return problems[0]!;
  };

  it('a misspelled key: the nearest known key', () => {
    expect(only(leakWith('reviewFrom: 0.5\nsignals:', 'reviewFrom: 0.5\nextra: 1\nsignals:'))).toMatchObject({
      file: 'annex-4/leak.yaml',
      line: 19,
      column: 1,
      path: 'extra',
      what: expect.stringContaining('no key “extra”'),
      remedy: expect.stringContaining('examples'),
    });
    const problems = problemsOf(leakWith('severity: 3', 'severty: 3'));
    expect(problems.map((p) => [p.line, p.path])).toEqual(
      expect.arrayContaining([
        [4, 'severty'],
        [1, 'severity'],
      ]),
    );
    expect(problems.find((p) => p.path === 'severty')?.remedy).toContain('did you mean “severity”?');
  });

  it('a misspelled language', () => {
    expect(only(leakWith('any: [facebook]', 'ene: [facebook]'))).toMatchObject({
      path: 'signals[0].patterns.ene',
      line: 23,
      column: 7,
      remedy: expect.stringContaining('did you mean “en”?'),
    });
  });

  it('a missing language', () => {
    expect(only(leakWith('  de: Bitte unter uns behalten.\n', ''))).toMatchObject({
      path: 'say.de',
      line: 11,
      what: 'the German text (“de”) is missing',
      remedy: expect.stringContaining('add “de:”'),
    });
  });

  it('a response that does not exist: the ones that do', () => {
    expect(only(leakWith('ask: warn', 'ask: wran'))).toMatchObject({
      path: 'response.ask',
      line: 16,
      what: expect.stringContaining('“wran”'),
      remedy: 'did you mean “warn”? Allowed: log, warn, ask, hold, remove',
    });
  });

  it('a severity out of the scale', () => {
    expect(only(leakWith('severity: 3', 'severity: 9'))).toMatchObject({
      path: 'severity',
      remedy: expect.stringContaining('1, 2, 3, 4, 5'),
    });
  });

  it('a number where a text is needed, and a threshold out of range', () => {
    expect(only(leakWith('requirement: A4-5k', 'requirement: 45')).what).toContain('a number, where a text');
    expect(only(leakWith('actFrom: 0.8', 'actFrom: 80'))).toMatchObject({ line: 17, remedy: 'at most 1' });
  });

  it('actFrom below reviewFrom', () => {
    expect(only(leakWith('actFrom: 0.8', 'actFrom: 0.3'))).toMatchObject({
      line: 17,
      path: 'actFrom',
      what: expect.stringContaining('below reviewFrom (0.5)'),
    });
  });

  it('a pattern that its reader refuses', () => {
    const checkPattern = (p: string) => (p === 'facebook' ? 'an open bracket' : null);
    expect(only(leakWith('clause', 'clause'), { checkPattern })).toMatchObject({
      path: 'signals[0].patterns.any[0]',
      line: 23,
      column: 13,
      what: expect.stringContaining('an open bracket'),
    });
  });

  it('an id twice', () => {
    const problem = problemsOf({ ...SOUND, 'group/leak.yaml': LEAK })[0]!;
    expect(problem).toMatchObject({
      file: 'group/leak.yaml',
      path: 'id',
      what: expect.stringContaining('annex-4/leak.yaml'),
    });
  });

  it('a file that is not named like its rule', () => {
    expect(only({ ...SOUND, 'annex-4/leak.yaml': LEAK.replace('id: leak', 'id: leaks') }).remedy).toBe(
      'rename the file to leaks.yaml',
    );
  });

  it('an example twice, whatever its capitals and spaces', () => {
    expect(
      only(
        leakWith(
          '      - Partagez partout sur Facebook !',
          '      - Partagez partout !\n      - PARTAGEZ  partout !',
        ),
      ),
    ).toMatchObject({ path: 'examples.fires.fr[1]', line: 28, what: expect.stringContaining('line 27') });
  });

  it('an example that must and must not fire', () => {
    expect(
      only(leakWith('      - Ne partagez pas, merci.', '      - Partagez partout sur Facebook !')),
    ).toMatchObject({
      path: 'examples.passes.fr[0]',
      what: expect.stringContaining('must fire in line 27'),
    });
  });

  it('a rule of one’s own whose signal has no weight', () => {
    const own = LEAK.replace('id: leak', 'id: ours');
    expect(only({ ...SOUND, 'own/ours.yaml': own })).toMatchObject({
      file: 'own/ours.yaml',
      path: 'signals[0].weight',
      remedy: expect.stringContaining('weight: 6'),
    });
  });

  it('YAML that can’t be read: tabs, duplicate keys, an unquoted colon', () => {
    expect(only(leakWith('  fr: Ce qui', '\tfr: Ce qui')).line).toBe(7);
    expect(only(leakWith('severity: 3', 'severity: 3\nseverity: 4'))).toMatchObject({
      line: 5,
      remedy: expect.stringContaining('each key may stand once'),
    });
    expect(only(leakWith('- Partagez partout', '- "Partagez partout')).file).toBe('annex-4/leak.yaml');
  });

  it('an empty file, and a file with the wrong ending', () => {
    expect(problemsOf({ ...SOUND, 'own/ours.yaml': '' })[0]?.file).toBe('own/ours.yaml');
    expect(only({ ...SOUND, 'own/ours.yml': LEAK }).remedy).toBe('rename it to ours.yaml');
  });

  it('a concept in two files is one concept with the words of both', () => {
    const french = 'concepts:\n  police:\n    about: the police\n    fr: [flics]\n';
    const dutch = 'concepts:\n  police:\n    nl: [flikken]\n';
    const rules = load({ ...SOUND, 'lexicons/a.yaml': french, 'lexicons/b.yaml': dutch });
    expect(rules.concepts.police).toEqual({ about: 'the police', fr: ['flics'], nl: ['flikken'] });
  });

  it('a concept that no file describes, or with a key that is none', () => {
    const lexicon = 'concepts:\n  police:\n    about: the police\n    fr: [flics]\n';
    expect(
      only({ ...SOUND, 'lexicons/a.yaml': lexicon.replace('    about: the police\n', '') }),
    ).toMatchObject({
      file: 'lexicons/a.yaml',
      line: 2,
      remedy: expect.stringContaining('about:'),
    });
    expect(only({ ...SOUND, 'lexicons/a.yaml': lexicon.replace('fr:', 'frr:') }).remedy).toContain(
      'did you mean “fr”?',
    );
    expect(only({ ...SOUND, 'lexicons/a.yaml': lexicon.replace('police:', 'The Police:') }).what).toContain(
      'The Police',
    );
  });

  it('a catalogue that lacks a sentence, has one too many, or other placeholders', () => {
    const nl = SOUND['messages/nl.yaml']!;
    expect(only({ ...SOUND, 'messages/nl.yaml': nl.replace(/^hello.*\n/, '') })).toMatchObject({
      file: 'messages/nl.yaml',
      what: expect.stringContaining('“hello” of fr.yaml is missing'),
    });
    expect(only({ ...SOUND, 'messages/nl.yaml': `${nl}more: x\n` })).toMatchObject({ line: 5, path: 'more' });
    expect(only({ ...SOUND, 'messages/nl.yaml': nl.replace('{name}', '{naam}') })).toMatchObject({
      line: 1,
      what: expect.stringContaining('{naam}, but fr.yaml has {name}'),
    });
    const { 'messages/nl.yaml': _, ...without } = SOUND;
    expect(only(without).file).toBe('messages/nl.yaml');
  });

  it('a folder that is none, or holds no rules: that, and not every rule that is missing', () => {
    const empty = rulesFolder({ 'notes/readme.yaml': 'a: 1' });
    expect(() => loadRules(join(empty, 'nowhere'))).toThrow(/one problem[\s\S]*no such folder/);
    expect(() => loadRules(empty)).toThrow(/one problem[\s\S]*holds no rules/);
  });

  it('a rule that Garde-fou needs', () => {
    const missing = problemsOf(SOUND, { requireBuiltIn: true });
    expect(missing.map((p) => p.file)).toContain('annex-4/police-not-informed.yaml');
    expect(missing.map((p) => p.file)).toContain('group/urgent-forbidden.yaml');
    expect(missing).toHaveLength(RULES.length - 1);
  });

  it('all at once, in one readable message', () => {
    const dir = rulesFolder({ ...leakWith('severity: 3', 'severity: 9'), 'own/ours.yaml': 'id: [' });
    try {
      loadRules(dir, { requireBuiltIn: false });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RulesError);
      expect((error as RulesError).problems.length).toBeGreaterThanOrEqual(2);
      expect((error as Error).message).toContain('annex-4/leak.yaml:4:1 severity:');
      expect((error as Error).message).toContain('own/ours.yaml:');
    }
  });
});

describe('rules kept from the last start', () => {
  const fresh = () => new RulesCache(mkdtempSync(join(tmpdir(), 'garde-fou-cache-')));
  const fast = (cache: RulesCache) => ({ cache, examples: false, requireBuiltIn: false });

  it('are the same as those read from YAML', () => {
    const cache = fresh();
    const first = load(SOUND, fast(cache));
    expect(readdirSync(cache.dir)).toHaveLength(1);
    expect(load(SOUND, fast(cache))).toEqual(first);
  });

  it('are really used, and left alone once the rules change', () => {
    const cache = fresh();
    const { version, files, concepts, catalogue, intents, ladder } = load(SOUND, fast(cache));
    cache.write(version, 'false:false', {
      files: [{ ...files[0]!, severity: 5 }],
      concepts,
      catalogue,
      intents,
      ladder,
    });
    expect(load(SOUND, fast(cache)).table.leak?.severity).toBe(5);
    expect(load(leakWith('severity: 3', 'severity: 2'), fast(cache)).table.leak?.severity).toBe(2);
    expect(readdirSync(cache.dir)).toHaveLength(1);
  });

  it('don’t hide a mistake, and a damaged file is read past', () => {
    const cache = fresh();
    load(SOUND, fast(cache));
    expect(problemsOf(leakWith('severity: 3', 'severity: 9'), fast(cache))).toHaveLength(1);
    for (const file of readdirSync(cache.dir)) writeFileSync(join(cache.dir, file), '{"files":[');
    expect(load(SOUND, fast(cache)).table.leak?.severity).toBe(3);
  });
});
