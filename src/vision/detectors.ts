/** The two detectors behind one door, as the look needs them; tests bring their own. */
import type { SeenFace, SeenPlate } from './api.js';
import type { RawImage } from './raw-image.js';

export interface Sighting {
  readonly plates: readonly SeenPlate[];
  readonly faces: readonly SeenFace[];
  /** False: the time was up before all of the picture was looked at; more may be in it. */
  readonly complete: boolean;
}

export interface Detectors {
  /** Looks for both within about `deadlineMs` milliseconds. */
  detect(image: RawImage, deadlineMs: number): Promise<Sighting>;
  close(): Promise<void>;
}
