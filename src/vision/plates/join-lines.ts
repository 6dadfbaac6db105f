/** Plates of motorcycles, mopeds and some trailers have two lines: which lines stand as one plate's would. */
import { distance, type Point, type Quad, quadAngle, quadCentre, quadHeight, quadWidth } from './geometry.js';

/** The quadrilateral that covers both. */
export const joinedQuad = (above: Quad, below: Quad): Quad => {
  const centre = quadCentre(above);
  const angle = quadAngle(above);
  const u: Point = [Math.cos(angle), Math.sin(angle)];
  const local = [...above, ...below].map(
    (p): Point => [
      (p[0] - centre[0]) * u[0] + (p[1] - centre[1]) * u[1],
      -(p[0] - centre[0]) * u[1] + (p[1] - centre[1]) * u[0],
    ],
  );
  const xs = local.map((p) => p[0]);
  const ys = local.map((p) => p[1]);
  const back = (x: number, y: number): Point => [
    centre[0] + x * u[0] - y * u[1],
    centre[1] + x * u[1] + y * u[0],
  ];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return [back(x0, y0), back(x1, y0), back(x1, y1), back(x0, y1)];
};

/** Whether `below` can be the second line of a plate whose first is `above`. */
export function areTwoLines(above: Quad, below: Quad): boolean {
  const h1 = quadHeight(above);
  const h2 = quadHeight(below);
  const w1 = quadWidth(above);
  const w2 = quadWidth(below);
  const h = (h1 + h2) / 2;
  if (h1 > 1.8 * h2 || h2 > 1.8 * h1) return false;
  if (Math.abs(quadAngle(above) - quadAngle(below)) > 0.3) return false;
  const a = quadCentre(above);
  const b = quadCentre(below);
  const angle = quadAngle(above);
  const dx = (b[0] - a[0]) * Math.cos(angle) + (b[1] - a[1]) * Math.sin(angle);
  const dy = -(b[0] - a[0]) * Math.sin(angle) + (b[1] - a[1]) * Math.cos(angle);
  if (dy < 0.6 * h || dy > 1.9 * h) return false;
  if (Math.abs(dx) > 0.35 * Math.max(w1, w2)) return false;
  // A plate of two lines is nearly as high as it is wide.
  const aspect = Math.max(w1, w2) / (distance(a, b) + h);
  return aspect > 0.6 && aspect < 2.9;
}
