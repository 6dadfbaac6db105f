import { z } from 'zod';
import { visionSection } from '../settings.js';

const share = z.number().min(0).max(1);

const FaceSettingsSchema = z.strictObject({
  smallFaces: z.strictObject({ part: share, min: z.number().int(), max: z.number().int() }),
  border: share,
  candidateFrom: z.strictObject({ ssd: share, blaze: share }),
  maxPlaces: z.number().int().positive(),
  sureness: z.strictObject({
    base: z.number(),
    nearBlaze: z.number(),
    farBlaze: z.number(),
    nearSsd: z.number(),
    farSsd: z.number(),
    bothBlaze: z.number(),
    unconfirmed: share,
  }),
  height: z.strictObject({ min: z.number().positive(), sure: z.number().positive() }),
  flat: z.strictObject({ min: share, sure: share, takes: share }),
  detail: z.strictObject({ min: share, sure: share }),
});

/** The section `faces` of rules/vision.yaml, where each number is explained. */
export type FaceSettings = z.infer<typeof FaceSettingsSchema>;

/** @throws when the section is missing or wrong. */
export const readFaceSettings = (): Promise<FaceSettings> => visionSection('faces', FaceSettingsSchema);
