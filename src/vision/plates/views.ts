/**
 * What of a picture is looked at, and how large: the whole at a base size, and for larger pictures its likeliest places
 * at a finer scale, laid side by side on one canvas so that the network's time stays bounded.
 */
import sharp from 'sharp';
import type { RawImage } from '../raw-image.js';
import { STRIDE } from './detect.js';
import type { Point } from './geometry.js';
import { hotSpots } from './heat.js';

/** A canvas for the detector and the way back from it. */
export interface View {
  readonly canvas: RawImage;
  /** Pixels of the canvas for one of the picture. */
  readonly scale: number;
  /** A canvas point in the picture's pixels; null in a gap between two places. `hint` picks the place. */
  readonly toPicture: (p: Point, hint: Point) => Point | null;
}

export interface ViewSettings {
  /** Longest side of the whole picture on its canvas, pixels: where it is the only view, and where finer ones follow. */
  readonly onlySide: number;
  readonly baseSide: number;
  /** Small pictures are enlarged by at most this. */
  readonly enlarge: number;
  /** Longest side of the picture at the finer scale. */
  readonly fineSide: number;
  /** Places looked at in the finer scale for each megapixel of the picture, and at most. */
  readonly placesPerMegapixel: number;
  readonly mostPlaces: number;
}

const up = (value: number, step: number): number => Math.max(step, Math.ceil(value / step) * step);

const resized = async (image: RawImage, width: number, height: number): Promise<Uint8Array> =>
  image.width === width && image.height === height
    ? image.data
    : sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
        .resize(width, height, { fit: 'fill', kernel: 'cubic', fastShrinkOnLoad: false })
        .raw()
        .toBuffer();

/** A picture that is hardly larger than the canvas needs no second look. */
const hasFineViews = (image: RawImage, settings: ViewSettings): boolean =>
  Math.max(image.width, image.height) > settings.onlySide * 1.2;

/** The whole picture. */
export async function wholeView(image: RawImage, settings: ViewSettings): Promise<View> {
  const side = hasFineViews(image, settings) ? settings.baseSide : settings.onlySide;
  const scale = Math.min(side / Math.max(image.width, image.height), settings.enlarge);
  // A panorama's short side would vanish, and rounding to the stride must not distort it.
  const width = Math.max(STRIDE, Math.round((image.width * scale) / STRIDE) * STRIDE);
  const height = Math.max(STRIDE, Math.round((image.height * scale) / STRIDE) * STRIDE);
  const data = await resized(image, width, height);
  const sx = image.width / width;
  const sy = image.height / height;
  return { canvas: { data, width, height }, scale, toPicture: (p) => [p[0] * sx, p[1] * sy] };
}

/** Width and height of a place, and the grey between two. A plate of 40 pixels' height fits with its surroundings. */
const PLACE: readonly [number, number] = [216, 88];
const GAP = 8;
const COLUMNS = 4;
const GREY = 124;
/** Places on one canvas: between two canvases the clock is looked at. */
const ROWS = 6;

/** The likeliest places of a large picture. Nothing for pictures that the whole view shows large enough. */
export async function fineViews(image: RawImage, settings: ViewSettings): Promise<View[]> {
  const longest = Math.max(image.width, image.height);
  const scale = Math.min(1, settings.fineSide / longest);
  if (!hasFineViews(image, settings)) return [];
  const width = Math.round(image.width * scale);
  const height = Math.round(image.height * scale);
  const data = await resized(image, width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < grey.length; i++, p += 3)
    grey[i] = (data[p]! * 77 + data[p + 1]! * 150 + data[p + 2]! * 29) >> 8;
  const megapixels = (image.width * image.height) / 1e6;
  const most = Math.min(settings.mostPlaces, Math.round(settings.placesPerMegapixel * megapixels));
  const spots = hotSpots(grey, width, height, most, [PLACE[0] * 0.45, PLACE[1] * 0.4]);
  const corners = spots.map(
    ({ at }): Point => [
      Math.round(Math.min(Math.max(0, at[0] - PLACE[0] / 2), Math.max(0, width - PLACE[0]))),
      Math.round(Math.min(Math.max(0, at[1] - PLACE[1] / 2), Math.max(0, height - PLACE[1]))),
    ],
  );
  const views: View[] = [];
  for (let from = 0; from < corners.length; from += COLUMNS * ROWS)
    views.push(mosaic({ data, width, height }, corners.slice(from, from + COLUMNS * ROWS), scale));
  return views;
}

function mosaic(fine: RawImage, corners: readonly Point[], scale: number): View {
  const [w, h] = [PLACE[0] + GAP, PLACE[1] + GAP];
  const columns = Math.min(COLUMNS, corners.length);
  const width = up(columns * w, STRIDE);
  const height = up(Math.ceil(corners.length / columns) * h, STRIDE);
  const data = new Uint8Array(width * height * 3).fill(GREY);
  corners.forEach(([x, y], i) => {
    const left = (i % columns) * w;
    const top = Math.floor(i / columns) * h;
    const bytes = Math.min(PLACE[0], fine.width - x) * 3;
    for (let r = 0; r < Math.min(PLACE[1], fine.height - y); r++) {
      const from = ((y + r) * fine.width + x) * 3;
      data.set(fine.data.subarray(from, from + bytes), ((top + r) * width + left) * 3);
    }
  });
  const toPicture = (p: Point, hint: Point): Point | null => {
    const column = Math.floor(hint[0] / w);
    const row = Math.floor(hint[1] / h);
    const corner = column < columns ? corners[row * columns + column] : undefined;
    if (!corner) return null;
    return [(p[0] - column * w + corner[0]) / scale, (p[1] - row * h + corner[1]) / scale];
  };
  return { canvas: { data, width, height }, scale, toPicture };
}
