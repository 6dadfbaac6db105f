/** An analyser that finds a word where it stands: the command line is tested without the language engine. */
import { type Finding, NO_DESCRIPTION, type TextAnalysis } from '../../src/domain/finding.js';
import type { Analyser } from '../../src/language/api.js';

const WORDS: readonly { readonly word: string; readonly rule: string; readonly confidence: number }[] = [
  { word: 'facebook', rule: 'leak', confidence: 0.95 },
  { word: 'louche', rule: 'police-not-informed', confidence: 0.9 },
  { word: 'peut-être', rule: 'leak', confidence: 0.6 },
  { word: 'ours', rule: 'a-rule-of-ours', confidence: 1 },
];

function analyse(text: string): TextAnalysis {
  if (text.includes('CRASH')) throw new Error('boom');
  const findings: Finding[] = WORDS.flatMap(({ word, rule, confidence }) => {
    const at = text.toLowerCase().indexOf(word);
    return at < 0 ? [] : [{ rule, confidence, span: [at, at + word.length] as const }];
  });
  return {
    lang: 'fr',
    kind: findings.some((f) => f.rule === 'police-not-informed') ? 'signalement' : 'prevention',
    kindConfidence: 0.97,
    police: 'none',
    confirmsInformed: false,
    withdraws: false,
    publicNotice: false,
    findings,
    description: NO_DESCRIPTION,
    signature: [],
  };
}

export const fakeAnalyser: Analyser = {
  analyse: (text, options) => ({ ...analyse(text), lang: options?.lang ?? 'fr' }),
  explain: (text, options) => {
    const analysis = { ...analyse(text), lang: options?.lang ?? ('fr' as const) };
    return {
      analysis,
      scores: Object.fromEntries(analysis.findings.map((f) => [f.rule, f.confidence])),
      evidence: analysis.findings.map((f) => ({
        rule: f.rule,
        name: 'the-word',
        weight: 2.5,
        span: f.span!,
      })),
    };
  },
};

const rule = (id: string, actFrom = 0.8) => ({
  id,
  clause: 'Annex 4 §5',
  severity: 3 as const,
  response: { ask: 'warn' as const, hold: 'hold' as const },
  actFrom,
  reviewFrom: 0.5,
});

export const fakeTable = {
  leak: rule('leak'),
  'police-not-informed': rule('police-not-informed'),
  'a-rule-of-ours': rule('a-rule-of-ours'),
};
