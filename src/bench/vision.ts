/** `npm run bench:vision`: time, memory and throughput of pictures, and what texts feel of them. Pictures are generated. */
import { join } from 'node:path';
import sharp from 'sharp';
import { createAnalyser } from '../language/index.js';
import { readLabelled } from '../language/model/dataset.js';
import { projectRoot } from '../root.js';
import { loadRules } from '../rules/load.js';
import { openVision } from '../vision/open-vision.js';
import { printMachine, results } from './results.js';

const SIZES = [
  [960, 640],
  [1632, 1224],
  [4032, 3024],
] as const;
const EACH = 6;

/** A street of a kind: sky, houses with windows, a road, grain; another one for each number. */
async function street(width: number, height: number, n: number): Promise<Buffer> {
  const houses = Array.from({ length: 7 }, (_, i) => {
    const x = i * 140 + ((n * 37) % 60);
    const windows = [40, 80].flatMap((wx) =>
      [330, 400, 470].map((wy) => `<rect x="${x + wx}" y="${wy}" width="24" height="36" fill="#2b3440"/>`),
    );
    return `<rect x="${x}" y="${290 + ((i * 53 + n * 17) % 60)}" width="128" height="300" fill="hsl(${(i * 40 + n * 23) % 360} 25% 55%)"/>${windows.join('')}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 750" width="${width}" height="${height}">
    <rect width="1000" height="750" fill="#a8c4de"/>${houses.join('')}<rect y="580" width="1000" height="170" fill="#565a5e"/></svg>`;
  const grain = {
    width,
    height,
    channels: 3 as const,
    noise: { type: 'gaussian' as const, mean: 128, sigma: 22 },
  };
  return sharp(Buffer.from(svg))
    .removeAlpha()
    .composite([
      {
        input: await sharp({ create: { ...grain, background: '#808080' } })
          .png()
          .toBuffer(),
        blend: 'soft-light',
      },
    ])
    .jpeg({ quality: 88 })
    .toBuffer();
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const { put, save } = results({ what: 62, value: 8, unit: 10, decimals: (n) => (n < 10 ? 2 : 0) });

printMachine();
const vision = openVision({ pictureMs: 60_000 });
const began = performance.now();
await vision.warmUp();
put('start of the picture process, models loaded', performance.now() - began, 'ms');
const MB = 1024 * 1024;
put('its memory once warm', vision.memory().now / MB, 'MB');

let n = 0;
for (const [width, height] of SIZES) {
  const megapixels = (width * height) / 1e6;
  const times: number[] = [];
  for (let i = 0; i < EACH; i++) times.push((await vision.look(await street(width, height, n++))).ms);
  const aim = megapixels < 1.5 ? '' : megapixels < 3 ? '≤ 1000' : '≤ 1500';
  put(`a picture of ${megapixels.toFixed(1)} megapixels, median`, median(times), 'ms', aim);
  put('  a megapixel', median(times) / megapixels, 'ms');
}
put('highest memory of the picture process', vision.memory().peak / MB, 'MB', '≤ 512');

const two = await Promise.all(Array.from({ length: 8 }, () => street(1632, 1224, n++)));
const start = performance.now();
await Promise.all(two.map((bytes) => vision.look(bytes)));
put('throughput, 2 megapixels', (two.length * 60_000) / (performance.now() - start), 'pictures/min');

// What a text waits while pictures are looked at: messages come with pauses, as in life.
const analyser = createAnalyser(loadRules(undefined, { examples: false }));
const texts = readLabelled(join(projectRoot, 'data', 'labelled')).map((l) => l.text);
analyser.warmUp?.();
async function textTimes(ms: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + ms;
  for (let i = 0; performance.now() < until; i++) {
    const asked = performance.now();
    // The event loop's own delay counts too: it is what the sender waits.
    await new Promise((resolve) => setImmediate(resolve));
    analyser.analyse(texts[i % texts.length]!, { preferred: 'fr' });
    times.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return times.sort((a, b) => a - b);
}
await textTimes(1500);
const alone = await textTimes(4000);
let looking = true;
const stream = (async () => {
  while (looking)
    await vision.look(
      await Promise.resolve(two[n++ % two.length]!.subarray(0)).then((b) =>
        Buffer.concat([b, Buffer.from(`${n}`)]),
      ),
    );
})();
const beside = await textTimes(4000);
looking = false;
await stream;
const p = (times: readonly number[], part: number): number => times[Math.floor(times.length * part)] ?? 0;
put('a text alone, p50', p(alone, 0.5), 'ms');
put('a text while pictures are looked at, p50', p(beside, 0.5), 'ms');
put('  against alone', p(beside, 0.5) / p(alone, 0.5), '×', '≤ 1.5');
put('a text while pictures are looked at, p99', p(beside, 0.99), 'ms');
put('  against alone', p(beside, 0.99) / p(alone, 0.99), '×');
await vision.close();

save(join(projectRoot, 'bench-results-vision.json'));
