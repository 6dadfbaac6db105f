import { gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Detectors } from '../../src/vision/detectors.js';
import { type Bands, judgeLook } from '../../src/vision/judge-look.js';
import { lookAt, type Subject } from '../../src/vision/look-at.js';
import { safeCopy } from '../../src/vision/redact/safe-copy.js';
import { sniff } from '../../src/vision/sniff.js';
import { boxOf, fakeDetectors } from './fake-detectors.js';
import { animation, jpeg, picture, plain } from './pictures.js';

const BANDS: Bands = {
  plates: { blockFrom: 0.5, reviewFrom: 0.25 },
  faces: { blockFrom: 0.6, reviewFrom: 0.3 },
};
const subject = (bytes: Uint8Array): Subject => ({ bytes, format: sniff(bytes) });
const look = (bytes: Uint8Array, detectors: Detectors = fakeDetectors(), budgetMs = 5000) =>
  lookAt(subject(bytes), detectors, BANDS, budgetMs);
const patch = (colour: string, width: number, height: number): Promise<Buffer> =>
  plain(colour, width, height).png().toBuffer();
/** A scene with a “plate” and a “face”. */
const street = async (): Promise<Sharp> =>
  picture(320, 240).composite([
    { input: await patch('#ff0000', 80, 20), left: 100, top: 180 },
    { input: await patch('#008000', 40, 50), left: 200, top: 40 },
  ]);

describe('the decision', () => {
  const plate = (confidence: number, readable = true) => ({
    text: 'X',
    readable,
    box: [0, 0, 9, 9] as const,
    confidence,
  });
  const face = (confidence: number, recognisable = true) => ({
    recognisable,
    box: [0, 0, 9, 9] as const,
    confidence,
  });

  it('one sure sighting among many is enough to block', () => {
    expect(judgeLook([plate(0.1), plate(0.5)], [], BANDS)).toBe('block');
    expect(judgeLook([], [face(0.59), face(0.6)], BANDS)).toBe('block');
  });
  it('what may be one is for a person', () => {
    expect(judgeLook([plate(0.25)], [face(0.29)], BANDS)).toBe('review');
    expect(judgeLook([], [face(0.3)], BANDS)).toBe('review');
  });
  it('a plate that nobody can read and a face that nobody can know are allowed', () => {
    expect(judgeLook([plate(0.99, false)], [face(0.99, false)], BANDS)).toBe('allow');
    expect(judgeLook([], [], BANDS)).toBe('allow');
  });
});

describe('a look', () => {
  it('blocks a picture with a plate, and tells where it is', async () => {
    const result = await look(await (await street()).jpeg({ quality: 95 }).toBuffer());
    expect(result).toMatchObject({ decision: 'block', size: [320, 240], frames: 1, redactable: true });
    expect(result.reason).toBeUndefined();
    const [x, y, w, h] = result.plates[0]!.box;
    expect([x, y, w, h].every((n, i) => Math.abs(n - [100, 180, 80, 20][i]!) <= 3)).toBe(true);
  });

  it('allows a picture that shows nothing', async () => {
    expect(await look(await jpeg())).toMatchObject({ decision: 'allow', plates: [], faces: [] });
  });

  it('asks for a person when the detectors are unsure', async () => {
    const bytes = await (await street()).png().toBuffer();
    expect(await look(bytes, fakeDetectors(0.4))).toMatchObject({ decision: 'review', reason: 'unsure' });
  });

  it('one frame of an animation convicts, and the rest need not be seen', async () => {
    const calm = Array.from({ length: 12 }, (_, i) => `rgb(${i * 15}, ${i * 15}, ${250 - i * 20})`);
    expect(await look(await animation(calm, 'gif'))).toMatchObject({ decision: 'allow', frames: 8 });
    const convicts = await look(await animation([...calm, 'red'], 'gif'));
    expect(convicts).toMatchObject({ decision: 'block', frames: 2, redactable: false });
  });

  it('asks for a person when an animation could not be seen enough of in its time', async () => {
    const slow: Detectors = {
      detect: async () => ({ plates: [], faces: [], complete: true }),
      close: async () => {},
    };
    expect(await look(await animation(['blue', 'gray', 'blue', 'gray'], 'webp'), slow, -1)).toMatchObject({
      decision: 'review',
      reason: 'timeout',
      frames: 1,
    });
  });

  it('asks for a person when the time was up before the whole picture was seen, unless it convicts already', async () => {
    const hurried = (confidence: number): Detectors => {
      const all = fakeDetectors(confidence);
      return { ...all, detect: async (image, ms) => ({ ...(await all.detect(image, ms)), complete: false }) };
    };
    expect(await look(await jpeg(), hurried(0.9))).toMatchObject({ decision: 'review', reason: 'timeout' });
    expect(await look(await (await street()).png().toBuffer(), hurried(0.9))).toMatchObject({
      decision: 'block',
    });
  });

  it('a damaged picture can convict but not acquit', async () => {
    const bytes = await (await street()).jpeg({ quality: 95 }).toBuffer();
    const upper = bytes.subarray(0, Math.round(bytes.length * 0.6));
    expect(await look(upper)).toMatchObject({ decision: 'block', faces: [{ recognisable: true }] });
    const clean = await jpeg(400, 300);
    expect(await look(clean.subarray(0, clean.length / 2))).toMatchObject({
      decision: 'review',
      reason: 'damaged',
    });
  });

  it('a PDF is convicted by its photos, and acquitted by a person only', async () => {
    const pdf = (photo: Uint8Array) =>
      Buffer.concat([Buffer.from('%PDF-1.4\n<<>>\nstream\r\n'), photo, Buffer.from('\nendstream\n')]);
    expect(await look(pdf(await (await street()).jpeg({ quality: 95 }).toBuffer()))).toMatchObject({
      decision: 'block',
    });
    expect(await look(pdf(await jpeg()))).toMatchObject({ decision: 'review', reason: 'pdf', frames: 1 });
    expect(await look(Buffer.from('%PDF-1.4 a letter'))).toMatchObject({ decision: 'review', reason: 'pdf' });
  });

  it('a drawn sticker is allowed', async () => {
    expect(await look(gzipSync('{"layers":[]}'))).toMatchObject({
      decision: 'allow',
      frames: 0,
      redactable: false,
    });
  });
});

describe('a safe copy', () => {
  const copyOf = (bytes: Uint8Array, detectors: Detectors = fakeDetectors()) =>
    safeCopy(subject(bytes), detectors, BANDS, 10_000);

  it('shows neither plate nor face, and was looked at again', async () => {
    const detectors = fakeDetectors();
    const copy = await copyOf(await (await street()).jpeg({ quality: 95 }).toBuffer(), detectors);
    if (!copy.verified) throw new Error(copy.reason);
    expect([copy.mime, copy.covered, copy.size]).toEqual(['image/jpeg', 2, [320, 240]]);
    expect(detectors.seen).toHaveLength(2);
    const { data, info } = await sharp(copy.bytes).raw().toBuffer({ resolveWithObject: true });
    const image = { data, width: info.width, height: info.height };
    expect([boxOf(image, 'red'), boxOf(image, 'green')]).toEqual([null, null]);
    // Far from the boxes the picture is what it was.
    const before = await picture(320, 240).raw().toBuffer();
    const at = (20 * 320 + 20) * 3;
    expect(Math.abs(data[at + 1]! - before[at + 1]!)).toBeLessThan(40);
  });

  it('nothing of what was covered is left: two pictures that differ there only have the same copy there', async () => {
    const withPatch = async (colour: string) =>
      picture(160, 160)
        .composite([
          { input: await patch('#ff0000', 60, 40), left: 50, top: 60 },
          { input: await patch(colour, 20, 10), left: 70, top: 75 },
        ])
        .png()
        .toBuffer();
    const [a, b] = await Promise.all([
      copyOf(await withPatch('#ff2020')),
      copyOf(await withPatch('#c00000')),
    ]);
    if (!a.verified || !b.verified) throw new Error('no copy');
    expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true);
  });

  it('carries no metadata: not where it was taken, not by what, not its thumbnail', async () => {
    const bytes = await (await street())
      .withExif({ IFD0: { Model: 'Phone' }, IFD3: { GPSLatitude: '50/1 30/1 0/1', GPSLatitudeRef: 'N' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const copy = await copyOf(bytes);
    if (!copy.verified) throw new Error(copy.reason);
    const meta = await sharp(copy.bytes).metadata();
    expect([meta.exif, meta.icc, meta.xmp, meta.iptc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('covers more when the second look still sees something, and refuses when it always does', async () => {
    let looks = 0;
    const persistent: Detectors = {
      detect: async () => ({
        plates: [],
        complete: true,
        faces: looks++ < 3 ? [{ recognisable: true, box: [20, 20, 30, 30], confidence: 0.9 }] : [],
      }),
      close: async () => {},
    };
    expect(await copyOf(await jpeg(), persistent)).toMatchObject({ verified: true });
    expect(looks).toBe(4);
    looks = -100;
    expect(await copyOf(await jpeg(), persistent)).toEqual({ verified: false, reason: 'not-clean' });
  });

  it('is not made of what moves, of documents, or of what is damaged', async () => {
    expect(await copyOf(await animation(['red', 'blue'], 'gif'))).toMatchObject({ reason: 'animated' });
    expect(await copyOf(Buffer.from('%PDF-1.4 letter'))).toMatchObject({ reason: 'pdf' });
    const whole = await jpeg();
    expect(await copyOf(whole.subarray(0, whole.length / 2))).toMatchObject({ reason: 'damaged' });
  });
});
