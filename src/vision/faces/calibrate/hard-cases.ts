import sharp, { type Sharp } from 'sharp';
import type { Box, RawImage } from '../../raw-image.js';
import { decode } from './labelled.js';

/** A picture made hard, from one with a face at `box` and a street scene without any. */
export type HardCase = (image: RawImage, box: Box, scene: RawImage) => Promise<RawImage>;

const open = ({ data, width, height }: RawImage) => sharp(data, { raw: { width, height, channels: 3 } });
const back = async (picture: Sharp): Promise<RawImage> => decode(await picture.png().toBuffer());

function crop(image: RawImage, [x, y, w, h]: Box): Sharp {
  const left = Math.max(0, Math.round(x));
  const top = Math.max(0, Math.round(y));
  return open(image).extract({
    left,
    top,
    width: Math.max(1, Math.min(image.width, Math.round(x + w)) - left),
    height: Math.max(1, Math.min(image.height, Math.round(y + h)) - top),
  });
}

const grown = ([x, y, w, h]: Box, by: number): Box => [
  x - w * by,
  y - h * by,
  w * (1 + 2 * by),
  h * (1 + 2 * by),
];

async function overlay(image: RawImage, svg: string): Promise<RawImage> {
  const { width, height } = image;
  const input = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`,
  );
  return back(open(image).composite([{ input }]));
}

const mask = ([x, y, w, h]: Box, fill: string): string =>
  `<path d="M${x + w * 0.1} ${y + h * 0.52} Q${x + w / 2} ${y + h * 0.42} ${x + w * 0.9} ${y + h * 0.52} ` +
  `L${x + w * 0.85} ${y + h * 0.85} Q${x + w / 2} ${y + h * 1.15} ${x + w * 0.15} ${y + h * 0.85} Z" fill="${fill}"/>`;
const cap = ([x, y, w, h]: Box): string =>
  `<path d="M${x - w * 0.05} ${y + h * 0.14} Q${x} ${y - h * 0.6} ${x + w / 2} ${y - h * 0.6} ` +
  `Q${x + w} ${y - h * 0.6} ${x + w * 1.05} ${y + h * 0.14} L${x + w * 1.15} ${y + h * 0.22} L${x - w * 0.15} ${y + h * 0.22} Z" fill="#223"/>`;

/** The head (face with its hair) at a height of the face of `pixels`, in the scene. */
export async function inScene(
  image: RawImage,
  box: Box,
  scene: RawImage,
  pixels: number,
  size: readonly [number, number] = [1280, 960],
): Promise<{ image: RawImage; box: Box }> {
  const scale = pixels / box[3];
  const region: Box = [box[0] - box[2] * 0.4, box[1] - box[3] * 0.6, box[2] * 1.8, box[3] * 2.2];
  const cut = await back(crop(image, region));
  const width = Math.max(1, Math.round(cut.width * scale));
  const height = Math.max(1, Math.round(cut.height * scale));
  const [w, h] = size;
  const left = Math.round((w - width) * 0.4);
  const top = Math.max(0, Math.round((h - height) * 0.45));
  const head = await open(cut).resize(width, height, { fit: 'fill' }).png().toBuffer();
  const street = await open(scene).resize(w, h, { fit: 'cover' }).png().toBuffer();
  const x = left + (box[0] - Math.max(0, region[0])) * scale;
  const y = top + (box[1] - Math.max(0, region[1])) * scale;
  return {
    image: await back(sharp(street).composite([{ input: head, left, top }])),
    box: [x, y, box[2] * scale, box[3] * scale],
  };
}

const scene =
  (pixels: number, size?: readonly [number, number]): HardCase =>
  async (image, box, street) =>
    (await inScene(image, box, street, pixels, size)).image;

const dark =
  (light: number): HardCase =>
  async (image) => {
    // Grain that is the same every time: a night photo without it would be too easy.
    let seed = 1;
    const data = image.data.map((value) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.min(255, Math.max(0, value * light + ((seed >>> 16) % 25) - 12));
    });
    return { ...image, data };
  };

/** What neighbours send, made from plain portraits. */
export const HARD_CASES: Readonly<Record<string, HardCase>> = {
  plain: async (image) => image,
  'face fills the picture': (image, box) => back(crop(image, grown(box, 0.05))),
  'cut closer than the face': (image, box) => back(crop(image, grown(box, -0.1))),
  'half of the face': (image, [x, y, w, h]) => back(crop(image, [x - w, y - h, w * 1.5, h * 3])),
  'small crop, 60 px': (image, box) =>
    back(crop(image, grown(box, 0.1)).resize({ height: 60, width: 60, fit: 'inside' })),
  'mask, white': (image, box) => overlay(image, mask(box, '#dde8ee')),
  'mask, black': (image, box) => overlay(image, mask(box, '#16181c')),
  cap: (image, box) => overlay(image, cap(box)),
  'cap and mask': (image, box) => overlay(image, cap(box) + mask(box, '#16181c')),
  'dark glasses': (image, [x, y, w, h]) =>
    overlay(
      image,
      `<rect x="${x + w * 0.1}" y="${y + h * 0.2}" width="${w * 0.36}" height="${h * 0.22}" rx="${w * 0.08}" fill="#111"/>` +
        `<rect x="${x + w * 0.54}" y="${y + h * 0.2}" width="${w * 0.36}" height="${h * 0.22}" rx="${w * 0.08}" fill="#111"/>`,
    ),
  'in the street, 40 px': scene(40),
  'in the street, 30 px': scene(30),
  'in 12 MP, 80 px': scene(80, [4000, 3000]),
  'in 12 MP, 50 px': scene(50, [4000, 3000]),
  'dusk, light 0.35': dark(0.35),
  'night, light 0.15': dark(0.15),
  'out of focus': (image, box) => back(open(image).blur(Math.max(0.5, box[3] / 60))),
  'JPEG 15': async (image) => decode(await open(image).jpeg({ quality: 15 }).toBuffer()),
  'infrared camera': (image, _box) => back(open(image).greyscale().linear(0.8, 20).blur(1)),
  'turned a quarter left': (image) => back(open(image).rotate(270)),
  'turned a quarter right': (image) => back(open(image).rotate(90)),
  'upside down': (image) => back(open(image).rotate(180)),
  'tilted 35°': (image) => back(open(image).rotate(35, { background: '#667' })),
  'squeezed to 60 %': ({ data, width, height }) =>
    back(open({ data, width, height }).resize(Math.round(width * 0.6), height, { fit: 'fill' })),
};
