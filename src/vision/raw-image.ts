/** A picture as every part of vision sees it. */

/** Decoded picture: RGB, 8 bit, interleaved, upright (EXIF applied). */
export interface RawImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** x, y, width, height in the picture's pixels. */
export type Box = readonly [number, number, number, number];
