/** Plates drawn as they are issued: sizes, colours, bands, one line or two. */
import { strokeText, strokeWidth } from './glyphs.js';
import { pick, type Random } from './random.js';

export interface DrawnPlate {
  /** Without separators. */
  readonly text: string;
  readonly kind: string;
  readonly svg: string;
  /** Pixels of the drawing; ten times fewer millimetres. */
  readonly width: number;
  readonly height: number;
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const letters = (r: Random, n: number): string =>
  Array.from({ length: n }, () => pick(r, [...LETTERS])).join('');
const digits = (r: Random, n: number): string =>
  Array.from({ length: n }, () => Math.floor(r() * 10)).join('');

interface Style {
  readonly ground: string;
  readonly ink: string;
  readonly frame: string;
  readonly band: 'none' | 'left' | 'both';
  readonly two?: boolean;
  /** Text, its groups parted by `-` or space; of two lines parted by `|`. */
  readonly text: (r: Random) => string;
}

const RED = '#9b1c2e';
const first = (r: Random): string => String(1 + Math.floor(r() * 2));
/** What drives in Belgium, and its two-line and older forms. */
export const STYLES: Readonly<Record<string, Style>> = {
  'BE 2010': {
    ground: '#f4f2ee',
    ink: RED,
    frame: RED,
    band: 'left',
    text: (r) => `${first(r)}-${letters(r, 3)}-${digits(r, 3)}`,
  },
  'BE older': {
    ground: '#f4f2ee',
    ink: RED,
    frame: RED,
    band: 'none',
    text: (r) => (r() < 0.6 ? `${letters(r, 3)}-${digits(r, 3)}` : `${digits(r, 3)}-${letters(r, 3)}`),
  },
  'BE motorcycle': {
    ground: '#f4f2ee',
    ink: RED,
    frame: RED,
    band: 'left',
    two: true,
    text: (r) => `${first(r)}-${pick(r, ['M', ...LETTERS])}${letters(r, 2)}|${digits(r, 3)}`,
  },
  'BE trailer': {
    ground: '#f4f2ee',
    ink: RED,
    frame: RED,
    band: 'left',
    two: true,
    text: (r) => `1-Q${letters(r, 2)}|${digits(r, 3)}`,
  },
  F: {
    ground: '#f5f5f3',
    ink: '#111',
    frame: '#999',
    band: 'both',
    text: (r) => `${letters(r, 2)}-${digits(r, 3)}-${letters(r, 2)}`,
  },
  NL: {
    ground: '#f2b81c',
    ink: '#111',
    frame: '#222',
    band: 'left',
    text: (r) =>
      pick(r, [
        () => `${letters(r, 2)}-${digits(r, 3)}-${letters(r, 1)}`,
        () => `${digits(r, 1)}-${letters(r, 3)}-${digits(r, 2)}`,
        () => `${letters(r, 1)}-${digits(r, 3)}-${letters(r, 2)}`,
      ])(),
  },
  D: {
    ground: '#f5f5f3',
    ink: '#111',
    frame: '#111',
    band: 'left',
    text: (r) =>
      `${letters(r, 1 + Math.floor(r() * 3))} ${letters(r, 2)} ${digits(r, 2 + Math.floor(r() * 3))}`.slice(
        0,
        10,
      ),
  },
  L: {
    ground: '#f2b81c',
    ink: '#111',
    frame: '#f2b81c',
    band: 'left',
    text: (r) => `${letters(r, 2)} ${digits(r, 4)}`,
  },
  GB: {
    ground: '#f0c530',
    ink: '#111',
    frame: '#f0c530',
    band: 'none',
    text: (r) => `${letters(r, 2)}${digits(r, 2)} ${letters(r, 3)}`,
  },
};

/** A plate of a style; one picked by chance when none is named. 2 pixels a millimetre. */
export function drawPlate(random: Random, kind = pick(random, Object.keys(STYLES))): DrawnPlate {
  const style = STYLES[kind];
  if (!style) throw new Error(`no plate style ${kind}`);
  const shown = style.text(random);
  const [width, height] = style.two ? [420, 280] : kind === 'BE older' ? [680, 220] : [1040, 220];
  const rows = shown.split('|');
  const band = style.band === 'none' ? 0 : style.two ? 56 : 84;
  const right = style.band === 'both' ? 84 : 0;
  const room = width - band - right - 30;
  const rowHeight = (height - 40) / rows.length;
  const cap = Math.min(rowHeight * (style.two ? 0.82 : 0.86), 154);
  const text = rows
    .map((row, i) => {
      // Condensed where it would not fit, as the real ones are.
      const squeeze = Math.min(1, room / strokeWidth(row, cap));
      const x = band + 15 + (room - strokeWidth(row, cap) * squeeze) / 2;
      const y = 20 + rowHeight * i + (rowHeight - cap) / 2;
      return `<g transform="translate(${x} ${y}) scale(${squeeze} 1)">${strokeText(row, 0, 0, cap, style.ink)}</g>`;
    })
    .join('');
  const blue = (x: number, w: number): string =>
    w === 0
      ? ''
      : `<rect x="${x}" y="6" width="${w}" height="${height - 12}" fill="#15399a"/><circle cx="${x + w / 2}" cy="${height * 0.32}" r="${w * 0.27}" fill="none" stroke="#f5d000" stroke-width="6" stroke-dasharray="6 8"/>${strokeText(kind.slice(0, 1), x + w * 0.3, height * 0.62, height * 0.2, '#fff')}`;
  return {
    text: shown.replace(/[^A-Z0-9]/g, ''),
    kind,
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="3" y="3" width="${width - 6}" height="${height - 6}" rx="16" fill="${style.ground}" stroke="${style.frame}" stroke-width="7"/>${blue(6, band)}${blue(width - right - 6, right)}${text}</svg>`,
  };
}
