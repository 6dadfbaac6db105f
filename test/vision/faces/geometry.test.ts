import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containment, overlap, strongest } from '../../../src/vision/faces/merge.js';
import { closeUp, viewOf, withBorder } from '../../../src/vision/faces/plan-looks.js';
import { pointToPicture, pyramid, sample, toPicture } from '../../../src/vision/faces/pyramid.js';
import type { Box, RawImage } from '../../../src/vision/raw-image.js';

const boxes: fc.Arbitrary<Box> = fc.tuple(
  fc.integer({ min: -50, max: 200 }),
  fc.integer({ min: -50, max: 200 }),
  fc.integer({ min: 1, max: 200 }),
  fc.integer({ min: 1, max: 200 }),
);
const turns = fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<0 | 1 | 2 | 3>;

function blackWithWhiteSquare(width: number, height: number, [x, y, w, h]: Box): RawImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = y; row < y + h; row++) data.fill(255, (row * width + x) * 3, (row * width + x + w) * 3);
  return { data, width, height };
}

describe('boxes', () => {
  it('a box lies wholly on itself, and overlap does not depend on the order', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        expect(overlap(a, a)).toBe(1);
        expect(overlap(a, b)).toBe(overlap(b, a));
        expect(overlap(a, b)).toBeLessThanOrEqual(containment(a, b));
        expect(containment(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of several looks at one face the strongest stays, and the neighbour stays too', () => {
    const at = (x: number, score: number) => ({ box: [x, 0, 100, 100] as const, score, by: 'ssd' as const });
    expect(strongest([at(0, 0.6), at(10, 0.9), at(150, 0.3)]).map(({ score }) => score)).toEqual([0.9, 0.3]);
  });
});

describe('looks', () => {
  it('show the whole region, unstretched, in sizes that the networks take', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 32, max: 700 }), turns, (region, side, turn) => {
        const view = viewOf(region, side, 32, turn);
        expect(view.width % 32).toBe(0);
        expect(view.height % 32).toBe(0);
        expect(containment(view.region, region)).toBeCloseTo(1);
        const [, , w, h] = view.region;
        const [across, down] = turn % 2 ? [view.height, view.width] : [view.width, view.height];
        expect(across / w).toBeCloseTo(down / h);
      }),
    );
  });

  it('a close-up has the face in its middle, and a border on every side', () => {
    expect(closeUp([100, 100, 40, 50], 0.5)).toEqual([70, 75, 100, 100]);
    expect(withBorder([0, 0, 100, 200], 0.25)).toEqual([-25, -50, 150, 300]);
  });
});

describe('sampling', () => {
  it('what a network sees lies where the picture has it, at every scale and turn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 32, max: 400 }),
        turns,
        (x, y, side, turn) => {
          const square: Box = [x, y, 40, 40];
          const source = pyramid(blackWithWhiteSquare(240, 140, square));
          const view = viewOf([0, 0, 240, 140], side, 32, turn);
          const seen = sample(source, view);
          let [count, sumX, sumY] = [0, 0, 0];
          for (let i = 0; i < view.width * view.height; i++) {
            if (seen[i]! < 0.5) continue;
            count++;
            sumX += (i % view.width) + 0.5;
            sumY += Math.floor(i / view.width) + 0.5;
          }
          expect(count).toBeGreaterThan(0);
          const [px, py] = pointToPicture(view, [sumX / count, sumY / count]);
          const tolerance = 240 / side + 3;
          expect(Math.abs(px - (x + 20))).toBeLessThan(tolerance);
          expect(Math.abs(py - (y + 20))).toBeLessThan(tolerance);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('outside the picture it is grey', () => {
    const seen = sample(pyramid(blackWithWhiteSquare(8, 8, [0, 0, 8, 8])), {
      region: [-8, 0, 16, 8],
      width: 16,
      height: 8,
    });
    expect(seen[0]).toBe(0);
    expect(seen[15]).toBeCloseTo(1);
  });

  it('a box of the view is that part of the region', () => {
    expect(toPicture({ region: [10, 20, 100, 50], width: 200, height: 100 }, [0, 0, 200, 100])).toEqual([
      10, 20, 100, 50,
    ]);
    expect(toPicture({ region: [0, 0, 100, 50], width: 50, height: 100, turns: 1 }, [40, 0, 10, 20])).toEqual(
      [0, 0, 20, 10],
    );
  });
});
