/** HEIC, the format of iPhones: libheif compiled to WASM, because libvips' prebuilt decoder has no HEVC. */
import { createRequire } from 'node:module';
import { DecodeError } from './decode-error.js';
import type { Frame, Frames } from './frame.js';
import { KEPT_PIXELS, MAX_FRAMES } from './limits.js';
import { shrink } from './shrink.js';

interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(into: ImageLike, done: (result: ImageLike | null) => void): void;
  free?(): void;
}
interface ImageLike {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
interface LibHeif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}

let loaded: LibHeif | undefined;
/** 3 MB of WASM: loaded with the first HEIC. */
const libheif = (): LibHeif => {
  loaded ??= createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as LibHeif;
  return loaded;
};

/** WASM holds planes, RGBA and our copy at once: less than libvips, which streams. */
const MAX_HEIC_PIXELS = 26_000_000;

/** The top-level pictures; rotation and mirroring are applied by libheif. Throws DecodeError. */
export function heicFrames(bytes: Uint8Array): Frames {
  let images: HeifImage[];
  try {
    images = new (libheif().HeifDecoder)().decode(bytes);
  } catch {
    throw new DecodeError('damaged');
  }
  const first = images[0];
  if (!first) throw new DecodeError('damaged');
  const size = [first.get_width(), first.get_height()] as const;
  if (!(size[0] * size[1] > 0)) throw new DecodeError('damaged');
  if (images.some((i) => i.get_width() * i.get_height() > MAX_HEIC_PIXELS))
    throw new DecodeError('too-large');
  return {
    size,
    animated: images.length > 1,
    count: Math.min(images.length, MAX_FRAMES),
    frame: async (index) => ({ image: await decode(images[index]!), damaged: false }),
  };
}

async function decode(image: HeifImage): Promise<Frame['image']> {
  const [width, height] = [image.get_width(), image.get_height()];
  const rgba = new Uint8ClampedArray(width * height * 4);
  const shown = await new Promise<ImageLike | null>((resolve) =>
    image.display({ data: rgba, width, height }, resolve),
  );
  image.free?.();
  if (!shown) throw new DecodeError('damaged');
  const data = new Uint8Array(width * height * 3);
  for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
    data[j] = rgba[i]!;
    data[j + 1] = rgba[i + 1]!;
    data[j + 2] = rgba[i + 2]!;
  }
  return shrink({ data, width, height }, KEPT_PIXELS);
}
