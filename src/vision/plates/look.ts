/** How much a line of text looks as if it stood on a plate, before anybody reads it. */
import type { RawImage } from '../raw-image.js';
import { growQuad, type Quad, quadHeight, quadWidth } from './geometry.js';
import { rectify } from './rectify.js';

export interface Look {
  /** Length of the line over the height of its capitals. */
  readonly aspect: number;
  /** Height of the capitals in the picture's pixels. */
  readonly capHeight: number;
  /** 0…255: light of ground and signs apart. */
  readonly contrast: number;
  /** Spread of the ground over the contrast: small on a plate, large on foliage or over a photo. */
  readonly groundNoise: number;
  /** Signs darker than their ground. */
  readonly darkOnLight: boolean;
  /** 0…1: how strongly coloured the ground is, and its hue in degrees. */
  readonly groundSaturation: number;
  readonly groundHue: number;
  /** 0…1: share of the length along which an edge runs above, and below, near the signs. */
  readonly edgeAbove: number;
  readonly edgeBelow: number;
  /** 0…1: an edge, or a band of another colour, closes the line on its left and right. */
  readonly edgeLeft: number;
  readonly edgeRight: number;
  /** 0…1: a blue band on the left (European Union). */
  readonly blueBand: number;
  /** 0…1: share of ink where signs are. */
  readonly ink: number;
}

/** Rows of the flat patch between top and bottom of the detected line. */
const TEXT_ROWS = 32;
/** Shown around the line, in heights of it. */
const MARGIN = 0.6;

const luma = (d: Uint8Array, p: number): number => d[p]! * 0.299 + d[p + 1]! * 0.587 + d[p + 2]! * 0.114;

function otsu(values: Float32Array): number {
  const histogram = new Float64Array(64);
  for (const v of values) histogram[Math.min(63, v >> 2)]!++;
  let total = 0;
  for (let i = 0; i < 64; i++) total += i * histogram[i]!;
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let at = 32;
  for (let i = 0; i < 63; i++) {
    below += histogram[i]!;
    sumBelow += i * histogram[i]!;
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const apart = sumBelow / below - (total - sumBelow) / above;
    const between = below * above * apart * apart;
    if (between > best) {
      best = between;
      at = i + 1;
    }
  }
  return at * 4;
}

/** Looks at the surroundings of a line of text. */
export function lookAt(image: RawImage, rect: Quad): Look {
  const h = quadHeight(rect) || 1;
  const w = quadWidth(rect);
  const margin = h * MARGIN;
  const side = Math.round(TEXT_ROWS * MARGIN);
  const rows = TEXT_ROWS + 2 * side;
  const columns = Math.min(420, Math.max(16, Math.round((w / h) * TEXT_ROWS))) + 2 * side;
  const patch = rectify(image, growQuad(rect, margin, margin), columns, rows);
  const light = new Float32Array(rows * columns);
  for (let i = 0; i < light.length; i++) light[i] = luma(patch.data, i * 3);

  const [x0, x1, y0, y1] = [side, columns - side, side, rows - side];
  const inner: number[] = [];
  // Only the middle: at the rim of a small plate's line its surroundings show already.
  const rim = Math.round(TEXT_ROWS * 0.26);
  const ends = Math.round((x1 - x0) * 0.06);
  for (let y = y0 + rim; y < y1 - rim; y++)
    for (let x = x0 + ends; x < x1 - ends; x++) inner.push(light[y * columns + x]!);
  const threshold = otsu(Float32Array.from(inner));
  let [dark, bright, nDark, nBright] = [0, 0, 0, 0];
  for (const v of inner)
    if (v < threshold) {
      dark += v;
      nDark++;
    } else {
      bright += v;
      nBright++;
    }
  dark /= nDark || 1;
  bright /= nBright || 1;
  const contrast = bright - dark;
  const patchOf: Patch = { patch, light, columns, rows, x0, x1, y0, y1, side, rim, threshold, contrast };
  const scale = h / TEXT_ROWS;
  // Which of the two is ink? The rarer, unless bold signs fill half of it: then the one whose plate has edges.
  const share = nBright / (nBright + nDark);
  const usual = measure(patchOf, share >= 0.5, scale);
  if (share < 0.36 || share > 0.64) return usual;
  const other = measure(patchOf, share < 0.5, scale);
  return plausible(other) > plausible(usual) ? other : usual;
}

const plausible = (look: Look): number => look.edgeAbove + look.edgeBelow + (look.darkOnLight ? 0.3 : 0);

interface Patch {
  readonly patch: RawImage;
  readonly light: Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** The line itself inside of its margins. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly side: number;
  readonly rim: number;
  readonly threshold: number;
  readonly contrast: number;
}

function measure(flat: Patch, darkOnLight: boolean, scale: number): Look {
  const { patch, light, columns, rows, x0, x1, y0, y1, side, rim, threshold, contrast } = flat;
  const isInk = (v: number): boolean => v < threshold === darkOnLight;

  // Rows that signs fill: where the capitals begin and end.
  const ink = new Float32Array(rows);
  for (let y = 0; y < rows; y++) {
    let n = 0;
    for (let x = x0; x < x1; x++) if (isInk(light[y * columns + x]!)) n++;
    ink[y] = n / (x1 - x0);
  }
  const middle = ink.subarray(y0 + rim, y1 - rim);
  const typical = [...middle].sort((a, b) => a - b)[middle.length >> 1]! || 0.01;
  // Calm rows are ground above or below the signs; rows nearly full of ink lie beyond the plate.
  const isText = (y: number): boolean => ink[y]! > typical * 0.35 && ink[y]! < Math.max(0.72, typical * 1.6);
  let top = (y0 + y1) >> 1;
  let bottom = top;
  while (top > y0 - 4 && isText(top - 1)) top--;
  while (bottom < y1 + 3 && isText(bottom + 1)) bottom++;
  const cap = Math.max(6, bottom - top + 1);

  // The ground: its colour and calm, between the signs.
  let [n, r, g, b, squares, sum] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y <= bottom; y++)
    for (let x = x0; x < x1; x++) {
      const i = y * columns + x;
      if (isInk(light[i]!)) continue;
      n++;
      r += patch.data[i * 3]!;
      g += patch.data[i * 3 + 1]!;
      b += patch.data[i * 3 + 2]!;
      sum += light[i]!;
      squares += light[i]! * light[i]!;
    }
  n ||= 1;
  const spread = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
  const [hue, saturation] = colourOf(r / n, g / n, b / n);

  const step = 0.22 * contrast;
  /** Best share of columns that change the same way between two rows, within reach of the signs. */
  const edge = (from: number, direction: -1 | 1): number => {
    let best = 0;
    for (let k = -1; k <= cap * 0.42; k++) {
      const y = from + direction * k;
      const beyond = y + direction * 2;
      if (beyond < 0 || beyond >= rows) break;
      let darker = 0;
      let lighter = 0;
      for (let x = x0; x < x1; x++) {
        const change = light[beyond * columns + x]! - light[y * columns + x]!;
        if (change < -step) darker++;
        else if (change > step) lighter++;
      }
      best = Math.max(best, darker, lighter);
    }
    return best / (x1 - x0);
  };
  const upright = (from: number, direction: -1 | 1): number => {
    let best = 0;
    for (let k = 1; k < side + 6; k++) {
      const x = from + direction * k;
      const beyond = x + direction * 2;
      if (beyond < 0 || beyond >= columns || x < 0 || x >= columns) break;
      let darker = 0;
      let lighter = 0;
      for (let y = top; y <= bottom; y++) {
        const change = light[y * columns + beyond]! - light[y * columns + x]!;
        if (change < -step) darker++;
        else if (change > step) lighter++;
      }
      best = Math.max(best, darker, lighter);
    }
    return best / cap;
  };
  // The band is bluer and darker than the ground; over a blue wall everything is blue.
  const groundBlue = (b - r) / n;
  const groundLight = sum / n;
  let blue = 0;
  let blueOf = 0;
  for (let x = 0; x < x0 + 4; x++) {
    let column = 0;
    for (let y = top; y <= bottom; y++) {
      const i = y * columns + x;
      const [R, G, B] = [patch.data[i * 3]!, patch.data[i * 3 + 1]!, patch.data[i * 3 + 2]!];
      if (B > 1.15 * R && B > G + 4 && B - R > groundBlue + 16 && light[i]! < groundLight - 0.3 * contrast)
        column++;
    }
    blueOf++;
    blue += column / cap > 0.5 ? 1 : 0;
  }
  return {
    aspect: (x1 - x0) / cap,
    capHeight: cap * scale,
    contrast,
    groundNoise: contrast > 0 ? spread / contrast : 9,
    darkOnLight,
    groundSaturation: saturation,
    groundHue: hue,
    edgeAbove: edge(top, -1),
    edgeBelow: edge(bottom, 1),
    edgeLeft: upright(x0 + 5, -1),
    edgeRight: upright(x1 - 5, 1),
    blueBand: Math.min(1, blue / (blueOf * 0.3)),
    ink: typical,
  };
}

/** Hue in degrees and saturation 0…1. */
function colourOf(r: number, g: number, b: number): [number, number] {
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  if (range === 0) return [0, 0];
  const hue = most === r ? ((g - b) / range) % 6 : most === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return [(hue * 60 + 360) % 360, range / Math.max(48, most)];
}
