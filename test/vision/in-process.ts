/** Vision without its process and its models: real decoding, deciding and covering; red is a plate, green a face. */
import { createHash } from 'node:crypto';
import type { Vision } from '../../src/vision/api.js';
import type { Bands } from '../../src/vision/judge-look.js';
import { lookAt } from '../../src/vision/look-at.js';
import { safeCopy } from '../../src/vision/redact/safe-copy.js';
import { sniff } from '../../src/vision/sniff.js';
import { fakeDetectors } from './fake-detectors.js';

const BANDS: Bands = {
  plates: { blockFrom: 0.5, reviewFrom: 0.25 },
  faces: { blockFrom: 0.5, reviewFrom: 0.25 },
};

export function inProcessVision(confidence = 0.95): Vision {
  const detectors = fakeDetectors(confidence);
  return {
    look: async (bytes) => ({
      ...(await lookAt({ bytes, format: sniff(bytes) }, detectors, BANDS, 5000)),
      fingerprint: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    }),
    redact: (bytes) => safeCopy({ bytes, format: sniff(bytes) }, detectors, BANDS, 5000),
    warmUp: async () => {},
    close: async () => {},
  };
}
