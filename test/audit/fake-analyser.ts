/** A tiny analyser by key words: enough to see what the audit makes of analyses, nothing about language. */
import type { Finding, TextAnalysis } from '../../src/domain/finding.js';
import type { RuleTable } from '../../src/domain/rule.js';
import { RULES } from '../../src/domain/vocabulary.js';
import type { Analyser } from '../../src/language/api.js';

const REPORT = /suspect|louche|verdacht|verdächtig|essaie|belt iemand/iu;
const INFORMED = /101 (prévenu|verwittigd|informiert|informed)|prévenu le 101|politie verwittigd/iu;
const PLATE = /\d-[A-Z]{3}-\d{3}/u;
const OFF_TOPIC = /plombier|anniversaire|ladder/iu;
const FOLLOW_UP = /est parti|sur place|veste/iu;

export const fakeAnalyser: Analyser = {
  analyse(text): TextAnalysis {
    const report = REPORT.test(text);
    const informed = INFORMED.test(text);
    const offTopic = OFF_TOPIC.test(text);
    const findings: Finding[] = [];
    const plate = PLATE.exec(text);
    if (report && !informed) findings.push({ rule: 'police-not-informed', confidence: 0.97 });
    if (plate)
      findings.push({
        rule: 'plate-in-text',
        confidence: 0.99,
        span: [plate.index, plate.index + plate[0].length],
      });
    if (offTopic) findings.push({ rule: 'off-topic', confidence: 0.95 });
    if (/peut-être/u.test(text)) findings.push({ rule: 'careless-language', confidence: 0.6 });
    return {
      lang: /verdacht|politie|wie heeft|belt/iu.test(text) ? 'nl' : 'fr',
      kind: report ? 'signalement' : offTopic ? 'offtopic' : FOLLOW_UP.test(text) ? 'followup' : 'prevention',
      kindConfidence: 0.9,
      police: informed ? 'informed' : report ? 'not-informed' : 'none',
      confirmsInformed: informed && !report,
      withdraws: false,
      publicNotice: false,
      findings,
      description: { where: true, when: true, direction: true, person: true, clothes: true, vehicle: false },
      signature: text
        .toLowerCase()
        .split(/\P{L}+/u)
        .filter((w) => w.length > 4),
    };
  },
  explain() {
    throw new Error('The audit never explains.');
  },
};

export const fakeRules: RuleTable = Object.fromEntries(
  RULES.map((id) => [
    id,
    {
      id,
      clause: 'Annex 4 §5',
      severity: 3 as const,
      response:
        id === 'police-not-informed'
          ? ({ ask: 'ask', hold: 'hold' } as const)
          : id === 'plate-in-text'
            ? ({ ask: 'remove', hold: 'remove' } as const)
            : ({ ask: 'warn', hold: 'warn' } as const),
      actFrom: 0.8,
      reviewFrom: 0.5,
    },
  ]),
);
