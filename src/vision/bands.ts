import { z } from 'zod';
import type { Bands } from './judge-look.js';
import { visionSection } from './settings.js';

const share = z.number().min(0).max(1);
/** What a section says of its band; where it says nothing, the rules' own `actFrom` and `reviewFrom` of pictures hold. */
const band = z
  .looseObject({ blockFrom: share.default(0.5), reviewFrom: share.default(0.25) })
  .refine((b) => b.reviewFrom <= b.blockFrom, 'reviewFrom must not be above blockFrom');

/**
 * From which confidence a picture goes, and from which a person looks: sections `plates` and `faces` of rules/vision.yaml.
 * @throws when a section is missing or wrong.
 */
export async function readBands(): Promise<Bands> {
  const [plates, faces] = await Promise.all([visionSection('plates', band), visionSection('faces', band)]);
  return {
    plates: { blockFrom: plates.blockFrom, reviewFrom: plates.reviewFrom },
    faces: { blockFrom: faces.blockFrom, reviewFrom: faces.reviewFrom },
  };
}
