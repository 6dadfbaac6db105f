/** Bytes of a known format → the pictures to look at. */
import type { Format } from '../sniff.js';
import { DecodeError } from './decode-error.js';
import { decodeStill, headerOf, uprightSize } from './decode-still.js';
import type { Frames } from './frame.js';
import { heicFrames } from './heic.js';
import { FRAME_SIDE, KEPT_PIXELS, MAX_FRAMES } from './limits.js';
import { jpegsInPdf } from './pdf-pictures.js';
import { sampleMoments } from './sample-moments.js';
import { checkTgs } from './tgs.js';

/** Nothing to see: a drawing. */
export const NO_FRAMES: Frames = {
  size: [0, 0],
  animated: true,
  count: 0,
  frame: async () => {
    throw new DecodeError('damaged');
  },
};

async function raster(bytes: Uint8Array): Promise<Frames> {
  const meta = await headerOf(bytes);
  const pages = meta.pages ?? 1;
  const moments = sampleMoments(pages, MAX_FRAMES);
  const largest = pages > 1 ? FRAME_SIDE * FRAME_SIDE : KEPT_PIXELS;
  return {
    size: uprightSize(meta),
    animated: pages > 1,
    count: moments.length,
    frame: (index) => decodeStill(bytes, moments[index]!, largest),
  };
}

/** Several files as the moments of one: the frames of a film, the photos of a PDF. */
export async function framesOfFiles(files: readonly Uint8Array[]): Promise<Frames> {
  const first = files[0];
  if (!first) throw new DecodeError('damaged');
  return {
    size: uprightSize(await headerOf(first)),
    animated: true,
    count: files.length,
    frame: (index) => decodeStill(files[index]!, 0, KEPT_PIXELS),
  };
}

/** Rejects with DecodeError. Films come as the frames that ffmpeg made of them, see `framesOfFiles`. */
export async function openFrames(bytes: Uint8Array, format: Format): Promise<Frames> {
  switch (format) {
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'gif':
    case 'tiff':
    case 'avif':
    case 'svg':
      return raster(bytes);
    case 'heic':
      return heicFrames(bytes);
    case 'tgs':
      checkTgs(bytes);
      return NO_FRAMES;
    case 'pdf': {
      const photos = jpegsInPdf(bytes, MAX_FRAMES);
      return photos.length === 0 ? NO_FRAMES : framesOfFiles(photos);
    }
    case 'film':
    case 'unknown':
      throw new DecodeError('unsupported');
  }
}
