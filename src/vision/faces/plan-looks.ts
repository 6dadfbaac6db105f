import type { Box } from '../raw-image.js';
import type { View } from './pyramid.js';

/**
 * A view that shows `region` with its longer side `side` pixels long, rounded up to what a network takes (`step`);
 * what is added by rounding is shown around the region.
 */
export function viewOf(region: Box, side: number, step: number, turns: 0 | 1 | 2 | 3 = 0): View {
  const [x, y, w, h] = region;
  const scale = side / Math.max(w, h);
  const up = (value: number): number => Math.max(step, Math.ceil(value / step - 1e-6) * step);
  const across = up(w * scale);
  const down = up(h * scale);
  const [rw, rh] = [across / scale, down / scale];
  const [width, height] = turns % 2 === 1 ? [down, across] : [across, down];
  return { region: [x - (rw - w) / 2, y - (rh - h) / 2, rw, rh], width, height, turns };
}

/** A region grown on each side by `border` times its width and height. */
export function withBorder([x, y, w, h]: Box, border: number): Box {
  return [x - w * border, y - h * border, w * (1 + 2 * border), h * (1 + 2 * border)];
}

/** The square around a box in which the face takes `share` of the side. */
export function closeUp([x, y, w, h]: Box, share: number): Box {
  const side = Math.max(w, h) / share;
  return [x + w / 2 - side / 2, y + h / 2 - side / 2, side, side];
}
