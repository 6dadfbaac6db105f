import { describe, expect, it } from 'vitest';
import { checkExamples } from '../../src/cli/check-examples.js';
import { explainText } from '../../src/cli/explain-text.js';
import { showExamples } from '../../src/cli/show-examples.js';
import { showExplanation } from '../../src/cli/show-explanation.js';
import { columnsOf, rowsOf, terminalOf } from '../../src/cli/terminal.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { leakWith, load, SOUND } from '../rules/fixture.js';
import { fakeAnalyser, fakeTable } from './fake-analyser.js';

const plain = { colour: false, width: 60 };

describe('rules check', () => {
  it('counts examples by rule and language, and is content when all behave', () => {
    const report = checkExamples(load(SOUND), fakeAnalyser);
    expect(report.counts).toEqual([
      { rule: 'leak', lang: 'fr', fires: { right: 1, all: 1 }, passes: { right: 1, all: 1 } },
    ]);
    expect(showExamples(report, plain, 20)).toContain('All 2 examples behave as they must.');
  });

  it('lists those that don’t, with their text and how sure the rule was', () => {
    const rules = load(
      leakWith('      - Ne partagez pas, merci.', '      - Pas sur Facebook !\n      - Peut-être un jour'),
    );
    const report = checkExamples(rules, fakeAnalyser);
    expect(report.failures).toEqual([
      { rule: 'leak', lang: 'fr', list: 'passes', text: 'Pas sur Facebook !', confidence: 0.95 },
    ]);
    const shown = showExamples(report, plain, 20);
    expect(shown).toContain('✗ leak (fr) must not fire but does, confidence 0.95\n    Pas sur Facebook !');
    expect(shown).toContain("1 of 3 examples don't behave as they must.");
    expect(showExamples(report, plain, 0)).toContain('… and 1 more (--all lists them)');
  });

  it('an example that must fire and stays below actFrom is a failure', () => {
    const rules = load(leakWith('Partagez partout sur Facebook !', 'peut-être'));
    expect(checkExamples(rules, fakeAnalyser).failures).toMatchObject([{ list: 'fires', confidence: 0.6 }]);
  });
});

describe('rules explain', () => {
  const rules = { ...loadRules(undefined, { requireBuiltIn: false, examples: false }), table: fakeTable };
  const translate = createTranslator(rules);
  const explain = (text: string, mode: 'observe' | 'ask' | 'hold' = 'hold') =>
    explainText({ rules, analyser: fakeAnalyser }, text, { mode, now: 0 });

  it('shows the message with its proof marked, the clause, the evidence and the decision', () => {
    const shown = showExplanation(explain('Un homme louche rue du Moulin'), translate, plain);
    expect(shown).toContain('    Un homme louche rue du Moulin\n             ^^^^^^\n');
    expect(shown).toContain('kind        a report (signalement), 97 %');
    expect(shown).toContain('police-not-informed  90 %, sure enough to act');
    expect(shown).toContain('(Annex 4 §5)');
    expect(shown).toContain('+2.5  the-word: “louche”');
    expect(shown).toContain('the message is taken out and kept until its condition is');
    expect(shown).toContain('Appelez d');
    expect(shown).toContain("[C'est fait]");
  });

  it('in mode observe nothing happens', () => {
    expect(explain('Un homme louche', 'observe').decision).toMatchObject({
      outcome: 'observed',
      actions: [],
    });
  });

  it('a clean message is said to be clean', () => {
    const shown = showExplanation(explain('Bonne soirée'), translate, plain);
    expect(shown).toContain('Nothing found against Annex 4.');
    expect(shown).toContain('the message stays in the group');
  });

  it('never lets a message steer the terminal', () => {
    const shown = showExplanation(explain('louche \u001b[2J\u202E\u0007 fin'), translate, plain);
    for (const steering of ['\u001b', '\u202E', '\u0007']) expect(shown).not.toContain(steering);
  });

  it('fits a narrow terminal, and uses colour only where it is wanted', () => {
    const narrow = showExplanation(explain(`Un homme louche ${'rôde '.repeat(40)}`), translate, {
      colour: false,
      width: 40,
    });
    for (const line of narrow.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(60);
    expect(narrow).not.toContain('\u001b');
    expect(showExplanation(explain('louche'), translate, { colour: true, width: 60 })).toContain(
      '\u001b[1;4;31ml',
    );
  });
});

describe('the terminal', () => {
  const stream = (isTTY: boolean, columns?: number) => ({ isTTY, columns }) as NodeJS.WriteStream;

  it('NO_COLOR wins, a pipe has no colour unless forced', () => {
    expect(terminalOf(stream(true, 80), {})).toEqual({ colour: true, width: 80 });
    expect(terminalOf(stream(true, 80), { NO_COLOR: '1', FORCE_COLOR: '1' }).colour).toBe(false);
    expect(terminalOf(stream(false), {})).toEqual({ colour: false, width: 100 });
    expect(terminalOf(stream(false), { FORCE_COLOR: '1' }).colour).toBe(true);
    expect(terminalOf(stream(true, 10), {}).width).toBe(40);
  });

  it('breaks between words, counts emoji as two columns, and cuts only words longer than a line', () => {
    const rows = (text: string, width: number) =>
      rowsOf(text, width).map((r) => r.map((c) => c.shown).join(''));
    expect(rows('une phrase de cinq mots', 10)).toEqual(['une phrase', 'de cinq', 'mots']);
    expect(rows('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(rows('a\n\nb', 10)).toEqual(['a', '', 'b']);
    expect(columnsOf('🚓 é')).toBe(4);
  });
});
