/** Pictures with and without plates, by kind of difficulty, each from a seed. For measuring and for tests. */
import type { RawImage } from '../../raw-image.js';
import type { Quad } from '../geometry.js';
import { car, drawn, street } from './backdrop.js';
import { drawPlate } from './draw-plate.js';
import { strokeText, strokeWidth } from './glyphs.js';
import { type Pose, placePlate } from './place.js';
import { between, pick, type Random, seeded } from './random.js';
import { blurred, exposed, fromScreen, jpeged, moved, rained } from './weather.js';

export interface Case {
  readonly kind: string;
  readonly image: RawImage;
  /** Empty where nothing may be found. */
  readonly plates: readonly { readonly text: string; readonly quad: Quad }[];
}

/** A picture of at least that size to put the plates in, instead of a drawn street. */
export type Backdrop = (random: Random, width: number, height: number) => Promise<RawImage>;

interface Scene {
  readonly size?: readonly [number, number];
  /** Height of the plate in pixels, from … to. */
  readonly height: readonly [number, number];
  readonly yaw?: number;
  readonly roll?: number;
  readonly styles?: readonly string[];
  readonly count?: number;
  readonly after?: (image: RawImage, random: Random, plate: number) => Promise<RawImage> | RawImage;
  /** Share of the plate's length that something stands before. */
  readonly hidden?: number;
}

const PHONE = [1600, 1200] as const;
const ONE_LINE = ['BE 2010', 'BE 2010', 'BE 2010', 'BE older', 'F', 'NL', 'D', 'L', 'GB'];

/** Kinds with plates that a person can read. */
export const WITH_PLATES: Readonly<Record<string, Scene>> = {
  ordinary: {
    height: [34, 90],
    yaw: 25,
    roll: 5,
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), between(r, 60, 85)),
  },
  'small in 2 MP': {
    height: [19, 27],
    yaw: 20,
    roll: 5,
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 2.5), 82),
  },
  'small in 12 MP': {
    size: [4000, 3000],
    height: [24, 44],
    yaw: 20,
    roll: 5,
    after: async (i, r) => jpeged(exposed(await blurred(i, 0.7), r, 1, 0, 3), 85),
  },
  'from the side': {
    height: [40, 90],
    yaw: 50,
    roll: 10,
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), 75),
  },
  tilted: { height: [34, 80], yaw: 20, roll: 45, after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), 75) },
  dusk: {
    height: [30, 80],
    yaw: 25,
    roll: 6,
    after: (i, r) => jpeged(exposed(i, r, between(r, 0.12, 0.3), between(r, 4, 16), between(r, 4, 9)), 75),
  },
  rain: {
    height: [34, 80],
    yaw: 25,
    roll: 5,
    after: async (i, r) => jpeged(await blurred(await rained(i, r), between(r, 0.6, 1.4)), 70),
  },
  'motion blur': {
    height: [36, 80],
    yaw: 15,
    roll: 4,
    after: async (i, r, h) => jpeged(exposed(await moved(i, h * between(r, 0.06, 0.16)), r, 0.9, 0, 4), 75),
  },
  'two lines': {
    height: [50, 130],
    yaw: 25,
    roll: 6,
    styles: ['BE motorcycle', 'BE trailer'],
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), 75),
  },
  'older Belgian': {
    height: [32, 80],
    yaw: 25,
    roll: 5,
    styles: ['BE older'],
    after: (i, r) => jpeged(exposed(i, r, 0.9, 0, 4), 70),
  },
  several: {
    height: [30, 60],
    yaw: 20,
    roll: 4,
    count: 3,
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), 75),
  },
  'photo of a screen': {
    height: [50, 100],
    yaw: 15,
    roll: 8,
    after: async (i, r) => jpeged(exposed(fromScreen(i, between(r, 3, 6)), r, 1, 0, 4), 75),
  },
  'partly hidden': {
    height: [36, 80],
    yaw: 15,
    roll: 5,
    hidden: 0.2,
    after: (i, r) => jpeged(exposed(i, r, 1, 0, 3), 75),
  },
  'sent on twice': {
    size: [960, 720],
    height: [20, 40],
    yaw: 20,
    roll: 5,
    after: async (i, r) => jpeged(await jpeged(exposed(i, r, 1, 0, 3), 45), between(r, 25, 45)),
  },
};

/** Nothing in the picture can be read: such plates are allowed. */
export const UNREADABLE: Readonly<Record<string, Scene>> = {
  'far away': {
    height: [5, 8],
    yaw: 20,
    roll: 3,
    after: async (i, r) => jpeged(exposed(await blurred(i, 0.9), r, 1, 0, 4), 60),
  },
  'out of focus': {
    height: [30, 50],
    yaw: 20,
    roll: 3,
    after: async (i, r, h) => jpeged(exposed(await blurred(i, h * 0.28), r, 1, 0, 3), 70),
  },
};

/** One picture with plates. */
export async function caseWithPlates(kind: string, seed: number, backdrop?: Backdrop): Promise<Case> {
  const scene = WITH_PLATES[kind] ?? UNREADABLE[kind];
  if (!scene) throw new Error(`no kind ${kind}`);
  const r = seeded(seed * 131 + kind.length * 7 + kind.charCodeAt(0));
  const [width, height] = scene.size ?? PHONE;
  const count = scene.count ?? 1;
  const chosen = Array.from({ length: count }, (_, i) => {
    const h = between(r, ...scene.height);
    const pose: Pose = {
      at: [
        width * (count === 1 ? between(r, 0.25, 0.75) : (i + 0.5) / count),
        height * between(r, 0.5, 0.85),
      ],
      height: h,
      yaw: between(r, -1, 1) * (scene.yaw ?? 0),
      roll: between(r, -1, 1) * (scene.roll ?? 0),
    };
    // The hard half of the range counts: a kind called “from the side” must be so.
    const hard = (angle: number, most: number): number =>
      Math.abs(angle) < most * 0.6 ? angle + Math.sign(angle || 1) * most * 0.4 : angle;
    const turned =
      kind === 'from the side'
        ? { ...pose, yaw: hard(pose.yaw, 50) }
        : kind === 'tilted'
          ? { ...pose, roll: hard(pose.roll, 45) }
          : pose;
    return { plate: drawPlate(r, pick(r, scene.styles ?? ONE_LINE)), pose: turned };
  });
  const cars = chosen
    .map(({ plate, pose }) =>
      car(r, pose.at[0], pose.at[1], pose.height * Math.min(5, plate.width / plate.height)),
    )
    .join('');
  const image = backdrop
    ? await backdrop(r, width, height)
    : await drawn(street(r, width, height, cars), width, height);
  const plates: { text: string; quad: Quad }[] = [];
  for (const { plate, pose } of chosen)
    plates.push({ text: plate.text, quad: await placePlate(image, plate, pose) });
  if (scene.hidden) for (const { pose } of chosen) cover(image, pose, scene.hidden, r);
  const seen = scene.after ? await scene.after(image, r, chosen[0]!.pose.height) : image;
  return { kind, image: seen, plates };
}

/** A post before one end of the plate. */
function cover(image: RawImage, pose: Pose, share: number, r: Random): void {
  const w = pose.height * 4.73;
  const side = r() < 0.5 ? -1 : 1;
  const from = Math.round(pose.at[0] + (side < 0 ? -w / 2 - w * 0.1 : w / 2 - w * share));
  const to = Math.round(from + w * (share + 0.1));
  const grey = between(r, 40, 110);
  const data = image.data as Uint8Array;
  for (
    let y = Math.max(0, Math.round(pose.at[1] - pose.height * 3));
    y < Math.min(image.height, pose.at[1] + pose.height * 3);
    y++
  )
    for (let x = Math.max(0, from); x < Math.min(image.width, to); x++)
      data.fill(grey, (y * image.width + x) * 3, (y * image.width + x) * 3 + 3);
}

const FONTS = [
  'DejaVu Sans',
  'Liberation Sans',
  'Liberation Sans Narrow',
  'DejaVu Serif',
  'DejaVu Sans Mono',
];
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const typed = (
  text: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  font: string,
  more = '',
): string =>
  `<text x="${x}" y="${y + size * 0.75}" font-family="${font}, sans-serif" font-size="${size}" fill="${colour}" ${more}>${escaped(text)}</text>`;

const digits = (r: Random, n: number): string =>
  Array.from({ length: n }, () => Math.floor(r() * 10)).join('');
const INK = ['#111', '#1b2b6b', '#7a1420', '#f4f4f4', '#0b5d2a'];
const GROUND = ['#f4f2ee', '#ffe27a', '#20304f', '#8a1f28', '#dfe6ea', '#2f5d3a', '#ffffff'];

/** Something that stands in a street and carries text: a board with its lines. */
function board(r: Random, width: number, height: number, lines: readonly string[], bold = true): string {
  const size = between(r, 26, 70);
  const font = pick(r, FONTS);
  const ground = pick(r, GROUND);
  const ink = pick(
    r,
    INK.filter((i) => contrast(i, ground)),
  );
  const w = Math.max(...lines.map((l) => l.length)) * size * 0.72 + size;
  const h = lines.length * size * 1.35 + size * 0.9;
  const x = between(r, 0.02, 0.6) * width;
  const y = between(r, 0.1, 0.55) * height;
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${ground}" stroke="#444" stroke-width="${pick(r, [0, 2, 4])}"/>${lines
    .map((l, i) =>
      typed(
        l,
        x + size * 0.5,
        y + size * (0.45 + 1.35 * i),
        size,
        ink,
        font,
        bold ? 'font-weight="bold"' : '',
      ),
    )
    .join('')}`;
}

const lightOf = (hex: string): number => {
  const full = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join('') : hex.slice(1);
  return (
    Number.parseInt(full.slice(0, 2), 16) * 0.3 +
    Number.parseInt(full.slice(2, 4), 16) * 0.59 +
    Number.parseInt(full.slice(4), 16) * 0.11
  );
};
const contrast = (a: string, b: string): boolean => Math.abs(lightOf(a) - lightOf(b)) > 90;

/** A page of text: chat, list, table or chart on a screen. */
function page(r: Random, width: number, height: number, lines: readonly string[]): string {
  const dark = r() < 0.3;
  const size = between(r, 22, 40);
  const font = pick(r, FONTS);
  const rows = Math.floor((height * 0.9) / (size * 1.8));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${dark ? '#10161b' : '#f7f7f5'}"/>${Array.from(
    { length: rows },
    (_, i) => {
      const line = lines[i % lines.length]!;
      const y = height * 0.04 + i * size * 1.8;
      const bubble =
        r() < 0.5
          ? `<rect x="${width * 0.05}" y="${y - size * 0.35}" rx="12" width="${Math.min(width * 0.9, line.length * size * 0.62 + size)}" height="${size * 1.5}" fill="${dark ? '#1f2c33' : '#dcf8c6'}"/>`
          : '';
      return bubble + typed(line, width * 0.07, y, size, dark ? '#e8e8e8' : '#222', font);
    },
  ).join('')}</svg>`;
}

const STREET_NAMES = [
  'Rue du Moulin',
  'Kerkstraat',
  'Avenue Louise',
  'Dorpsstraat',
  'Schulstraße',
  'Place Saint-Job',
];
const SHOPS = [
  'BOULANGERIE',
  'CAFE 1830',
  'BAKKERIJ',
  'STUDIO 54',
  'APOTHEEK',
  'CIRCA 3900',
  'PIZZA 2000',
  'NIGHT SHOP 24/7',
  'BAR 77',
  'OPTIEK 20/20',
  'FRITERIE',
  'GARAGE 4x4',
  'HOTEL 1898',
];

/** Kinds without a plate: what is most easily taken for one. */
export const WITHOUT_PLATES: Readonly<Record<string, (r: Random, w: number, h: number) => string>> = {
  street: (r, w, h) => street(r, w, h, car(r, w * between(r, 0.3, 0.7), h * 0.7, 180)),
  'house number': (r, w, h) =>
    street(
      r,
      w,
      h,
      board(r, w, h, [
        pick(r, [digits(r, 2), digits(r, 3), `${digits(r, 2)}A`, `${digits(r, 3)} B`, `BUS ${digits(r, 1)}`]),
      ]),
    ),
  'telephone on a van': (r, w, h) =>
    street(
      r,
      w,
      h,
      board(r, w, h, [
        pick(r, ['JANSSENS & ZN', 'PLOMBERIE DUPONT', 'ELEKTRO PEETERS']),
        pick(r, [
          `0${digits(r, 3)}/${digits(r, 2)}.${digits(r, 2)}.${digits(r, 2)}`,
          `02 ${digits(r, 3)} ${digits(r, 2)} ${digits(r, 2)}`,
          `+32 4${digits(r, 2)} ${digits(r, 3)} ${digits(r, 3)}`,
        ]),
        ...(r() < 0.5 ? [`BTW BE 0${digits(r, 3)}.${digits(r, 3)}.${digits(r, 3)}`] : []),
      ]),
    ),
  shop: (r, w, h) =>
    street(r, w, h, board(r, w, h, [pick(r, SHOPS), ...(r() < 0.4 ? [pick(r, SHOPS)] : [])])),
  price: (r, w, h) =>
    street(
      r,
      w,
      h,
      board(r, w, h, [
        pick(r, [
          `${digits(r, 1)},${digits(r, 2)} €`,
          `€ ${digits(r, 2)},${digits(r, 2)}`,
          `-${digits(r, 2)}%`,
          `EURO 95 1.${digits(r, 3)}`,
          `DIESEL 1.${digits(r, 3)}`,
        ]),
        ...(r() < 0.5 ? [`DIESEL 1,${digits(r, 3)}`] : []),
      ]),
    ),
  date: (r, w, h) =>
    street(
      r,
      w,
      h,
      board(r, w, h, [
        pick(r, [
          `${digits(r, 2)}/${digits(r, 2)}/2024`,
          `12 MEI 20${digits(r, 2)}`,
          `ANNO 18${digits(r, 2)}`,
          `24-03-20${digits(r, 2)}`,
          '14:30 - 18:00',
          `VA 8H-18H`,
        ]),
      ]),
    ),
  'road sign': (r, w, h) =>
    street(
      r,
      w,
      h,
      board(
        r,
        w,
        h,
        pick(r, [
          [`E${digits(r, 3)}`],
          [`N${digits(r, 3)}`, 'BRUXELLES'],
          ['NAMUR 12', 'LIEGE 54'],
          [`A${digits(r, 2)} E${digits(r, 2)}`],
          ['ZONE 30'],
          ['P MAX 30 MIN'],
          [pick(r, STREET_NAMES), '1180 UCCLE'],
        ]),
      ),
    ),
  'bus and train': (r, w, h) =>
    street(
      r,
      w,
      h,
      board(r, w, h, [
        pick(r, [
          `${digits(r, 2)} CENTRAL`,
          `${digits(r, 4)}`,
          `BUS ${digits(r, 3)}`,
          `TRAM ${digits(r, 2)}`,
          `MS75 ${digits(r, 3)}`,
          `HLE ${digits(r, 4)}`,
        ]),
      ]),
    ),
  chart: (r, w, h) =>
    page(r, w, h, [
      'Resolution  FPS',
      '540x960   12.5',
      '720x1280  9.21',
      '1080x1920  4.3',
      `n=${digits(r, 4)}`,
      'Q1 2023  Q2 2024',
      'Model A 93.5%',
    ]),
  screenshot: (r, w, h) =>
    page(r, w, h, [
      'Bonjour à tous',
      'Quelqu’un a vu une voiture ?',
      'Plaque 1-ABC-234',
      'Politie verwittigd om 22:14',
      `Tel 0475 ${digits(r, 2)} ${digits(r, 2)} ${digits(r, 2)}`,
      'Réunion le 12/03 à 20h',
      'ok merci',
      '1-XKL-552 ?',
      'IBAN BE68 5390 0754 7034',
    ]),
  'plain text without fonts': (r, w, h) =>
    street(
      r,
      w,
      h,
      `<rect x="${w * 0.1}" y="${h * 0.15}" width="${strokeWidth('ATELIER 12', 60) + 200}" height="260" fill="#ddd"/>${strokeText(pick(r, ['ATELIER 12', 'TAVERNE', 'LOT 45', 'RUE 7']), w * 0.1 + 100, h * 0.15 + 100, 60, '#222')}`,
    ),
};

/** One picture without a plate. */
export async function caseWithoutPlates(kind: string, seed: number): Promise<Case> {
  const make = WITHOUT_PLATES[kind];
  if (!make) throw new Error(`no kind ${kind}`);
  const r = seeded(seed * 977 + kind.length * 13 + kind.charCodeAt(0));
  const [width, height] = r() < 0.25 ? [1200, 1600] : PHONE;
  const image = await drawn(make(r, width, height), width, height);
  return {
    kind,
    image: await jpeged(exposed(image, r, between(r, 0.7, 1.05), 0, 3), between(r, 60, 88)),
    plates: [],
  };
}
