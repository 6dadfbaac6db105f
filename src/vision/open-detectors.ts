/** The real detectors: plates by OCR, faces by two networks of their own. Loading takes a second or two. */
import type { Detectors } from './detectors.js';
import { openFaceFinder } from './faces/index.js';
import { openPlateReader } from './plates/index.js';

/** Part of the time that plates may take when both are hard to find. */
const FOR_PLATES = 0.6;

/** The pixels and tensors of one step are large: they go before the next step needs room for its own. */
const makeRoom = (): void => void globalThis.gc?.();

/** Rejects when a model can't be loaded. */
export async function openDetectors(): Promise<Detectors> {
  const [plates, faces] = await Promise.all([openPlateReader(), openFaceFinder()]);
  return {
    // One after the other: both use every core that there is.
    async detect(image, deadlineMs) {
      makeRoom();
      const began = performance.now();
      const spent = (): number => performance.now() - began;
      const forPlates = deadlineMs * FOR_PLATES;
      const found = await plates.read(image, { deadlineMs: forPlates });
      const afterPlates = spent();
      makeRoom();
      const forFaces = Math.max(100, deadlineMs - afterPlates);
      const seen = await faces.find(image, { deadlineMs: forFaces });
      return {
        plates: found.map(({ text, readable, box, confidence }) => ({ text, readable, box, confidence })),
        faces: seen,
        complete: afterPlates < forPlates && spent() - afterPlates < forFaces,
      };
    },
    async close() {
      await Promise.all([plates.close(), faces.close()]);
    },
  };
}
