import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { flatness } from '../../../src/vision/faces/flatness.js';
import { pyramid } from '../../../src/vision/faces/pyramid.js';
import { detailOf, ramp, recognisability } from '../../../src/vision/faces/recognisable.js';
import { readFaceSettings } from '../../../src/vision/faces/settings.js';
import { sureness } from '../../../src/vision/faces/sureness.js';
import type { Box } from '../../../src/vision/raw-image.js';
import { DRAWINGS } from './drawings.js';
import { drawnFace } from './drawn-face.js';
import { raw } from './raw.js';

const portrait = (): Sharp => sharp(Buffer.from(drawnFace(640, 480, [200, 100, 300])));
const FACE: Box = [254, 222, 222, 222];

describe('recognisable', () => {
  it('a face out of focus loses its detail bit by bit', async () => {
    const details: number[] = [];
    for (const sigma of [0.3, 6, 16, 40]) {
      details.push(detailOf(pyramid(await raw(portrait().blur(sigma))), FACE));
    }
    expect(details).toEqual([...details].sort((a, b) => b - a));
    expect(details.at(-1)!).toBeLessThan(details[0]! / 2);
  });

  it('a wall without any contrast has no detail', async () => {
    const wall = sharp({ create: { width: 100, height: 100, channels: 3, background: '#777' } });
    expect(detailOf(pyramid(await raw(wall)), [10, 10, 80, 80])).toBe(0);
  });

  it('the same face is recognisable near by and not far away', async () => {
    const settings = await readFaceSettings();
    const near = await recognisability(pyramid(await raw(portrait())), FACE, settings);
    const far = await raw(portrait().resize(32, 24));
    expect(near).toBeGreaterThan(0.9);
    expect(recognisability(pyramid(far), [12, 11, 11, 11], settings)).toBe(0);
  });

  it('between “nobody could” and “anybody could” it rises in a straight line', () => {
    expect([10, 20, 26, 32, 99].map((value) => ramp(value, { min: 20, sure: 32 }))).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
  });
});

describe('drawings', () => {
  it.each(Object.entries(DRAWINGS))('%s has even areas, also after compression', async (_, svg) => {
    const box: Box = [130, 110, 220, 260];
    const png = await sharp(Buffer.from(svg)).png().toBuffer();
    const jpeg = await sharp(png).jpeg({ quality: 60 }).toBuffer();
    expect(flatness(pyramid(await raw(sharp(png))), box)).toBeGreaterThan(0.5);
    expect(flatness(pyramid(await raw(sharp(jpeg))), box)).toBeGreaterThan(0.4);
  });

  it('a shaded face has none, by day or in the dark', async () => {
    expect(flatness(pyramid(await raw(portrait())), FACE)).toBeLessThan(0.3);
    expect(flatness(pyramid(await raw(portrait().linear(0.3, 0))), FACE)).toBeLessThan(0.3);
  });
});

describe('sureness', async () => {
  const { sureness: weights } = await readFaceSettings();
  const evidence = (far: [number, number], near?: [number, number]) => ({
    box: [0, 0, 50, 50] as const,
    far: { ssd: far[0], blaze: far[1] },
    ...(near && { near: { ssd: near[0], blaze: near[1] } }),
  });

  it('both networks agree: a face', () => {
    expect(sureness(evidence([0.95, 0.9], [0.9, 0.92]), weights)).toBeGreaterThan(0.8);
  });

  it('a car that one network took for a face is none', () => {
    expect(sureness(evidence([0.64, 0.05], [0.3, 0]), weights)).toBeLessThan(0.25);
  });

  it('leaves that looked like a face from afar are none from near by', () => {
    expect(sureness(evidence([0, 0.6], [0, 0.1]), weights)).toBeLessThan(0.25);
  });

  it('one network alone, sure of itself, is for a person to look at', () => {
    const value = sureness(evidence([0.95, 0], [0.95, 0]), weights);
    expect(value).toBeGreaterThan(0.25);
    expect(value).toBeLessThan(0.5);
  });

  it('without time for a second look, what one network is sure of is for a person to look at', () => {
    const value = sureness(evidence([0, 0.6]), weights);
    expect(value).toBeGreaterThan(0.25);
    expect(value).toBeLessThan(0.5);
  });

  it('without time for a second look the first one counts for it', () => {
    expect(sureness(evidence([0.9, 0.9]), weights)).toBeGreaterThan(0.8);
  });
});
