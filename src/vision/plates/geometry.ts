/** Plane geometry of text lines: hulls, rectangles of any angle, quadrilaterals, perspective. */
import type { Box } from '../raw-image.js';

export type Point = readonly [number, number];
/** Corners clockwise as the text reads: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

const cross = (o: Point, a: Point, b: Point): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Convex hull (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      while (chain.length >= 2 && cross(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Corners in reading order: the long side lies nearest to horizontal, its text upright. */
function inReadingOrder(corners: readonly Point[]): Quad {
  const [a, b, c, d] = corners as unknown as Quad;
  const first = distance(a, b) >= distance(b, c) ? [a, b, c, d] : [b, c, d, a];
  const [p, q, r, s] = first as unknown as Quad;
  // Image axes: y grows downwards, so a hull from the chain above is counter-clockwise on paper, clockwise here.
  const flipped = q[0] - p[0] < 0;
  const quad: Quad = flipped ? [r, s, p, q] : [p, q, r, s];
  return quad;
}

/** Rectangle of the smallest area around a hull, corners in reading order. */
export function minAreaRect(hull: readonly Point[]): Quad {
  if (hull.length < 3) {
    const xs = hull.map((p) => p[0]);
    const ys = hull.map((p) => p[1]);
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ];
  }
  let best: Point[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i]!;
    const b = hull[(i + 1) % hull.length]!;
    const length = distance(a, b);
    if (length === 0) continue;
    const ux = (b[0] - a[0]) / length;
    const uy = (b[1] - a[1]) / length;
    let [s0, s1, t0, t1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const p of hull) {
      const s = p[0] * ux + p[1] * uy;
      const t = -p[0] * uy + p[1] * ux;
      s0 = Math.min(s0, s);
      s1 = Math.max(s1, s);
      t0 = Math.min(t0, t);
      t1 = Math.max(t1, t);
    }
    const area = (s1 - s0) * (t1 - t0);
    if (area < least) {
      least = area;
      const at = (s: number, t: number): Point => [s * ux - t * uy, s * uy + t * ux];
      best = [at(s0, t0), at(s1, t0), at(s1, t1), at(s0, t1)];
    }
  }
  return inReadingOrder(best);
}

export const quadWidth = (q: Quad): number => (distance(q[0], q[1]) + distance(q[3], q[2])) / 2;
export const quadHeight = (q: Quad): number => (distance(q[0], q[3]) + distance(q[1], q[2])) / 2;
export const quadCentre = (q: Quad): Point => [
  (q[0][0] + q[1][0] + q[2][0] + q[3][0]) / 4,
  (q[0][1] + q[1][1] + q[2][1] + q[3][1]) / 4,
];
/** Radians that its reading direction turns from horizontal, clockwise. */
export const quadAngle = (q: Quad): number =>
  Math.atan2(q[1][1] + q[2][1] - q[0][1] - q[3][1], q[1][0] + q[2][0] - q[0][0] - q[3][0]);

/** Grown by `left`, `top`, `right`, `bottom` pixels along its own axes (negative: shrunk). */
export function growQuad(q: Quad, left: number, top: number, right = left, bottom = top): Quad {
  const along = (from: Point, to: Point): Point => {
    const d = distance(from, to) || 1;
    return [(to[0] - from[0]) / d, (to[1] - from[1]) / d];
  };
  const ut = along(q[0], q[1]);
  const ub = along(q[3], q[2]);
  const vl = along(q[0], q[3]);
  const vr = along(q[1], q[2]);
  const move = (p: Point, u: Point, du: number, v: Point, dv: number): Point => [
    p[0] + u[0] * du + v[0] * dv,
    p[1] + u[1] * du + v[1] * dv,
  ];
  return [
    move(q[0], ut, -left, vl, -top),
    move(q[1], ut, right, vr, -top),
    move(q[2], ub, right, vr, bottom),
    move(q[3], ub, -left, vl, bottom),
  ];
}

export const mapQuad = (q: Quad, f: (p: Point) => Point): Quad => [f(q[0]), f(q[1]), f(q[2]), f(q[3])];

/** Upright box around a quadrilateral, cut to the picture. */
export function boxOf(q: Quad, width: number, height: number): Box {
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const xs = q.map((p) => p[0]);
  const ys = q.map((p) => p[1]);
  const x = Math.floor(clamp(Math.min(...xs), width));
  const y = Math.floor(clamp(Math.min(...ys), height));
  return [x, y, Math.ceil(clamp(Math.max(...xs), width)) - x, Math.ceil(clamp(Math.max(...ys), height)) - y];
}

export type Homography = readonly [number, number, number, number, number, number, number, number];

/** Takes the unit square (0,0)(1,0)(1,1)(0,1) to the quadrilateral (Heckbert). */
export function squareToQuad(q: Quad): Homography {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = q;
  const sx = x0 - x1 + x2 - x3;
  const sy = y0 - y1 + y2 - y3;
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const det = dx1 * dy2 - dx2 * dy1;
  // A parallelogram (or one without area, which no homography can repair) is affine.
  if ((sx === 0 && sy === 0) || Math.abs(det) < 1e-9)
    return [x1 - x0, x3 - x0, x0, y1 - y0, y3 - y0, y0, 0, 0];
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h];
}

export function project(m: Homography, u: number, v: number): Point {
  const w = m[6] * u + m[7] * v + 1;
  return [(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w];
}

/** Share of the smaller box that both cover. */
export function overlap(a: Box, b: Box): number {
  const w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / Math.max(1, Math.min(a[2] * a[3], b[2] * b[3]));
}
