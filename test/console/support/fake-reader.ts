/** A language engine that knows ten words, so that these tests are about the console and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finding, TextAnalysis } from '../../../src/domain/finding.js';
import { LANGS, RULES } from '../../../src/domain/vocabulary.js';
import type { Analyser } from '../../../src/language/api.js';
import { projectRoot } from '../../../src/root.js';
import { PLAIN_LADDER } from '../../../src/rules/ladder.js';
import { FOLDERS } from '../../../src/rules/load.js';
import type { Catalogue, RuleSet } from '../../../src/rules/rule-set.js';
import { ruleFileSchema } from '../../../src/rules/schema.js';

const inFour = (text: string) => ({ fr: text, nl: text, de: text, en: text });

export function fakeRules(): RuleSet {
  const files = RULES.map((id) =>
    ruleFileSchema.parse({
      id,
      requirement: 'A4',
      clause: 'Annex 4 §5',
      severity: 2,
      title: inFour(`Title of ${id}`),
      explanation: inFour(`Explanation of ${id}`),
      say: inFour(`Say of ${id}`),
      response:
        id === 'police-not-informed'
          ? { ask: 'ask', hold: 'hold' }
          : ['plate-in-text', 'plate-photo', 'face-photo'].includes(id)
            ? { ask: 'remove', hold: 'remove' }
            : { ask: 'warn', hold: 'warn' },
      actFrom: 0.5,
      reviewFrom: 0.3,
    }),
  );
  const catalogue = Object.fromEntries(
    LANGS.map((l) => [
      l,
      // The real sentences, of every catalogue that the program reads.
      Object.assign(
        {},
        ...FOLDERS.filter((folder) => folder.startsWith('messages')).map((folder) =>
          parse(readFileSync(join(projectRoot, 'rules', folder, `${l}.yaml`), 'utf8')),
        ),
      ),
    ]),
  ) as Catalogue;
  return {
    files,
    table: Object.fromEntries(files.map((f) => [f.id, f])),
    catalogue,
    intents: [],
    ladder: PLAIN_LADDER,
    concepts: {},
    version: 'fake',
  };
}

/** “homme” or “man” makes a report; “101” informs; “vends” is off topic; 1-ABC-234 is a plate. */
export const fakeAnalyser: Analyser = {
  analyse(text) {
    const report = /homme|man\b|personnes/i.test(text);
    const informed = /101/.test(text);
    const findings: Finding[] = [];
    if (report && !informed) findings.push({ rule: 'police-not-informed', confidence: 0.97 });
    const offTopic = /vends|selling/i.test(text);
    if (offTopic) findings.push({ rule: 'off-topic', confidence: 0.93 });
    const plate = /\d-[A-Z]{3}-\d{3}/.exec(text);
    if (plate)
      findings.push({
        rule: 'plate-in-text',
        confidence: 0.99,
        span: [plate.index, plate.index + plate[0].length],
      });
    const analysis: TextAnalysis = {
      lang: 'fr',
      kind: report ? 'signalement' : offTopic ? 'offtopic' : 'prevention',
      kindConfidence: 0.96,
      police: informed ? 'informed' : 'none',
      confirmsInformed: /^101$/.test(text.trim()),
      withdraws: false,
      publicNotice: false,
      findings,
      description: {
        where: true,
        when: true,
        direction: false,
        person: report,
        clothes: true,
        vehicle: false,
      },
      signature: text
        .toLowerCase()
        .split(/\W+/)
        .filter((w) => w.length > 4),
    };
    return analysis;
  },
  explain() {
    throw new Error('not needed here');
  },
};
