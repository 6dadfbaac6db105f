/** A small analyser by key words, so that the engine's tests don't hang on what the real one thinks. */
import type { Finding, TextAnalysis } from '../../src/domain/finding.js';
import type { Kind } from '../../src/domain/vocabulary.js';
import type { Analyser } from '../../src/language/api.js';

const spanOf = (text: string, pattern: RegExp): readonly [number, number] | undefined => {
  const found = pattern.exec(text);
  return found ? [found.index, found.index + found[0].length] : undefined;
};

export function fakeAnalyse(text: string): TextAnalysis {
  if (text.includes('EXPLODE')) throw new Error('the analyser fell over');
  const words = text.toLowerCase();
  const informed = /101 (prévenu|appelé)/.test(words);
  const kind: Kind = /louche|cambriol/.test(words)
    ? 'signalement'
    : /vers l'église|veste/.test(words)
      ? 'followup'
      : /vends/.test(words)
        ? 'offtopic'
        : /merci/.test(words)
          ? 'ack'
          : 'prevention';
  const findings: Finding[] = [];
  if (kind === 'signalement' && !informed) findings.push({ rule: 'police-not-informed', confidence: 0.97 });
  const plate = spanOf(text, /\d-[A-Z]{3}-\d{3}/);
  if (plate) findings.push({ rule: 'plate-in-text', confidence: 0.99, span: plate });
  const insult = spanOf(text, /crapule/);
  if (insult) findings.push({ rule: 'careless-language', confidence: 0.95, span: insult });
  const doubt = spanOf(text, /bizarre/);
  if (doubt) findings.push({ rule: 'discrimination', confidence: 0.6, span: doubt });
  if (kind === 'offtopic') findings.push({ rule: 'off-topic', confidence: 0.98 });
  return {
    lang: 'fr',
    kind,
    kindConfidence: 0.97,
    police: informed ? 'informed' : kind === 'signalement' ? 'not-informed' : 'none',
    confirmsInformed: /^(101( prévenu)?|appelé)$/.test(words.trim()),
    withdraws: /fausse alerte/.test(words),
    publicNotice: false,
    findings,
    description: {
      where: /rue|église/.test(words),
      when: true,
      direction: /vers/.test(words),
      person: /homme/.test(words),
      clothes: /veste/.test(words),
      vehicle: /voiture/.test(words),
    },
    signature: words.split(/[^\p{L}\d]+/u).filter((w) => w.length > 4),
  };
}

export const fakeAnalyser: Analyser = {
  analyse: (text) => fakeAnalyse(text),
  explain: (text) => ({ analysis: fakeAnalyse(text), scores: {}, evidence: [] }),
};
