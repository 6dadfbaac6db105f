/** The analyser: text in, kind, findings and the rest of `TextAnalysis` out. Deterministic, no I/O. */
import type { Description, Finding, PoliceInformed, TextAnalysis } from '../domain/finding.js';
import { KINDS, type Kind, LABELS, LANGS, type Lang } from '../domain/vocabulary.js';
import type { AnalyseOptions, Analyser, Evidence, Explanation } from './api.js';
import { type LanguageSource, type Reading, ReadingEngine } from './engine.js';
import type { FeatureList, Read } from './features.js';
import { wordsOf } from './lexicon.js';
import { joinParts, PART, partsOf } from './long-text.js';
import type { Attribution, Model } from './model/model.js';
import { MODEL_LABELS, ONLY_REPORTS } from './model/outputs.js';
import { spanOf } from './span.js';
import type { Token } from './tokenise.js';
import { describe } from './understand.js';

/** A rule of the partnership's own begins here and needs its signals to speak for it. */
const OWN_RULE_BIAS = -3;
/** What a word that the group added to a rule tells. */
const EXTRA_WORD = 6;
/** A text too short to tell its language by itself follows the group's. */
const SHORT = 3;
const REPORTED_FROM = 0.2;
/** From this length on, plates and private data get a second look by themselves: so many, with so much around. */
const LONG = 400;
const CLOSE_UPS = 5;
const AROUND = 120;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export interface AnalyserSource extends LanguageSource {
  readonly model: Model;
}

export class LinearAnalyser implements Analyser {
  private built: ReadingEngine | null = null;
  private readonly model: Model;
  private readonly kindAt: readonly number[];
  private readonly labelAt: readonly number[];
  private readonly langAt: readonly number[];
  private readonly ownRules: readonly string[];

  constructor(private readonly source: AnalyserSource) {
    this.model = source.model;
    const at = (name: string): number => {
      const i = this.model.outputs.indexOf(name);
      if (i === -1) throw new Error(`The language model has no output ${name}: run “npm run train”.`);
      return i;
    };
    this.kindAt = KINDS.map((k) => at(`kind:${k}`));
    this.labelAt = MODEL_LABELS.map((l) => at(l));
    this.langAt = LANGS.map((l) => at(`lang:${l}`));
    this.ownRules = source.files
      .filter((f) => f.signals.length > 0 && !(LABELS as readonly string[]).includes(f.id))
      .map((f) => f.id);
  }

  /** Compiling thousands of patterns takes some tenths of a second: not before the first text (or `warmUp`). */
  private engine(): ReadingEngine {
    this.built ??= new ReadingEngine(this.source);
    return this.built;
  }

  warmUp(): void {
    this.engine();
  }

  analyse(text: string, options: AnalyseOptions = {}): TextAnalysis {
    if (text.length <= PART) return this.judge(text, options, false).analysis;
    const parts = partsOf(text);
    return joinParts(
      parts.map((p) => this.judge(p.text, options, false).analysis),
      parts,
    );
  }

  explain(text: string, options: AnalyseOptions = {}): Explanation {
    return this.judge(text, options, true);
  }

  private judge(text: string, options: AnalyseOptions, named: boolean): Explanation {
    const sums = this.model.sums();
    const reading = this.engine().read(text, {
      lang: options.lang,
      isAnswer: options.replyTo !== undefined,
      named,
      langOf: (features, tokens) => {
        this.model.accumulate(features, 0, features.hash.length, sums);
        this.model.accumulatePieces(tokens, sums);
        return this.language(this.model.scores(sums), tokens, options.preferred);
      },
    });
    const { features } = reading;
    const { tokens } = reading.read;
    if (options.lang !== undefined) {
      this.model.accumulate(features, 0, reading.surface, sums);
      this.model.accumulatePieces(tokens, sums);
    }
    this.model.accumulate(features, reading.surface, features.hash.length, sums);
    const scores = this.model.scores(sums);
    const attribution = this.model.attribution(sums, tokens);

    const kinds = softmax(this.kindAt.map((o) => scores[o]!));
    let kind: Kind = KINDS[kinds.indexOf(Math.max(...kinds))]!;
    if (reading.read.tokens.length === 0) kind = 'ack';
    const kindConfidence = reading.read.tokens.length === 0 ? 0.5 : kinds[KINDS.indexOf(kind)]!;
    const report = kinds[KINDS.indexOf('signalement')]!;
    const probabilities: Record<string, number> = {};
    MODEL_LABELS.forEach((label, i) => {
      probabilities[label] = this.model.probability(
        this.labelAt[i]!,
        scores[this.labelAt[i]!]! + this.declared(label, reading.read, options),
      );
    });
    probabilities['off-topic'] = kinds[KINDS.indexOf('offtopic')]!;
    for (const id of this.ownRules)
      probabilities[id] = sigmoid(OWN_RULE_BIAS + this.declared(id, reading.read, options));

    if (text.length > LONG)
      for (const [rule, p] of this.closeUp(text, reading.read, options))
        probabilities[rule] = Math.max(probabilities[rule] ?? 0, p);

    const findings: Finding[] = [];
    const spoken = reading.read.police.at(-1);
    for (const [rule, p] of Object.entries(probabilities)) {
      if (ONLY_REPORTS.has(rule) && kind !== 'signalement') continue;
      if (rule === 'off-topic' && kind !== 'offtopic') continue;
      // A report that may be none is asked about with less certainty.
      const confidence = ONLY_REPORTS.has(rule) ? p * Math.min(1, 0.5 + report) : p;
      if (confidence < REPORTED_FROM) continue;
      const detail = rule === 'police-not-informed' ? (spoken?.status ?? 'not-mentioned') : undefined;
      for (const span of spanOf(rule, this.model.outputs.indexOf(rule), attribution, reading))
        findings.push({
          rule,
          confidence,
          ...(span ? { span } : {}),
          ...(detail === undefined ? {} : { detail }),
        });
    }
    const understood = describe(reading, text);
    const analysis: TextAnalysis = {
      lang: reading.lang,
      kind,
      kindConfidence,
      police: this.police(kind, probabilities['police-not-informed']!, reading.read),
      confirmsInformed: understood.confirmsInformed,
      withdraws: understood.withdraws,
      publicNotice: understood.publicNotice,
      findings: findings.sort((a, b) => b.confidence - a.confidence),
      description: understood.description satisfies Description,
      signature: understood.signature,
    };
    return {
      analysis,
      scores: { ...probabilities, ...Object.fromEntries(KINDS.map((k, i) => [`kind:${k}`, kinds[i]!])) },
      evidence: named ? this.evidence(reading, attribution, probabilities, kind) : [],
    };
  }

  /** Plates and private data in a long text, judged by what stands around them: they must not drown in the rest. */
  private closeUp(text: string, read: Read, options: AnalyseOptions): [string, number][] {
    const places: [string, number, number][] = [
      ...read.plates.map((p): [string, number, number] => [
        'plate-in-text',
        read.tokens[p.from]!.start,
        read.tokens[p.to - 1]!.end,
      ]),
      ...read.identities.map((i): [string, number, number] => ['identity-disclosed', i.start, i.end]),
    ];
    return places.slice(0, CLOSE_UPS).map(([rule, start, end]) => {
      const near = text.slice(Math.max(0, start - AROUND), end + AROUND);
      return [rule, this.judge(near, options, false).scores[rule] ?? 0];
    });
  }

  private language(scores: Float64Array, tokens: readonly Token[], preferred: Lang | undefined): Lang {
    const ps = softmax(this.langAt.map((o) => scores[o]!));
    const best = ps.indexOf(Math.max(...ps));
    if (preferred !== undefined && tokens.length <= SHORT && ps[LANGS.indexOf(preferred)]! > 0.1)
      return preferred;
    return LANGS[best]!;
  }

  /** Weights that rule files state themselves, and the group's own words. */
  private declared(rule: string, read: Read, options: AnalyseOptions): number {
    let sum = 0;
    for (const hit of read.signals)
      if (hit.rule === rule && hit.weight !== null) sum += hit.opposite ? -hit.weight : hit.weight;
    for (const word of options.extraWords?.[rule] ?? [])
      if (containsWords(read.tokens, wordsOf(word))) sum += EXTRA_WORD;
    return sum;
  }

  private police(kind: Kind, notInformed: number, read: Read): PoliceInformed {
    const said = read.police.some((p) => p.status === 'informed' || p.status === 'present');
    if (kind === 'signalement')
      return notInformed < 0.5 ? 'informed' : read.police.length > 0 ? 'not-informed' : 'none';
    return said ? 'informed' : read.police.length > 0 ? 'not-informed' : 'none';
  }

  private evidence(
    reading: Reading,
    attribution: Attribution,
    probabilities: Readonly<Record<string, number>>,
    kind: Kind,
  ): Evidence[] {
    const { features, read } = reading;
    const targets: [Evidence['rule'], number][] = [['kind', this.kindAt[KINDS.indexOf(kind)]!]];
    MODEL_LABELS.forEach((label, i) => {
      if (probabilities[label]! >= 0.2 && !(ONLY_REPORTS.has(label) && kind !== 'signalement'))
        targets.push([label, this.labelAt[i]!]);
    });
    return targets.flatMap(([rule, output]) =>
      strongest(features, attribution, output, read.tokens).map((e) => ({ rule, ...e })),
    );
  }
}

const softmax = (scores: readonly number[]): number[] => {
  const top = Math.max(...scores);
  const exps = scores.map((s) => Math.exp(s - top));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((e) => e / sum);
};

function containsWords(tokens: readonly Token[], words: readonly string[]): boolean {
  if (words.length === 0) return false;
  for (let i = 0; i + words.length <= tokens.length; i++)
    if (
      words.every((w, k) =>
        w.endsWith('*') ? tokens[i + k]!.text.startsWith(w.slice(0, -1)) : tokens[i + k]!.text === w,
      )
    )
      return true;
  return false;
}

/** The eight weightiest named features; pieces of words are left out as nobody can read them. */
function strongest(
  features: FeatureList,
  attribution: Attribution,
  output: number,
  tokens: readonly Token[],
): Omit<Evidence, 'rule'>[] {
  const list: Omit<Evidence, 'rule'>[] = [];
  for (let k = 0; k < features.hash.length; k++) {
    const name = features.name[k]!;
    if (name === '' || name.startsWith('~')) continue;
    const row = features.row[k]!;
    if (row === -1) continue;
    const weight = attribution.weight(row, output) * features.value[k]!;
    if (Math.abs(weight) < 0.05) continue;
    const from = tokens[features.from[k]!];
    const to = tokens[features.to[k]! - 1];
    list.push({ name, weight, ...(from && to ? { span: [from.start, to.end] as const } : {}) });
  }
  return list.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 8);
}
