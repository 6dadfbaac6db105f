/** Capitals and digits as pen strokes, so that plates are drawn alike on every machine, whatever fonts it has. */

/** Paths in a box of 6 × 10. */
const STROKES: Readonly<Record<string, string>> = {
  A: 'M.8 9.2L3 .8L5.2 9.2M1.6 6.4H4.4',
  B: 'M1 4.8V9.2H3A2.2 2.2 0 0 0 3 4.8H1V.8H2.9A2 2 0 0 1 2.9 4.8',
  C: 'M5.1 2.8A2.1 2.1 0 0 0 .9 2.8V7.2A2.1 2.1 0 0 0 5.1 7.2',
  D: 'M1 .8V9.2H2.6A2.5 2.5 0 0 0 5.1 6.7V3.3A2.5 2.5 0 0 0 2.6 .8Z',
  E: 'M5 .8H1V9.2H5M1 4.9H4.3',
  F: 'M5 .8H1V9.2M1 4.9H4.3',
  G: 'M5.1 2.8A2.1 2.1 0 0 0 .9 2.8V7.2A2.1 2.1 0 0 0 5.1 7.2V5.2H3.2',
  H: 'M1 .8V9.2M5 .8V9.2M1 5H5',
  I: 'M3 .8V9.2',
  J: 'M4.8 .8V7.2A1.95 1.95 0 0 1 .9 7.2',
  K: 'M1 .8V9.2M5 .8L1.2 5.4M2.4 4.2L5.2 9.2',
  L: 'M1 .8V9.2H5',
  M: 'M.8 9.2V.8L3 5.6L5.2 .8V9.2',
  N: 'M1 9.2V.8L5 9.2V.8',
  O: 'M.9 2.9A2.1 2.1 0 0 1 5.1 2.9V7.1A2.1 2.1 0 0 1 .9 7.1Z',
  P: 'M1 9.2V.8H3A2.1 2.1 0 0 1 3 5.2H1',
  Q: 'M.9 2.9A2.1 2.1 0 0 1 5.1 2.9V7.1A2.1 2.1 0 0 1 .9 7.1ZM3.4 7L5.4 9.6',
  R: 'M1 9.2V.8H3A2.1 2.1 0 0 1 3 5.1H1M3 5.1L5.2 9.2',
  S: 'M5 2.6A2.05 2.05 0 0 0 .95 2.8C.95 4.6 5.05 5 5.05 7.1A2.05 2.05 0 0 1 .9 7.3',
  T: 'M.6 .8H5.4M3 .8V9.2',
  U: 'M.9 .8V7.1A2.1 2.1 0 0 0 5.1 7.1V.8',
  V: 'M.8 .8L3 9.2L5.2 .8',
  W: 'M.5 .8L1.7 9.2L3 3.4L4.3 9.2L5.5 .8',
  X: 'M.8 .8L5.2 9.2M5.2 .8L.8 9.2',
  Y: 'M.8 .8L3 5L5.2 .8M3 5V9.2',
  Z: 'M.9 .8H5.1L.9 9.2H5.1',
  0: 'M.9 2.9A2.1 2.1 0 0 1 5.1 2.9V7.1A2.1 2.1 0 0 1 .9 7.1Z',
  1: 'M1.4 2.6L3.4 .8V9.2',
  2: 'M.95 2.9A2.1 2.1 0 0 1 5.05 2.9C5.05 4.9 .95 7 .95 9.2H5.1',
  3: 'M1 2.5A2 2 0 0 1 5 2.7A2 2 0 0 1 3 4.8H2.5M3 4.8A2.1 2.1 0 0 1 5.1 7A2.1 2.1 0 0 1 .9 7.4',
  4: 'M4 9.2V.8L.8 6.8H5.4',
  5: 'M4.9 .8H1.3L1.1 4.4A2.3 2.3 0 0 1 5.1 5.8V6.9A2.1 2.1 0 0 1 .9 7.2',
  6: 'M4.8 2.2A2.1 2.1 0 0 0 .9 3.2V7A2.1 2.1 0 0 0 5.1 7V6.4A2.1 2.1 0 0 0 .9 6.4',
  7: 'M.8 .8H5.2L2.4 9.2',
  8: 'M3 4.7A1.95 1.95 0 0 1 3 .8A1.95 1.95 0 0 1 3 4.7A2.2 2.2 0 0 1 3 9.2A2.2 2.2 0 0 1 3 4.7Z',
  9: 'M1.2 7.8A2.1 2.1 0 0 0 5.1 6.8V3A2.1 2.1 0 0 0 .9 3V3.6A2.1 2.1 0 0 0 5.1 3.6',
  '-': 'M1.4 5H4.6',
  '.': 'M3 5V5.2',
  ':': 'M3 3V3.2M3 7V7.2',
};
/** Of a sign and the space behind it, in heights. */
const ADVANCE = 0.7;

/** Width of a text of that height. */
export const strokeWidth = (text: string, height: number): number => text.length * ADVANCE * height;

/** SVG of a text whose left top corner is `x`, `y`. Signs that are not drawn leave a space. */
export function strokeText(text: string, x: number, y: number, height: number, colour: string): string {
  const unit = height / 10;
  return [...text.toUpperCase()]
    .map((c, i) => {
      const path = STROKES[c];
      if (path === undefined) return '';
      const left = x + (i * ADVANCE + 0.05) * height;
      return `<path transform="translate(${left} ${y}) scale(${unit})" d="${path}"/>`;
    })
    .join('')
    .replace(
      /^(.+)$/s,
      `<g fill="none" stroke="${colour}" stroke-width="1.45" stroke-linecap="square" stroke-linejoin="round">$1</g>`,
    );
}
