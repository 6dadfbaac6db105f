import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { RawImage } from '../../raw-image.js';

const Line = z.object({ file: z.string(), recognisable: z.boolean(), clean: z.boolean() });

export interface Labelled extends z.infer<typeof Line> {
  /** Half that thresholds may be tuned on, half that only reports. */
  readonly half: 'tune' | 'report';
  readonly image: () => Promise<RawImage>;
}

/** Decoded, upright picture. */
export async function decode(input: string | Buffer): Promise<RawImage> {
  const { data, info } = await sharp(input)
    .rotate()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** The pictures of `folder`/labels.jsonl. @throws when the file is absent or a line is not of the form. */
export async function labelled(folder: string): Promise<Labelled[]> {
  const lines = (await readFile(join(folder, 'labels.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const label = Line.parse(JSON.parse(line));
    const odd = createHash('sha256').update(label.file).digest()[0]! % 2;
    return {
      ...label,
      half: odd ? 'tune' : 'report',
      image: () => decode(join(folder, label.file)),
    };
  });
}
