import type { Box, RawImage } from '../raw-image.js';

/**
 * A picture and its halvings (each pixel the mean of four), so that any scale can be sampled without skipping pixels.
 * Halvings are made when first asked for.
 */
export interface Pyramid {
  readonly image: RawImage;
  /** Level 0 is the picture itself, level n is 2ⁿ times smaller. */
  level(n: number): RawImage;
}

function halve(from: RawImage): RawImage {
  const width = Math.max(1, from.width >> 1);
  const height = Math.max(1, from.height >> 1);
  const data = new Uint8Array(width * height * 3);
  const right = from.width > 1 ? 3 : 0;
  const down = from.height > 1 ? from.width * 3 : 0;
  let to = 0;
  for (let y = 0; y < height; y++) {
    let at = 2 * y * from.width * 3;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, at++) {
        const sum =
          from.data[at]! + from.data[at + right]! + from.data[at + down]! + from.data[at + down + right]!;
        data[to++] = (sum + 2) >> 2;
      }
      at += 3;
    }
  }
  return { data, width, height };
}

export function pyramid(image: RawImage): Pyramid {
  const levels = [image];
  return {
    image,
    level: (n) => {
      while (levels.length <= n) levels.push(halve(levels[levels.length - 1]!));
      return levels[n]!;
    },
  };
}

/** What a network sees: which part of the picture, at which size. `region` may reach beyond the picture: grey is there. */
export interface View {
  readonly region: Box;
  readonly width: number;
  readonly height: number;
  /** Quarter turns clockwise that the content is turned by. */
  readonly turns?: 0 | 1 | 2 | 3;
}

/**
 * A part of the picture as the networks take it: planes of red, green, blue, values −1 to 1; what lies outside is mid-grey.
 * With `turns` 1 or 3, `width` and `height` are those after the turn.
 */
export function sample(source: Pyramid, view: View): Float32Array {
  const { width, height, turns = 0 } = view;
  const [rx, ry, rw, rh] = view.region;
  const flipped = turns % 2 === 1;
  const acrossX = flipped ? height : width;
  const acrossY = flipped ? width : height;
  const scale = Math.max(1, Math.min(rw / acrossX, rh / acrossY));
  const n = Math.floor(Math.log2(scale) + 0.25);
  const level = source.level(n);
  const factor = 1 / 2 ** n;
  const plane = width * height;
  const out = new Float32Array(plane * 3);
  const { data } = level;
  // Position in the level for each column and row before the turn.
  const axis = (from: number, length: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => (from + ((i + 0.5) / count) * length) * factor - 0.5);
  const xs = axis(rx, rw, acrossX);
  const ys = axis(ry, rh, acrossY);
  for (let j = 0; j < acrossY; j++) {
    const y = ys[j]!;
    if (y < -0.5 || y > level.height - 0.5) continue;
    const y0 = Math.min(level.height - 1, Math.max(0, Math.floor(y)));
    const y1 = Math.min(level.height - 1, y0 + 1);
    const fy = Math.max(0, y - y0);
    for (let i = 0; i < acrossX; i++) {
      const x = xs[i]!;
      if (x < -0.5 || x > level.width - 0.5) continue;
      const x0 = Math.min(level.width - 1, Math.max(0, Math.floor(x)));
      const x1 = Math.min(level.width - 1, x0 + 1);
      const fx = Math.max(0, x - x0);
      let to = j * width + i;
      if (turns === 1) to = i * width + (width - 1 - j);
      else if (turns === 2) to = (height - 1 - j) * width + (width - 1 - i);
      else if (turns === 3) to = (height - 1 - i) * width + j;
      const a = (y0 * level.width + x0) * 3;
      const b = (y0 * level.width + x1) * 3;
      const c = (y1 * level.width + x0) * 3;
      const d = (y1 * level.width + x1) * 3;
      const wa = (1 - fx) * (1 - fy);
      const wb = fx * (1 - fy);
      const wc = (1 - fx) * fy;
      const wd = fx * fy;
      for (let k = 0; k < 3; k++) {
        const value = data[a + k]! * wa + data[b + k]! * wb + data[c + k]! * wc + data[d + k]! * wd;
        out[k * plane + to] = value / 127.5 - 1;
      }
    }
  }
  return out;
}

/** A box in a view's pixels, back in the picture's. */
export function toPicture(view: View, [x, y, w, h]: Box): Box {
  const { width, height, turns = 0 } = view;
  const [rx, ry, rw, rh] = view.region;
  const [ux, uy, uw, uh, acrossX, acrossY] =
    turns === 1
      ? [y, width - x - w, h, w, height, width]
      : turns === 2
        ? [width - x - w, height - y - h, w, h, width, height]
        : turns === 3
          ? [height - y - h, x, h, w, height, width]
          : [x, y, w, h, width, height];
  return [rx + (ux / acrossX) * rw, ry + (uy / acrossY) * rh, (uw / acrossX) * rw, (uh / acrossY) * rh];
}

/** A point in a view's pixels, back in the picture's. */
export function pointToPicture(view: View, [x, y]: readonly [number, number]): readonly [number, number] {
  const [px, py] = toPicture(view, [x, y, 0, 0]);
  return [px, py];
}
