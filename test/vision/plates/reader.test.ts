import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxOf, overlap } from '../../../src/vision/plates/geometry.js';
import { openPlateReader, type Plate, type PlateReader } from '../../../src/vision/plates/index.js';
import { loadPlateSettings, type PlateSettings } from '../../../src/vision/plates/plate-settings.js';
import { type Case, caseWithoutPlates, caseWithPlates } from '../../../src/vision/plates/synthetic/cases.js';
import type { RawImage } from '../../../src/vision/raw-image.js';

let reader: PlateReader;
let settings: PlateSettings;
beforeAll(async () => {
  [reader, settings] = await Promise.all([openPlateReader(), loadPlateSettings()]);
});
afterAll(() => reader.close());

const blocked = (plates: readonly Plate[]): Plate[] =>
  plates.filter((p) => p.readable && p.confidence >= settings.blockFrom);

/** Every plate of the picture is blocked and its box covers it. */
async function expectFound(made: Case, exact = true): Promise<void> {
  const found = blocked(await reader.read(made.image));
  for (const plate of made.plates) {
    const box = boxOf(plate.quad, made.image.width, made.image.height);
    const own = found.find((p) => overlap(p.box, box) > 0.7);
    expect(own, `${made.kind}: ${plate.text} among ${found.map((p) => p.text).join()}`).toBeDefined();
    if (exact) expect(own!.text.replace(/O/g, '0')).toBe(plate.text.replace(/O/g, '0'));
  }
}

/** The camera lay on its side, and nothing in the file says so. */
function turned(image: RawImage): RawImage {
  const data = new Uint8Array(image.data.length);
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const from = (y * image.width + x) * 3;
      const to = (x * image.height + image.height - 1 - y) * 3;
      data.set(image.data.subarray(from, from + 3), to);
    }
  return { data, width: image.height, height: image.width };
}

describe('plates that a person could read are found', () => {
  it.each(['sent on twice', 'from the side', 'dusk', 'two lines', 'older Belgian', 'several'])(
    '%s',
    async (kind) => {
      await expectFound(await caseWithPlates(kind, 2));
    },
  );

  it('24 pixels high in a picture of twelve megapixels', async () => {
    await expectFound(await caseWithPlates('small in 12 MP', 2), false);
  });

  it('in a picture that lies on its side', async () => {
    const made = await caseWithPlates('ordinary', 3);
    const found = blocked(await reader.read(turned(made.image)));
    expect(found.map((p) => p.text)).toContain(made.plates[0]!.text);
  });
});

describe('what is no readable plate passes', () => {
  it.each(['street', 'telephone on a van', 'chart'])('%s', async (kind) => {
    const made = await caseWithoutPlates(kind, 1);
    expect(blocked(await reader.read(made.image))).toEqual([]);
  });

  it('a plate so far away that nobody could read it', async () => {
    const made = await caseWithPlates('far away', 2);
    expect(blocked(await reader.read(made.image))).toEqual([]);
  });

  it('a picture without anything, however small or odd its shape', async () => {
    for (const [width, height] of [
      [1, 1],
      [40, 3],
      [3, 900],
      [640, 480],
    ] as const) {
      const data = new Uint8Array(width * height * 3).fill(120);
      expect(await reader.read({ data, width, height })).toEqual([]);
    }
  });
});

it('without time the finer look is left out, and what the whole picture shows is still told', async () => {
  const made = await caseWithPlates('ordinary', 1);
  const found = blocked(await reader.read(made.image, { deadlineMs: 0 }));
  expect(found.map((p) => p.text)).toContain(made.plates[0]!.text);
});
