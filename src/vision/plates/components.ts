/** Connected regions of a probability map. */
import { convexHull, type Point } from './geometry.js';

export interface Component {
  /** Convex hull in pixels of the map. */
  readonly hull: readonly Point[];
  readonly area: number;
  /** Mean probability inside. */
  readonly score: number;
}

/**
 * Regions of 4-connected pixels of at least `threshold`.
 * @param least smallest number of pixels that counts
 */
export function findComponents(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
  least: number,
): Component[] {
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const found: Component[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] !== 0 || map[start]! < threshold) continue;
    let top = 0;
    stack[top++] = start;
    seen[start] = 1;
    let area = 0;
    let sum = 0;
    // For the hull only the ends of each row matter.
    const ends = new Map<number, [number, number]>();
    while (top > 0) {
      const at = stack[--top]!;
      const x = at % width;
      const y = (at - x) / width;
      area++;
      sum += map[at]!;
      const row = ends.get(y);
      if (row === undefined) ends.set(y, [x, x]);
      else {
        if (x < row[0]) row[0] = x;
        if (x > row[1]) row[1] = x;
      }
      const visit = (next: number): void => {
        if (seen[next] === 0 && map[next]! >= threshold) {
          seen[next] = 1;
          stack[top++] = next;
        }
      };
      if (x > 0) visit(at - 1);
      if (x + 1 < width) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y + 1 < height) visit(at + width);
    }
    if (area < least) continue;
    const points: Point[] = [];
    for (const [y, [x0, x1]] of ends) points.push([x0, y], [x1 + 1, y], [x0, y + 1], [x1 + 1, y + 1]);
    found.push({ hull: convexHull(points), area, score: sum / area });
  }
  return found;
}
