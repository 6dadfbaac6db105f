/** Pictures made by code: no photo of anybody is needed to test how pictures travel. */
import sharp, { type Sharp } from 'sharp';

/** Gradients and noise that no detector takes for anything. */
export const scene = (width = 320, height = 240): Buffer => {
  const data = Buffer.alloc(width * height * 3);
  let seed = 7;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      const at = (y * width + x) * 3;
      data[at] = (x * 160) / width + (seed % 23);
      data[at + 1] = (y * 120) / height + ((seed >> 8) % 23);
      data[at + 2] = 90 + ((seed >> 16) % 23);
    }
  return data;
};

export const picture = (width = 320, height = 240): Sharp =>
  sharp(scene(width, height), { raw: { width, height, channels: 3 } });

export const jpeg = (width = 320, height = 240): Promise<Buffer> => picture(width, height).jpeg().toBuffer();

/** A picture of one colour, for telling frames apart. */
export const plain = (colour: string, width = 64, height = 48): Sharp =>
  sharp({ create: { width, height, channels: 3, background: colour } });

/** An animation, one colour a frame. */
export async function animation(colours: readonly string[], format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(colours.map((c) => plain(c).png().toBuffer()));
  const joined = sharp(frames, { join: { animated: true } });
  return format === 'gif' ? joined.gif().toBuffer() : joined.webp({ lossless: true }).toBuffer();
}
