import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../src/vision/decode/decode-error.js';
import { openFrames } from '../../src/vision/decode/open-frames.js';
import { sampleMoments } from '../../src/vision/decode/sample-moments.js';
import { sniff } from '../../src/vision/sniff.js';
import { animation, jpeg, picture, plain } from './pictures.js';

const open = (bytes: Uint8Array) => openFrames(bytes, sniff(bytes));
const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'decoded',
    (error) => (error instanceof DecodeError ? error.reason : error),
  );
const pixel = (image: { data: Uint8Array; width: number }, x: number, y: number): number[] => [
  ...image.data.subarray((y * image.width + x) * 3, (y * image.width + x) * 3 + 3),
];

/** A red picture of 640 × 400 as iPhones write theirs; made with heif-enc, since nothing here writes HEVC. */
const HEIC = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUNtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA',
    'AAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFnAAEAAAAAAAAA6wAAACNpaW5mAAAAAAABAAAAFWluZmUC',
    'AAAAAAEAAGh2YzEAAAAAw2lwcnAAAAClaXBjbwAAAHlodmNDAQNwAAAAAAAAAAAAWvAA/P34+AAADwMgAAEAGEABDAH//wNw',
    'AAADAJAAAAMAAAMAWroCQCEAAQAsQgEBA3AAAAMAkAAAAwAAAwBaoAUCAZFlupJKa5uBAQMCAAADAAIAAAMAAhAiAAEAB0QB',
    'wXKwYkAAAAAUaXNwZQAAAAAAAAKAAAABkAAAABBwaXhpAAAAAAMICAgAAAAWaXBtYQAAAAAAAAABAAEDgQKDAAAA821kYXQA',
    'AADnKAGvEzmweccbauaocNP//iaUf/0654fp5dLSeb2Q7muztmBFLaUAAAjQAA4QAHMAAAMAAAMAAAMAB3yjAiltKAAARoAA',
    'lAAFUAAAAwAAAwAAAwAAAwAAAwFnkwAAxwAHMAAAAwAAAwAAAwAAAwAAAwAAAwAAErCHAAADAAADAAADAAADAAADAAADAAAD',
    'AAADAAAVMAAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAANyAAAAMAAAMAAAMAAAMAAAMAAAMAAAMAAAMADTgAAAMAAAMAAAMA',
    'AAMAAAMAAAMAAAMAAAMAAKWA',
  ].join(''),
  'base64',
);

describe('decoding', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('%s becomes interleaved RGB', async (format) => {
    const { image, damaged } = await (await open(await picture(96, 64).toFormat(format).toBuffer())).frame(0);
    expect([image.width, image.height, image.data.length, damaged]).toEqual([96, 64, 96 * 64 * 3, false]);
  });

  it('HEIC too, which libvips leaves out', async () => {
    const frames = await open(HEIC);
    const { image, damaged } = await frames.frame(0);
    expect([sniff(HEIC), frames.count, frames.animated, damaged]).toEqual(['heic', 1, false, false]);
    expect([image.width, image.height, ...pixel(image, 300, 200)]).toEqual([640, 400, 254, 0, 0]);
  });

  it('a photo taken with the phone on its side stands upright', async () => {
    const left = await plain('#ff0000', 40, 60).png().toBuffer();
    const bytes = await plain('#0000ff', 80, 60)
      .composite([{ input: left, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer();
    const frames = await open(bytes);
    const { image } = await frames.frame(0);
    expect(frames.size).toEqual([60, 80]);
    expect([image.width, image.height]).toEqual([60, 80]);
    // What was left is above after a quarter turn clockwise.
    expect(pixel(image, 30, 5)[0]).toBeGreaterThan(200);
    expect(pixel(image, 30, 75)[2]).toBeGreaterThan(200);
  });

  it('grey, transparent and 16-bit pictures are RGB like any other', async () => {
    const grey = await picture(40, 30).greyscale().jpeg().toBuffer();
    const clear = await sharp({ create: { width: 40, height: 30, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const deep = await picture(40, 30).toColourspace('rgb16').png().toBuffer();
    for (const bytes of [grey, clear, deep])
      expect((await (await open(bytes)).frame(0)).image.data.length).toBe(40 * 30 * 3);
    expect(pixel((await (await open(clear)).frame(0)).image, 5, 5)).toEqual([255, 255, 255]);
  });

  it('a large photo is shrunk while it is read', async () => {
    const bytes = await sharp({ create: { width: 7000, height: 5000, channels: 3, background: '#446688' } })
      .jpeg()
      .toBuffer();
    const frames = await open(bytes);
    const { image } = await frames.frame(0);
    expect(frames.size).toEqual([7000, 5000]);
    expect(image.width * image.height).toBeLessThanOrEqual(16_010_000);
    expect(image.width / image.height).toBeCloseTo(1.4, 2);
  });

  it.each(['gif', 'webp'] as const)('an animated %s is sampled, the ends first', async (format) => {
    const colours = Array.from({ length: 20 }, (_, i) => `rgb(${i * 12}, 0, ${250 - i * 12})`);
    const frames = await open(await animation(colours, format));
    expect([frames.animated, frames.count]).toEqual([true, 8]);
    const reds = [];
    for (let i = 0; i < frames.count; i++) reds.push(pixel((await frames.frame(i)).image, 20, 20)[0]!);
    expect(reds[0]).toBeLessThan(12);
    expect(reds[1]).toBeGreaterThan(216);
    expect(new Set(reds).size).toBe(8);
  });

  it('a drawing in curves has nothing to look at, one with a picture in it needs a person', async () => {
    expect((await open(gzipSync('{"v":"5.5.2","layers":[{"ty":4}],"assets":[]}'))).count).toBe(0);
    const withPhoto = gzipSync('{"layers":[],"assets":[{"id":"a","p":"data:image/png;base64,AAAA"}]}');
    expect(await reasonOf(open(withPhoto))).toBe('unsupported');
    expect(await reasonOf(open(gzipSync('just a packed text')))).toBe('unsupported');
  });

  it('the photos of a PDF are taken out of it', async () => {
    const photo = await jpeg(80, 60);
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Page>>\nendobj\n2 0 obj\n<</Filter/DCTDecode>>\nstream\n'),
      photo,
      Buffer.from('\nendstream\nendobj\n3 0 obj\n<<>>\nstream\nBT (text) Tj ET\nendstream\nendobj\n'),
    ]);
    const frames = await open(pdf);
    expect([frames.count, ...frames.size]).toEqual([1, 80, 60]);
    expect((await open(Buffer.from('%PDF-1.4\nwithout any photo'))).count).toBe(0);
  });
});

describe('files that mean harm', () => {
  it('a decompression bomb is refused by its header', async () => {
    const bomb = await sharp({
      create: { width: 9000, height: 9000, channels: 3, background: '#000000' },
      limitInputPixels: false,
    })
      .toColourspace('b-w')
      .png({ compressionLevel: 3 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await reasonOf(open(bomb))).toBe('too-large');
    expect(await reasonOf(open(gzipSync(Buffer.alloc(30_000_000, 32))))).toBe('too-large');
    expect(
      await reasonOf(
        open(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>')),
      ),
    ).toBe('too-large');
  });

  it('a drawing loads nothing from outside', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">
      <image xlink:href="file:///etc/passwd" width="40" height="40"/><image href="http://127.0.0.1:9/x.png" width="40" height="40"/>
      <rect width="10" height="10" fill="#00ff00"/></svg>`;
    const { image } = await (await open(Buffer.from(svg))).frame(0);
    expect(pixel(image, 5, 5)).toEqual([0, 255, 0]);
    expect(pixel(image, 30, 30)).toEqual([255, 255, 255]);
  });

  it('what is cut off is decoded as far as it goes, and marked', async () => {
    const whole = await jpeg(400, 300);
    const { image, damaged } = await (await open(whole.subarray(0, whole.length * 0.6))).frame(0);
    expect([image.width, image.height, damaged]).toEqual([400, 300, true]);
  });

  it('any damage to any format ends in pixels or in a reason', async () => {
    const files = [
      await jpeg(64, 48),
      await picture(64, 48).png().toBuffer(),
      await picture(64, 48).webp().toBuffer(),
      await animation(['red', 'green', 'blue'], 'gif'),
      await picture(64, 48).avif().toBuffer(),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: files.length - 1 }),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        async (which, hits, kept) => {
          const bytes = Buffer.from(files[which]!.subarray(0, Math.ceil(files[which]!.length * kept)));
          for (const [at, value] of hits) bytes[12 + (at % Math.max(1, bytes.length - 12))] = value;
          const outcome = await reasonOf(
            open(bytes).then(async (frames) => {
              for (let i = 0; i < frames.count; i++) await frames.frame(i);
            }),
          );
          expect(['decoded', 'damaged', 'too-large', 'unsupported']).toContain(outcome);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('which moments of an animation are looked at', () => {
  it('each once, the ends first, spread, never more than asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 12 }), (total, most) => {
        const moments = sampleMoments(total, most);
        expect(moments).toHaveLength(Math.min(total, most));
        expect(new Set(moments).size).toBe(moments.length);
        expect(moments.every((m) => m >= 0 && m < total)).toBe(true);
        expect(moments[0]).toBe(0);
        if (moments.length > 1) expect(moments[1]).toBe(total - 1);
        // Stopped after three, the middle has been seen.
        if (moments.length > 4) expect(Math.abs(moments[2]! / (total - 1) - 0.5)).toBeLessThan(0.26);
      }),
    );
  });
});
