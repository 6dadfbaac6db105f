/** What the camera and the hour do to a picture. */
import sharp, { type Sharp } from 'sharp';
import type { RawImage } from '../../raw-image.js';
import { between, type Random } from './random.js';

const pipeline = (image: RawImage) =>
  sharp(image.data, {
    raw: { width: image.width, height: image.height, channels: 3 },
    limitInputPixels: false,
  });

async function raw(image: Sharp): Promise<RawImage> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  };
}

export const blurred = (image: RawImage, sigma: number): Promise<RawImage> =>
  raw(pipeline(image).blur(Math.max(0.3, sigma)));

/** Moved while the shutter was open, `length` pixels to the right. */
export async function moved(image: RawImage, length: number): Promise<RawImage> {
  const n = Math.max(3, Math.round(length) | 1);
  const kernel = Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) === n >> 1 ? 1 : 0));
  return raw(pipeline(image).convolve({ width: n, height: n, kernel, scale: n }));
}

/** Gaussian noise of that deviation, after light × gain + lift. */
export function exposed(
  image: RawImage,
  random: Random,
  gain: number,
  lift: number,
  noise: number,
): RawImage {
  const data = new Uint8Array(image.data.length);
  // A table of noise read from a place that jumps: enough for grain, and quick for twelve megapixels.
  const grain = Float32Array.from(
    { length: 8192 },
    () => (random() + random() + random() + random() - 2) * 1.73 * noise,
  );
  let at = Math.floor(random() * 8192);
  for (let i = 0; i < data.length; i++) {
    at = (at * 5 + 1 + (i & 7)) & 8191;
    const v = image.data[i]! * gain + lift + grain[at]!;
    data[i] = Math.min(255, Math.max(0, v));
  }
  return { data, width: image.width, height: image.height };
}

/** Streaks and drops. */
export async function rained(image: RawImage, random: Random): Promise<RawImage> {
  const { width: w, height: h } = image;
  const streaks = Array.from({ length: 350 }, () => {
    const x = random() * w;
    const y = random() * h;
    const l = between(random, 0.02, 0.06) * h;
    return `<path d="M${x} ${y}l${-l * 0.15} ${l}" stroke="#dfe6ee" stroke-width="${Math.max(1, w / 900)}" opacity="${between(random, 0.1, 0.45)}"/>`;
  }).join('');
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="${w}" height="${h}" fill="#9aa3ad" opacity=".25"/>${streaks}</svg>`,
  );
  return raw(pipeline(image).composite([{ input: svg }]));
}

/** Photographed from a screen: its grid of dots, and a dull light. */
export function fromScreen(image: RawImage, pitch: number): RawImage {
  const data = new Uint8Array(image.data.length);
  for (let y = 0, p = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++)
      for (let c = 0; c < 3; c++, p++) {
        const dots =
          0.86 +
          0.14 *
            Math.cos(((x * 1.03 + y * 0.04 + c * 0.33) * 2 * Math.PI) / pitch) *
            Math.cos(((y * 0.98 - x * 0.03) * 2 * Math.PI) / pitch);
        data[p] = Math.min(255, image.data[p]! * 0.86 * dots + 22);
      }
  return { data, width: image.width, height: image.height };
}

/** Saved as JPEG and opened again. */
export const jpeged = async (image: RawImage, quality: number): Promise<RawImage> =>
  raw(
    sharp(
      await pipeline(image)
        .jpeg({ quality: Math.round(quality) })
        .toBuffer(),
    ),
  );
