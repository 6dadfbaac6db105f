import { describe, expect, it } from 'vitest';
import { hotSpots } from '../../../src/vision/plates/heat.js';
import { loadPlateSettings } from '../../../src/vision/plates/plate-settings.js';
import { drawn } from '../../../src/vision/plates/synthetic/backdrop.js';
import { drawPlate } from '../../../src/vision/plates/synthetic/draw-plate.js';
import { placePlate } from '../../../src/vision/plates/synthetic/place.js';
import { seeded } from '../../../src/vision/plates/synthetic/random.js';
import { fineViews, type ViewSettings } from '../../../src/vision/plates/views.js';

const plain = (width: number, height: number) =>
  drawn(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#567"/></svg>`,
    width,
    height,
  );

describe('the likeliest places of a picture', () => {
  it('are none where nothing is drawn', () => {
    expect(hotSpots(new Uint8Array(640 * 480).fill(90), 640, 480, 20, [90, 40])).toEqual([]);
  });

  it('begin with the only plate', async () => {
    const image = await plain(1200, 800);
    await placePlate(image, drawPlate(seeded(1), 'BE 2010'), { at: [700, 500], height: 18, yaw: 0, roll: 0 });
    const grey = Uint8Array.from({ length: 1200 * 800 }, (_, i) => image.data[i * 3 + 1]!);
    const [first] = hotSpots(grey, 1200, 800, 5, [90, 40]);
    expect(Math.abs(first!.at[0] - 700)).toBeLessThan(60);
    expect(Math.abs(first!.at[1] - 500)).toBeLessThan(16);
  });

  it('lie on the canvas with a way back into the picture', async () => {
    const settings: ViewSettings = (await loadPlateSettings()).view;
    const image = await plain(4000, 3000);
    const at = [3100, 2200] as const;
    await placePlate(image, drawPlate(seeded(2), 'F'), { at, height: 30, yaw: 0, roll: 0 });
    const [view] = await fineViews(image, settings);
    // The first place is the plate's; its middle on the canvas leads back to it.
    const middle = [108, 44] as const;
    const back = view!.toPicture(middle, middle)!;
    expect(Math.hypot(back[0] - at[0], back[1] - at[1])).toBeLessThan(90);
    expect(view!.toPicture([1e4, 1e4], [1e4, 1e4])).toBeNull();
  });
});
