import { describe, expect, it } from 'vitest';
import { KINDS, LANGS } from '../../src/domain/vocabulary.js';
import { fitPlatt } from '../../src/language/model/calibrate.js';
import { isHeldOut, type Line } from '../../src/language/model/dataset.js';
import { MODEL_LABELS, NOT_BOTH, OUTPUTS, targetsOf } from '../../src/language/model/outputs.js';
import { pack, type Sample, train } from '../../src/language/model/train.js';

const line = (over: Partial<Line>): Line => ({
  text: 'x',
  lang: 'fr',
  kind: 'signalement',
  labels: {},
  hand: 'test',
  ...over,
});
const sample = (features: number[], over: Partial<Line>): Sample => ({
  hashes: Uint32Array.from(features),
  values: new Float32Array(features.length).fill(1),
  targets: targetsOf(line(over)),
  weight: 1,
});
const SAMPLES: Sample[] = Array.from({ length: 60 }, (_, i) =>
  i % 2 === 0
    ? sample([1, 2, 10 + (i % 5)], { kind: 'signalement', labels: { vigilante: true } })
    : sample([3, 4, 10 + (i % 5)], { kind: 'offtopic', lang: 'nl', labels: { vigilante: false } }),
);
const calibration = OUTPUTS.map(() => ({ a: 1, b: 0 }));
const packed = () => pack(train(SAMPLES), calibration, { lines: SAMPLES.length, sha256: '' });

describe('training', () => {
  it('gives the same bytes for the same lines', () => {
    expect(packed().bytes.equals(packed().bytes)).toBe(true);
  });

  it('learns what the lines tell: kind, label and language', () => {
    const { model } = packed();
    const scoresOf = (features: number[]): Float64Array => {
      const sums = model.sums();
      for (const f of features) model.add(f, 1, sums);
      return model.scores(sums);
    };
    const at = (name: string): number => OUTPUTS.indexOf(name);
    const report = scoresOf([1, 2]);
    const chat = scoresOf([3, 4]);
    expect(report[at('kind:signalement')]).toBeGreaterThan(report[at('kind:offtopic')]!);
    expect(chat[at('kind:offtopic')]).toBeGreaterThan(chat[at('kind:signalement')]!);
    expect(report[at('vigilante')]).toBeGreaterThan(0);
    expect(chat[at('vigilante')]).toBeLessThan(0);
    expect(chat[at('lang:nl')]).toBeGreaterThan(chat[at('lang:fr')]!);
  });

  it('an example of a rule tells about that rule only', () => {
    const targets = targetsOf(
      line({ kind: null, labels: { 'police-not-informed': false }, hand: 'rules:x' }),
    );
    expect([...targets.slice(0, KINDS.length)]).toEqual(KINDS.map(() => -1));
    expect(targets[KINDS.length + MODEL_LABELS.indexOf('police-not-informed')]).toBe(NOT_BOTH);
    expect(targets[KINDS.length + MODEL_LABELS.indexOf('leak')]).toBe(-1);
    expect([...targets.slice(-LANGS.length)]).toEqual(LANGS.map((l) => (l === 'fr' ? 1 : 0)));
  });

  it('a follow-up teaches nothing about informing the police', () => {
    const targets = targetsOf(line({ kind: 'followup', labels: { 'police-not-informed': false } }));
    expect(targets[KINDS.length + MODEL_LABELS.indexOf('police-not-informed')]).toBe(-1);
  });

  it('holds out about a fifth, whatever the spelling of capitals', () => {
    const texts = Array.from({ length: 2000 }, (_, i) => `message ${i}`);
    const share = texts.filter(isHeldOut).length / texts.length;
    expect(share).toBeGreaterThan(0.16);
    expect(share).toBeLessThan(0.24);
    for (const text of texts.slice(0, 50)) expect(isHeldOut(text.toUpperCase())).toBe(isHeldOut(text));
  });

  it('calibrates: of the scores it calls 80 %, four in five are right', () => {
    const scores = Array.from({ length: 1000 }, (_, i) => (i % 10) - 5);
    const truths = scores.map((s, i) => (s >= 3 ? i % 5 !== 0 : s <= -3 ? i % 5 === 0 : i % 2 === 0));
    const { a, b } = fitPlatt(scores, truths);
    const p = 1 / (1 + Math.exp(-(a * 3.5 + b)));
    expect(p).toBeGreaterThan(0.6);
    expect(p).toBeLessThan(0.95);
    expect(a).toBeGreaterThan(0);
  });
});
