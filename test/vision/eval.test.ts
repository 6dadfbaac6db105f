import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/vision/api.js';
import { readLabels } from '../../src/vision/eval/labels.js';
import { report } from '../../src/vision/eval/report.js';
import { distance, Tally } from '../../src/vision/eval/tally.js';

const look = (over: Partial<Look>): Look => ({
  decision: 'allow',
  plates: [],
  faces: [],
  frames: 1,
  ms: 100,
  fingerprint: '',
  redactable: true,
  ...over,
});
const bands = { plates: { blockFrom: 0.5, reviewFrom: 0.25 }, faces: { blockFrom: 0.5, reviewFrom: 0.25 } };
const plate = (text: string, confidence: number) => ({
  text,
  readable: true,
  box: [0, 0, 9, 9] as const,
  confidence,
});
const label = { file: 'a.jpg', plates: [], recognisable: false, clean: false };

describe('measuring on labelled pictures', () => {
  it('counts plates, faces and decisions apart', () => {
    const tally = new Tally(bands);
    const labelled = { ...label, plates: [{ text: '1-ABC-234', readable: true }] };
    tally.add(labelled, look({ decision: 'block', plates: [plate('IABC234', 0.9)] }));
    tally.add(labelled, look({ decision: 'review', plates: [plate('1AB0234', 0.3)], reason: 'unsure' }));
    tally.add({ ...label, recognisable: true }, look({}));
    tally.add({ ...label, clean: true }, look({ decision: 'block', plates: [plate('CIRCA3900', 0.8)] }));
    expect(tally.readablePlate).toEqual({ block: 1, review: 1, allow: 0 });
    expect(tally.noReadablePlate).toEqual({ block: 1, review: 0, allow: 1 });
    expect(tally.recognisableFace).toEqual({ block: 0, review: 0, allow: 1 });
    expect(tally.clean).toEqual({ block: 1, review: 0, allow: 0 });
    expect(tally.plateTexts).toEqual({ labelled: 2, exact: 1, withinTwo: 2 });
    expect(tally.wrong.map((w) => w.wanted)).toEqual(['block', 'block', 'allow']);
    expect(report(tally)).toMatch(/a readable plate.* 2 {2}blocked {2}50\.0%/);
  });

  it('a picture that could not be looked at counts as what was decided about it', () => {
    const tally = new Tally(bands);
    tally.add({ ...label, recognisable: true }, look({ decision: 'review', reason: 'damaged', frames: 0 }));
    expect(tally.recognisableFace).toEqual({ block: 0, review: 1, allow: 0 });
  });

  it('the distance of two texts is that of a ruler', () => {
    expect([distance('1ABC', '1ABC'), distance('1ABC', '1AC'), distance('', 'AB')]).toEqual([0, 1, 2]);
    const text = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
        expect(distance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('a line that can’t be read is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'labels-'));
    writeFileSync(join(folder, 'labels.jsonl'), '{"file":"a.jpg","clean":true}\n\n{"file":3}\n');
    expect(() => readLabels(folder)).toThrow(/line 3/);
    rmSync(folder, { recursive: true });
  });
});
