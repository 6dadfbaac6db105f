/** One line of `garde-fou classify`: JSON in, JSON out. */
import type { RuleTable } from '../domain/rule.js';
import { LABELS, LANGS, type Lang } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';

export interface Answer {
  /** A JSON object without a line end. */
  readonly line: string;
  readonly ok: boolean;
}

export class LineClassifier {
  constructor(
    readonly analyser: Analyser,
    readonly table: RuleTable,
  ) {}

  /**
   * Answers `{"id","lang","kind","labels"}`, with the labels that a group would act on, in the order of
   * LABELS; for a line that can't be answered `{"id","error"}`. Never throws.
   */
  answer(line: string): Answer {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch (error) {
      return refusal('null', `not JSON: ${(error as Error).message}`);
    }
    if (message === null || typeof message !== 'object' || Array.isArray(message))
      return refusal('null', 'not a JSON object with "id" and "text"');
    const { id, text, lang } = message as Record<string, unknown>;
    const rawId = echo(id, line);
    if (typeof text !== 'string')
      return refusal(rawId, text === undefined ? '"text" is missing' : '"text" must be a string');
    try {
      return { line: this.#judged(rawId, text, lang), ok: true };
    } catch (error) {
      return refusal(rawId, `could not be analysed: ${(error as Error).message}`);
    }
  }

  #judged(rawId: string, text: string, lang: unknown): string {
    const known = LANGS.find((l): l is Lang => l === lang);
    const analysis = this.analyser.analyse(text, known ? { lang: known } : {});
    const fired = new Set(
      analysis.findings
        .filter((f) => f.confidence >= (this.table[f.rule]?.actFrom ?? Number.POSITIVE_INFINITY))
        .map((f) => f.rule),
    );
    const rest = {
      lang: analysis.lang,
      kind: analysis.kind,
      // Off-topic is a kind; whether a group would act on it is another question (`actFrom`).
      labels: LABELS.filter((label) =>
        label === 'off-topic' ? analysis.kind === 'offtopic' : fired.has(label),
      ),
    };
    return `{"id":${rawId},${JSON.stringify(rest).slice(1)}`;
  }
}

const refusal = (rawId: string, error: string): Answer => ({
  line: `{"id":${rawId},"error":${JSON.stringify(error)}}`,
  ok: false,
});

/** The id as JSON. Numbers too long for JavaScript are taken from the line itself: ids must come back unchanged. */
function echo(id: unknown, line: string): string {
  if (id === undefined) return 'null';
  if (typeof id === 'number' && !Number.isSafeInteger(id))
    for (const [, raw] of line.matchAll(/(?<!\\)"id"\s*:\s*(-?\d[\d.eE+-]*)/g))
      if (Number(raw) === id) return raw!;
  return JSON.stringify(id);
}
