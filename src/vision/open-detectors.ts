/** The real detectors: plates by OCR, faces by their own model. Loading takes a second or two. */
import type { SeenFace, SeenPlate } from './api.js';
import type { Detectors } from './detectors.js';
import type { RawImage } from './raw-image.js';

interface Limits {
  readonly deadlineMs?: number;
}
interface PlateModule {
  openPlateReader(): Promise<{
    read(image: RawImage, limits?: Limits): Promise<readonly SeenPlate[]>;
    close(): Promise<void>;
  }>;
}
interface FaceModule {
  openFaceFinder(): Promise<{
    find(image: RawImage, limits?: Limits): Promise<readonly SeenFace[]>;
    close(): Promise<void>;
  }>;
}

const load = async <T>(path: string): Promise<T> => (await import(new URL(path, import.meta.url).href)) as T;

/** Rejects when a model can't be loaded. */
export async function openDetectors(): Promise<Detectors> {
  const [plates, faces] = await Promise.all([
    load<PlateModule>('./plates/index.js').then((m) => m.openPlateReader()),
    load<FaceModule>('./faces/index.js').then((m) => m.openFaceFinder()),
  ]);
  return {
    // One after the other: both use every core that there is.
    async detect(image, deadlineMs) {
      const began = performance.now();
      const found = await plates.read(image, { deadlineMs: deadlineMs * 0.6 });
      const left = Math.max(100, deadlineMs - (performance.now() - began));
      return { plates: found, faces: await faces.find(image, { deadlineMs: left }) };
    },
    async close() {
      await Promise.all([plates.close(), faces.close()]);
    },
  };
}
