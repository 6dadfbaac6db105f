import type { RawImage } from '../raw-image.js';
import { openBlaze } from './blaze-detector.js';
import { type Face, findFaces } from './find-faces.js';
import { readFaceSettings } from './settings.js';
import { openSsd } from './ssd-detector.js';

export type { Face } from './find-faces.js';

export interface FaceFinder {
  /**
   * Faces in the picture, the surest first; `confidence` says how sure it is that it is a face *and* recognisable.
   * @param options.deadlineMs after about this many milliseconds it tells what it has. Default: 3000.
   */
  find(image: RawImage, options?: { readonly deadlineMs?: number }): Promise<readonly Face[]>;
  close(): Promise<void>;
}

const THREADS = 2;

/** Loads both networks (about a second). @throws when a package or a section of rules/vision.yaml is missing. */
export async function openFaceFinder(): Promise<FaceFinder> {
  const settings = await readFaceSettings();
  const [ssd, blaze] = await Promise.all([openSsd(THREADS), openBlaze(THREADS)]);
  return {
    find: (image, options = {}) => findFaces(image, { ssd, blaze }, settings, options.deadlineMs ?? 3000),
    close: async () => {
      await Promise.all([ssd.close(), blaze.close()]);
    },
  };
}
