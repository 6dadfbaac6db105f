/** One picture out of a file, by libvips: upright, sRGB, without alpha, never more pixels than are kept. */
import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { DecodeError } from './decode-error.js';
import type { Frame } from './frame.js';
import { MAX_PIXELS } from './limits.js';

// A picture is looked at once: a cache would only hold memory. The detectors need the second core.
sharp.cache(false);
sharp.concurrency(1);

const options = (failOn: SharpOptions['failOn'], page: number): SharpOptions => ({
  failOn: failOn ?? 'error',
  limitInputPixels: MAX_PIXELS,
  sequentialRead: true,
  unlimited: false,
  page,
  pages: 1,
});

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && /pixel limit|too large|exceeds|limit/i.test(error.message);

/** What the header says. Rejects with DecodeError `too-large` or `damaged`. */
export async function headerOf(bytes: Uint8Array): Promise<Metadata> {
  try {
    const meta = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'none' }).metadata();
    const pixels = meta.width * (meta.pageHeight ?? meta.height);
    if (!(pixels > 0)) throw new DecodeError('damaged');
    if (pixels > MAX_PIXELS) throw new DecodeError('too-large');
    return meta;
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    throw new DecodeError(isTooLarge(error) ? 'too-large' : 'damaged');
  }
}

/** Width and height with the rotation of EXIF applied. */
export const uprightSize = (meta: Metadata): [number, number] => {
  const height = meta.pageHeight ?? meta.height;
  return (meta.orientation ?? 1) >= 5 ? [height, meta.width] : [meta.width, height];
};

async function decodeOnce(
  bytes: Uint8Array,
  failOn: SharpOptions['failOn'],
  page: number,
  largest: number,
): Promise<Frame['image']> {
  let pipe = sharp(bytes, options(failOn, page)).autoOrient();
  const size = uprightSize(await headerOf(bytes));
  const scale = Math.sqrt(largest / (size[0] * size[1]));
  if (scale < 1)
    pipe = pipe.resize(Math.max(1, Math.round(size[0] * scale)), Math.max(1, Math.round(size[1] * scale)), {
      fit: 'fill',
    });
  const { data, info } = await pipe
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { data, width: info.width, height: info.height };
  return { data: toRgb(data, info.channels), width: info.width, height: info.height };
}

/** Grey stays one channel even when sRGB is asked for. */
function toRgb(data: Uint8Array, channels: number): Uint8Array {
  const pixels = data.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    rgb[i * 3] = data[i * channels]!;
    rgb[i * 3 + 1] = data[i * channels + (channels > 2 ? 1 : 0)]!;
    rgb[i * 3 + 2] = data[i * channels + (channels > 2 ? 2 : 0)]!;
  }
  return rgb;
}

/**
 * Decodes one page, with at most `largest` pixels. What is cut off or broken is decoded as far as it goes and marked
 * `damaged`: phones show it too. Rejects with DecodeError when nothing can be shown.
 */
export async function decodeStill(bytes: Uint8Array, page: number, largest: number): Promise<Frame> {
  try {
    return { image: await decodeOnce(bytes, 'error', page, largest), damaged: false };
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    if (isTooLarge(error)) throw new DecodeError('too-large');
  }
  try {
    return { image: await decodeOnce(bytes, 'none', page, largest), damaged: true };
  } catch (error) {
    throw new DecodeError(isTooLarge(error) ? 'too-large' : 'damaged');
  }
}
