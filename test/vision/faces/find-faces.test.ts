import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/vision/faces/candidate.js';
import { findFaces } from '../../../src/vision/faces/find-faces.js';
import { type FaceFinder, openFaceFinder } from '../../../src/vision/faces/index.js';
import { overlap } from '../../../src/vision/faces/merge.js';
import type { View } from '../../../src/vision/faces/pyramid.js';
import type { Networks } from '../../../src/vision/faces/second-look.js';
import { readFaceSettings } from '../../../src/vision/faces/settings.js';
import type { Detector } from '../../../src/vision/faces/ssd-detector.js';
import type { Box } from '../../../src/vision/raw-image.js';
import { DRAWINGS } from './drawings.js';
import { drawnFace } from './drawn-face.js';
import { raw } from './raw.js';

const portrait = (width = 640, height = 480, place: [number, number, number] = [200, 100, 300]): Sharp =>
  sharp(Buffer.from(drawnFace(width, height, place)));

describe('how looks become faces', () => {
  const BOX: Box = [254, 222, 222, 222];
  const detector = (by: Candidate['by'], see: (view: View) => number, views: View[] = []): Detector => ({
    detect: async (_, view, minScore) => {
      views.push(view);
      const score = see(view);
      return score >= minScore ? [{ box: BOX, score, by }] : [];
    },
    close: async () => {},
  });
  const find = async (networks: Networks, deadlineMs = 60_000) =>
    findFaces(await raw(portrait()), networks, await readFaceSettings(), deadlineMs);
  /** Looks at less than the whole picture. */
  const isNear = (view: View): boolean => view.region[2] < 640;

  it('many looks at one face give one face', async () => {
    const faces = await find({ ssd: detector('ssd', () => 0.95), blaze: detector('blaze', () => 0.9) });
    expect(faces).toHaveLength(1);
    expect(faces[0]).toMatchObject({ recognisable: true, box: BOX });
    expect(faces[0]!.confidence).toBeGreaterThan(0.8);
  });

  it('what looks like a face from afar and not from near by is not told as one', async () => {
    const far = (view: View): number => (isNear(view) ? 0 : 0.55);
    expect(await find({ ssd: detector('ssd', () => 0), blaze: detector('blaze', far) })).toEqual([]);
  });

  it('nothing upright: the picture is turned to both sides', async () => {
    const lying = (view: View): number => (view.turns === 3 ? 0.9 : 0);
    const faces = await find({ ssd: detector('ssd', () => 0), blaze: detector('blaze', lying) });
    expect(faces).toHaveLength(1);
    expect(faces[0]!.confidence).toBeGreaterThan(0.5);
  });

  it('an upright face needs no turning', async () => {
    const views: View[] = [];
    await find({ ssd: detector('ssd', () => 0.95), blaze: detector('blaze', () => 0.9, views) });
    expect(views.filter(({ turns }) => turns)).toEqual([]);
  });

  it('when the time is up it tells what it saw from afar', async () => {
    const views: View[] = [];
    const faces = await find(
      { ssd: detector('ssd', () => 0.95, views), blaze: detector('blaze', () => 0.9, views) },
      0,
    );
    expect(views.filter(isNear)).toEqual([]);
    expect(faces[0]!.confidence).toBeGreaterThan(0.5);
  });

  it('boxes stay in the picture, in whole pixels', async () => {
    const wide: Detector = {
      detect: async () => [{ box: [-20.5, -3.2, 700, 900], score: 0.95, by: 'blaze' }],
      close: async () => {},
    };
    const [face] = await find({ ssd: wide, blaze: wide });
    expect(face!.box).toEqual([0, 0, 640, 480]);
  });
});

describe('the real networks', () => {
  let finder: FaceFinder;
  beforeAll(async () => {
    finder = await openFaceFinder();
  }, 60_000);
  afterAll(() => finder.close());
  const best = async (picture: Sharp): Promise<number> =>
    (await finder.find(await raw(picture)))[0]?.confidence ?? 0;

  it('find a face where it is', async () => {
    const [face, ...others] = await finder.find(await raw(portrait()));
    expect(others).toEqual([]);
    expect(face!.recognisable).toBe(true);
    expect(face!.confidence).toBeGreaterThan(0.5);
    expect(overlap(face!.box, [254, 222, 222, 222])).toBeGreaterThan(0.6);
  }, 30_000);

  it('find it small in a large picture, and lying on its side', async () => {
    expect(await best(portrait(1600, 1200, [900, 500, 60]))).toBeGreaterThan(0.5);
    expect(await best(portrait().rotate(90))).toBeGreaterThan(0.5);
  }, 30_000);

  it('find it when it fills the picture', async () => {
    expect(await best(portrait().extract({ left: 254, top: 210, width: 222, height: 240 }))).toBeGreaterThan(
      0.5,
    );
  }, 30_000);

  it('a face a dozen pixels high is nobody’s', async () => {
    const faces = await finder.find(await raw(portrait(640, 480, [300, 200, 15])));
    expect(faces.filter(({ recognisable }) => recognisable)).toEqual([]);
  }, 30_000);

  it.each(Object.entries(DRAWINGS))(
    '%s is no face',
    async (_, svg) => {
      expect(await best(sharp(Buffer.from(svg)))).toBeLessThan(0.25);
    },
    30_000,
  );

  it('noise, a gradient, a chequered floor, a picture of one pixel: nothing, and no crash', async () => {
    const scene = (inside: string, width = 400, height = 300): Sharp =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><filter id="f"><feTurbulence baseFrequency="0.08" numOctaves="4" seed="2"/></filter><linearGradient id="g"><stop offset="0" stop-color="#345"/><stop offset="1" stop-color="#eda"/></linearGradient><pattern id="p" width="40" height="40" patternUnits="userSpaceOnUse"><rect width="40" height="40" fill="#eee"/><path d="M0 0h20v20H0zM20 20h20v20H20z"/></pattern></defs>${inside}</svg>`,
        ),
      );
    for (const picture of [
      scene('<rect width="400" height="300" filter="url(#f)"/>'),
      scene('<rect width="400" height="300" fill="url(#g)"/>'),
      scene('<rect width="400" height="300" fill="url(#p)"/>'),
      scene('<rect width="1" height="1" fill="#a33"/>', 1, 1),
      scene('<rect width="900" height="2" fill="url(#g)"/>', 900, 2),
    ]) {
      expect(await best(picture)).toBeLessThan(0.25);
    }
  }, 60_000);
});

const folder = process.env.GARDE_FOU_PICTURES;
describe.skipIf(!folder || !existsSync(join(folder, 'labels.jsonl')))(
  'real photos of GARDE_FOU_PICTURES',
  () => {
    it('every recognisable face is blocked and no clean picture is', async () => {
      const { labelled } = await import('../../../src/vision/faces/calibrate/labelled.js');
      const finder = await openFaceFinder();
      const missed: string[] = [];
      for (const row of await labelled(folder!)) {
        const value =
          (await finder.find(await row.image())).find(({ recognisable }) => recognisable)?.confidence ?? 0;
        if (value >= 0.5 !== row.recognisable) missed.push(row.file);
      }
      await finder.close();
      expect(missed).toEqual([]);
    }, 600_000);
  },
);
