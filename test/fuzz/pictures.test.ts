/** Picture files of any bytes: frames, or a reason why not; sizes that the header claims are checked before anything is made. */
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DecodeError } from '../../src/vision/decode/decode-error.js';
import { openFrames } from '../../src/vision/decode/open-frames.js';
import { sniff } from '../../src/vision/sniff.js';
import { animation, picture } from '../vision/pictures.js';

/** Frames that could be read, or the reason; anything but a DecodeError is thrown on. */
async function look(bytes: Uint8Array): Promise<number | string> {
  try {
    const frames = await openFrames(bytes, sniff(bytes));
    let read = 0;
    for (let i = 0; i < Math.min(frames.count, 2); i++) {
      await frames.frame(i);
      read++;
    }
    return read;
  } catch (error) {
    if (error instanceof DecodeError) return error.reason;
    throw error;
  }
}

const files: [string, Buffer][] = [];
beforeAll(async () => {
  files.push(['jpeg', await picture(64, 48).jpeg().toBuffer()]);
  files.push(['png', await picture(64, 48).png().toBuffer()]);
  files.push(['webp', await picture(64, 48).webp().toBuffer()]);
  files.push(['gif', await animation(['red', 'blue'], 'gif')]);
  files.push(['tiff', await picture(64, 48).tiff().toBuffer()]);
});

it('spoilt anywhere, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(4),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 10 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      async (which, changes, keep) => {
        const bytes = Uint8Array.from(files[which]![1]);
        // Headers stand at the beginning: half of the changes fall there.
        for (const [i, [at, byte]] of changes.entries())
          bytes[Math.floor(at * (i % 2 === 0 ? Math.min(64, bytes.length) : bytes.length))] = byte;
        await look(bytes.subarray(0, Math.ceil(bytes.length * keep)));
      },
    ),
    { numRuns: 120 },
  );
}, 60_000);

describe('a bomb', () => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const crc = (bytes: Buffer): number => {
    let c = 0xffffffff;
    for (const b of bytes) {
      c ^= b;
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
    return (c ^ 0xffffffff) >>> 0;
  };
  const png = (side: number): Buffer => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(side, 0);
    head.writeUInt32BE(side, 4);
    head[8] = 8;
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(Buffer.alloc(1000))),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  };

  it('a few hundred bytes that claim billions of pixels are refused by their header', async () => {
    for (const side of [30_000, 65_535, 1_000_000]) expect(await look(png(side))).toEqual(expect.any(String));
  });

  it('a sticker that unpacks without end, and an SVG that asks for files and addresses', async () => {
    expect(await look(gzipSync(Buffer.alloc(200 * 1024 * 1024)))).toEqual(expect.any(String));
    const svg = (inside: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">${inside}</svg>`,
      );
    await look(svg('<image xlink:href="file:///etc/passwd" width="10" height="10"/>'));
    await look(svg('<image href="http://169.254.169.254/" width="10" height="10"/>'));
    await look(
      Buffer.from(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
      ),
    );
  }, 60_000);
});
