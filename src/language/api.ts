/** What the language engine offers to the rest: text in, analysis out. Pure and synchronous. */
import type { TextAnalysis } from '../domain/finding.js';
import type { Lang, RuleId } from '../domain/vocabulary.js';

export interface AnalyseOptions {
  /** The language if it is known for certain; otherwise it is recognised. */
  readonly lang?: Lang;
  /** The language to prefer when a short text leaves it open (the group's). */
  readonly preferred?: Lang;
  /** The text that this message answers. Never judged itself; it tells what a short answer means. */
  readonly replyTo?: string;
  /** Words of the group that count as a rule's own (see `ruleTuningSchema`). */
  readonly extraWords?: Readonly<Record<RuleId, readonly string[]>>;
}

/** One reason for or against a finding, in words of the rule files: shown by `rules explain`. */
export interface Evidence {
  readonly rule: RuleId | 'kind';
  /** Signal or concept, e.g. `patrol-called`. */
  readonly name: string;
  /** Positive speaks for the rule, negative against. */
  readonly weight: number;
  readonly span?: readonly [number, number];
}

export interface Explanation {
  readonly analysis: TextAnalysis;
  /** Every label's probability, also of those below their threshold. */
  readonly scores: Readonly<Record<string, number>>;
  readonly evidence: readonly Evidence[];
}

export interface Analyser {
  analyse(text: string, options?: AnalyseOptions): TextAnalysis;
  explain(text: string, options?: AnalyseOptions): Explanation;
  /** Does beforehand what the first text would wait for. */
  warmUp?(): void;
}
