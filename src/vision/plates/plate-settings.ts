/** Section `plates` of rules/vision.yaml. */
import { z } from 'zod';
import { visionSection } from '../settings.js';

const share = z.number().min(0).max(1);
const weights = z.strictObject({
  base: z.number(),
  series: z.number(),
  sure: z.number(),
  lowerCase: z.number(),
  edges: z.number(),
  ends: z.number(),
  noise: z.number(),
  blueBand: z.number(),
  coloured: z.number(),
  lightInk: z.number(),
  small: z.number(),
  faint: z.number(),
  shape: z.number(),
  crowd: z.number(),
  beside: z.number(),
});

export const plateSettings = z.strictObject({
  /** From here a plate is blocked; from `reviewFrom` a person looks. Confidence, 0…1. */
  blockFrom: share,
  reviewFrom: share,
  view: z.strictObject({
    onlySide: z.number().int().min(320).max(2048),
    baseSide: z.number().int().min(320).max(2048),
    enlarge: z.number().min(1).max(4),
    fineSide: z.number().int().min(640).max(6000),
    placesPerMegapixel: z.number().min(0).max(100),
    mostPlaces: z.number().int().min(0).max(200),
  }),
  detect: z.strictObject({ pixelFrom: share, lineFrom: share }),
  /** Lines that are read at most. */
  mostLines: z.number().int().min(1).max(64),
  readable: z.strictObject({
    /** Least height of its capitals in the picture's pixels. */
    capHeight: z.number().min(1),
    /** Least mean probability of its characters. */
    sure: share,
  }),
  /** What speaks for a plate, in log-odds. */
  weights,
});
export type PlateSettings = z.infer<typeof plateSettings>;
export type PlateWeights = z.infer<typeof weights>;

/** @throws when the section is absent or not as it should be; the message names the key. */
export const loadPlateSettings = (file?: string): Promise<PlateSettings> =>
  visionSection('plates', plateSettings, file);
