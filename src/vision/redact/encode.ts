import sharp from 'sharp';
import type { RawImage } from '../raw-image.js';

/** A fresh JPEG of the pixels: no EXIF, no GPS, no colour profile, no thumbnail. */
export const encode = (image: RawImage): Promise<Buffer> =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .jpeg({ quality: 86 })
    .toBuffer();
