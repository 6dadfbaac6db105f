import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxOf,
  convexHull,
  growQuad,
  minAreaRect,
  overlap,
  type Point,
  project,
  type Quad,
  quadAngle,
  quadHeight,
  quadWidth,
  squareToQuad,
} from '../../../src/vision/plates/geometry.js';

const turned = (w: number, h: number, angle: number): Point[] =>
  (
    [
      [-w / 2, -h / 2],
      [w / 2, -h / 2],
      [w / 2, h / 2],
      [-w / 2, h / 2],
    ] as Point[]
  ).map(([x, y]) => [
    300 + x * Math.cos(angle) - y * Math.sin(angle),
    300 + x * Math.sin(angle) + y * Math.cos(angle),
  ]);

describe('the rectangle around a line of text', () => {
  it('has its size and direction, whichever way it is turned, and reads from left to right', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 200, noNaN: true }),
        fc.double({ min: 8, max: 50, noNaN: true }),
        fc.double({ min: -1.4, max: 1.4, noNaN: true }),
        (w, h, angle) => {
          const rect = minAreaRect(convexHull(turned(w, h, angle)));
          expect(quadWidth(rect)).toBeCloseTo(w, 3);
          expect(quadHeight(rect)).toBeCloseTo(h, 3);
          expect(quadAngle(rect)).toBeCloseTo(angle, 3);
          expect(rect[0][0]).toBeLessThan(rect[1][0]);
        },
      ),
    );
  });

  it('of few points is still a rectangle', () => {
    expect(boxOf(minAreaRect([[3, 4]]), 10, 10)).toEqual([3, 4, 0, 0]);
    expect(
      quadWidth(
        minAreaRect([
          [0, 0],
          [5, 0],
        ]),
      ),
    ).toBe(5);
  });

  it('grows along its own axes', () => {
    const rect = minAreaRect(convexHull(turned(100, 20, 0.5)));
    const grown = growQuad(rect, 10, 5);
    expect(quadWidth(grown)).toBeCloseTo(120);
    expect(quadHeight(grown)).toBeCloseTo(30);
    expect(quadAngle(grown)).toBeCloseTo(0.5);
  });
});

describe('perspective', () => {
  it('takes the corners of the unit square to those of the quadrilateral', () => {
    const quad: Quad = [
      [10, 12],
      [90, 30],
      [84, 60],
      [8, 50],
    ];
    const m = squareToQuad(quad);
    const corners = [project(m, 0, 0), project(m, 1, 0), project(m, 1, 1), project(m, 0, 1)];
    corners.forEach((corner, i) => {
      expect(corner[0]).toBeCloseTo(quad[i]![0]);
      expect(corner[1]).toBeCloseTo(quad[i]![1]);
    });
  });
});

describe('boxes', () => {
  it('stay inside the picture', () => {
    expect(
      boxOf(
        [
          [-5, -5],
          [30, -2],
          [30, 12],
          [-4, 14],
        ],
        20,
        10,
      ),
    ).toEqual([0, 0, 20, 10]);
  });
  it('overlap by the share of the smaller', () => {
    expect(overlap([0, 0, 10, 10], [5, 0, 5, 5])).toBe(1);
    expect(overlap([0, 0, 10, 10], [20, 0, 5, 5])).toBe(0);
    expect(overlap([0, 0, 10, 10], [8, 0, 10, 10])).toBeCloseTo(0.2);
  });
});
