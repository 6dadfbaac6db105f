import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/vision/sniff.js';
import { animation, picture } from './pictures.js';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : Buffer.from(p))));
const isoFile = (...brands: string[]): Uint8Array =>
  bytes(
    [0, 0, 0, 16 + 4 * (brands.length - 1)],
    'ftyp',
    brands[0]!,
    [0, 0, 0, 0],
    ...brands.slice(1),
    'rest of it',
  );

describe('what a file is', () => {
  it.each([
    ['jpeg', () => picture().jpeg().toBuffer()],
    ['png', () => picture().png().toBuffer()],
    ['webp', () => picture().webp().toBuffer()],
    ['avif', () => picture(64, 64).avif().toBuffer()],
    ['tiff', () => picture().tiff().toBuffer()],
    ['gif', () => animation(['red', 'blue'], 'gif')],
  ])('%s is known by its first bytes', async (format, make) => {
    expect(sniff(await make())).toBe(format);
  });

  it.each([
    ['heic', isoFile('heic', 'mif1', 'heic')],
    ['heic', isoFile('mif1', 'miaf', 'heic')],
    ['avif', isoFile('mif1', 'avif', 'miaf')],
    ['film', isoFile('avis', 'avif')],
    ['film', isoFile('isom', 'mp42')],
    ['film', isoFile('qt  ')],
    ['film', bytes([0x1a, 0x45, 0xdf, 0xa3], 'matroska and webm')],
    ['film', bytes('RIFF', [1, 2, 3, 4], 'AVI LIST')],
    ['pdf', bytes('%PDF-1.7\n%more of it')],
    ['tgs', gzipSync('{"layers":[]}')],
    ['svg', bytes('<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', bytes([0xef, 0xbb, 0xbf], '<svg width="10" height="10">')],
    ['unknown', bytes('<!doctype html><p>no picture here</p>')],
    ['unknown', bytes('PK', [3, 4], 'an office document')],
    ['unknown', bytes('short')],
  ])('%s', (format, file) => {
    expect(sniff(file)).toBe(format);
  });

  it('has an answer for anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
        expect(typeof sniff(file)).toBe('string');
      }),
    );
  });

  it('reads no further than the file, whatever length an ISO file claims', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.uint8Array({ maxLength: 60 }),
        (size, rest) => {
          expect(['heic', 'avif', 'film', 'unknown']).toContain(
            sniff(Buffer.concat([size, Buffer.from('ftypmif1'), rest])),
          );
        },
      ),
    );
  });
});
