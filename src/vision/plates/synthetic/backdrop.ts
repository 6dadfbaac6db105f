/** Streets to put plates in: sky, fronts of bricks and windows, hedges, a road, cars without plates. Nothing real. */
import sharp from 'sharp';
import type { RawImage } from '../../raw-image.js';
import { between, pick, type Random } from './random.js';

const rgb = (r: Random, from: number, to: number): string => {
  const base = between(r, from, to);
  return `rgb(${[0, 0, 0].map(() => Math.round(base + between(r, -18, 18))).join(',')})`;
};

/** A picture from SVG, as RGB. */
export async function drawn(svg: string, width: number, height: number): Promise<RawImage> {
  const { data } = await sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#888' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height };
}

function house(r: Random, x: number, w: number, horizon: number): string {
  const top = between(r, 0.02, 0.3) * horizon;
  const wall = pick(r, ['#8a4b38', '#9c6a4f', '#c9bda6', '#b0a79c', '#7b5a4a', '#d8d2c4']);
  const rows = 4 + Math.floor(r() * 6);
  const bricks =
    r() < 0.6 ? `<rect x="${x}" y="${top}" width="${w}" height="${horizon - top}" fill="url(#bricks)"/>` : '';
  const windows = Array.from({ length: 2 + Math.floor(r() * 3) }, (_, i) =>
    Array.from({ length: 3 }, (_, j) => {
      const wx = x + w * (0.12 + 0.28 * j);
      const wy = top + ((horizon - top) * (i + 0.3)) / rows;
      return `<rect x="${wx}" y="${wy}" width="${w * 0.16}" height="${((horizon - top) / rows) * 0.7}" fill="${rgb(r, 40, 90)}" stroke="#e8e8e4" stroke-width="5"/>`;
    }).join(''),
  ).join('');
  return `<rect x="${x}" y="${top}" width="${w}" height="${horizon - top}" fill="${wall}"/>${bricks}${windows}`;
}

const hedge = (r: Random, x: number, y: number, w: number, h: number): string =>
  Array.from({ length: 140 }, () => {
    const green = Math.round(between(r, 40, 130));
    return `<ellipse cx="${x + r() * w}" cy="${y + r() * h}" rx="${between(r, 2, 16)}" ry="${between(r, 2, 9)}" fill="rgb(${green >> 1},${green},${green >> 2})"/>`;
  }).join('');

/** The rear of a car whose plate has its middle at `x`, `y` and is `w` wide. */
export function car(r: Random, x: number, y: number, w: number): string {
  const body = pick(r, [
    '#1d1f24',
    '#c8ccd0',
    '#e9e9e7',
    '#4a5058',
    '#7c1d22',
    '#1f3a68',
    '#57636b',
    '#f2f2f0',
    '#2d4a3a',
  ]);
  const W = w * between(r, 2.9, 3.6);
  const H = W * 0.75;
  const left = x - W / 2;
  const top = y - H * 0.62;
  return `<g><ellipse cx="${x}" cy="${top + H}" rx="${W * 0.56}" ry="${H * 0.06}" fill="#111" opacity=".7"/>
<rect x="${left}" y="${top + H * 0.28}" width="${W}" height="${H * 0.62}" rx="${W * 0.07}" fill="${body}"/>
<path d="M${left + W * 0.1} ${top + H * 0.32}L${left + W * 0.2} ${top}H${left + W * 0.8}L${left + W * 0.9} ${top + H * 0.32}Z" fill="${body}"/>
<path d="M${left + W * 0.17} ${top + H * 0.28}L${left + W * 0.24} ${top + H * 0.05}H${left + W * 0.76}L${left + W * 0.83} ${top + H * 0.28}Z" fill="#20262c"/>
<rect x="${left + W * 0.02}" y="${top + H * 0.38}" width="${W * 0.14}" height="${H * 0.12}" rx="8" fill="#a01818"/>
<rect x="${left + W * 0.84}" y="${top + H * 0.38}" width="${W * 0.14}" height="${H * 0.12}" rx="8" fill="#a01818"/>
<rect x="${x - w * 0.62}" y="${y - w * 0.18}" width="${w * 1.24}" height="${w * 0.36}" rx="${w * 0.04}" fill="#000" opacity="${between(r, 0.05, 0.5)}"/>
<rect x="${left}" y="${top + H * 0.76}" width="${W}" height="${H * 0.13}" rx="10" fill="#17181a"/></g>`;
}

/** SVG of a street of that size, with `more` drawn in front. */
export function street(r: Random, width: number, height: number, more = ''): string {
  const horizon = height * between(r, 0.35, 0.55);
  const houses: string[] = [];
  for (let x = 0; x < width; ) {
    const w = width * between(r, 0.14, 0.3);
    houses.push(house(r, x, w, horizon));
    x += w;
  }
  const sky = Math.round(between(r, 150, 230));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><pattern id="bricks" width="${width / 60}" height="${width / 90}" patternUnits="userSpaceOnUse"><path d="M0 0H${width / 60}M0 ${width / 180}H${width / 60}M0 0V${width / 180}M${width / 120} ${width / 180}V${width / 90}" stroke="#d5cdc2" stroke-width="${width / 700}" opacity=".55"/></pattern></defs>
<rect width="100%" height="100%" fill="rgb(${sky - 20},${sky},${Math.min(255, sky + 20)})"/>${houses.join('')}
${hedge(r, width * r() * 0.6, horizon * 0.85, width * 0.3, horizon * 0.2)}
<rect y="${horizon}" width="100%" height="${height}" fill="${rgb(r, 80, 130)}"/>
<rect y="${horizon}" width="100%" height="${height * 0.05}" fill="${rgb(r, 130, 170)}"/>
<path d="M${width * 0.5} ${horizon * 1.1}L${width * 0.45} ${height}" stroke="#eee" stroke-width="${width / 150}" stroke-dasharray="${width / 20}"/>${more}</svg>`;
}
