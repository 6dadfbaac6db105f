import sharp from 'sharp';
import type { RawImage } from '../raw-image.js';

/** The picture with at most `largest` pixels. */
export async function shrink(image: RawImage, largest: number): Promise<RawImage> {
  const scale = Math.sqrt(largest / (image.width * image.height));
  if (scale >= 1) return image;
  const { data, info } = await sharp(image.data, {
    raw: { width: image.width, height: image.height, channels: 3 },
  })
    .resize(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)), {
      fit: 'fill',
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
