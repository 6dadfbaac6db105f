import type { RawImage } from '../raw-image.js';

/** One picture of a file: the only one, or a sampled moment of an animation. */
export interface Frame {
  readonly image: RawImage;
  /** It was cut off or broken: what is there can convict, but not acquit. */
  readonly damaged: boolean;
}

/** The pictures of a file, decoded one at a time so that memory holds one. */
export interface Frames {
  /** Width and height of the first, upright. */
  readonly size: readonly [number, number];
  /** True: more than one moment; no safe copy is made of it. */
  readonly animated: boolean;
  /** How many there are to look at. */
  readonly count: number;
  frame(index: number): Promise<Frame>;
}
