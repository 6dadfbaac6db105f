import type { Sharp } from 'sharp';
import type { RawImage } from '../../../src/vision/raw-image.js';

/** The picture as the detectors get it. */
export async function raw(picture: Sharp): Promise<RawImage> {
  const { data, info } = await picture
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}
