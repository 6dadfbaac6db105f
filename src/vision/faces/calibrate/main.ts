/**
 * Figures for faces on a folder of labelled pictures: `node dist/vision/faces/calibrate/main.js FOLDER [plain|hard|curve|cuts] [all|tune|report] [portraits]`.
 * `plain`: the pictures as they are; `hard`: portraits made hard; `curve`: how far down a face is found and taken for
 * recognisable; `cuts`: quarters of the pictures without a face, enlarged and mirrored, as many more clean pictures.
 */
import sharp from 'sharp';
import type { Box, RawImage } from '../../raw-image.js';
import { type FaceFinder, openFaceFinder } from '../index.js';
import { containment, overlap } from '../merge.js';
import { HARD_CASES, inScene } from './hard-cases.js';
import { decode, type Labelled, labelled } from './labelled.js';

const BLOCK_FROM = 0.5;
const REVIEW_FROM = 0.25;
/** Figures are about what is seen, whatever else the machine is doing. */
const UNHURRIED = 60_000;
const HEIGHTS = [200, 140, 100, 72, 56, 48, 40, 34, 30, 26, 22, 19, 16, 14, 12];

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)}% (${part}/${whole})`;
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function confidence(finder: FaceFinder, image: RawImage, where?: Box): Promise<number> {
  const faces = await finder.find(image, { deadlineMs: UNHURRIED });
  const here = where
    ? faces.filter((face) => overlap(face.box, where) > 0.2 || containment(face.box, where) > 0.7)
    : faces;
  return Math.max(0, ...here.filter((face) => face.recognisable).map((face) => face.confidence));
}

async function plain(finder: FaceFinder, rows: readonly Labelled[]): Promise<void> {
  const times: number[] = [];
  const results: { row: Labelled; value: number }[] = [];
  for (const row of rows) {
    const image = await row.image();
    const began = performance.now();
    results.push({ row, value: await confidence(finder, image) });
    times.push(performance.now() - began);
  }
  const groups: [string, (row: Labelled) => boolean][] = [
    ['recognisable faces', (row) => row.recognisable],
    ['clean', (row) => row.clean],
    ['cars, no face', (row) => !row.clean && !row.recognisable],
  ];
  for (const [name, belongs] of groups) {
    const group = results.filter(({ row }) => belongs(row));
    const from = (least: number) => group.filter(({ value }) => value >= least).length;
    console.log(
      `${name}: block ${percent(from(BLOCK_FROM), group.length)}, block or review ${percent(from(REVIEW_FROM), group.length)}`,
    );
    const odd = group.filter(({ row, value }) =>
      row.recognisable ? value < BLOCK_FROM : value >= REVIEW_FROM,
    );
    for (const { row, value } of odd) console.log(`  ${value.toFixed(2)} ${row.file}`);
  }
  console.log(`median ${median(times).toFixed(0)} ms`);
}

/** Portraits with the box of their one clear face, and street scenes without a face. */
async function portraits(finder: FaceFinder, rows: readonly Labelled[]) {
  const found: { image: RawImage; box: Box }[] = [];
  for (const row of rows.filter(({ recognisable }) => recognisable)) {
    const image = await row.image();
    const faces = (await finder.find(image)).filter((face) => face.confidence > BLOCK_FROM);
    const [face] = faces;
    if (found.length < most && face && faces.length === 1 && face.box[3] >= 100)
      found.push({ image, box: face.box });
  }
  const scenes: RawImage[] = [];
  for (const row of rows.filter(({ clean }) => clean)) {
    const image = await row.image();
    if (image.width >= 480 && (await confidence(finder, image)) === 0) scenes.push(image);
    if (scenes.length >= 20) break;
  }
  return found.map((one, i) => ({ ...one, scene: scenes[(i * 7) % scenes.length]! }));
}

async function hard(finder: FaceFinder, rows: readonly Labelled[]): Promise<void> {
  const subjects = await portraits(finder, rows);
  for (const [name, make] of Object.entries(HARD_CASES)) {
    const values: number[] = [];
    const times: number[] = [];
    for (const { image, box, scene } of subjects) {
      const picture = await make(image, box, scene);
      const began = performance.now();
      values.push(await confidence(finder, picture));
      times.push(performance.now() - began);
    }
    const from = (least: number) => values.filter((value) => value >= least).length;
    console.log(
      `${name.padEnd(26)} block ${percent(from(BLOCK_FROM), values.length).padEnd(15)} block or review ${percent(from(REVIEW_FROM), values.length).padEnd(15)} least ${Math.min(...values).toFixed(2)}  ${median(times).toFixed(0)} ms`,
    );
  }
}

async function curve(finder: FaceFinder, rows: readonly Labelled[]): Promise<void> {
  const subjects = await portraits(finder, rows);
  console.log('height px | found  | allowed | review | block');
  for (const height of HEIGHTS) {
    const counts = { found: 0, allowed: 0, review: 0, block: 0 };
    for (const { image, box, scene } of subjects) {
      const made = await inScene(image, box, scene, height);
      const faces = await finder.find(made.image, { deadlineMs: UNHURRIED });
      const face = faces.find((one) => overlap(one.box, made.box) > 0.2);
      if (face) counts.found++;
      const value = face?.recognisable ? face.confidence : 0;
      counts[value >= BLOCK_FROM ? 'block' : value >= REVIEW_FROM ? 'review' : 'allowed']++;
    }
    const share = (count: number) => `${Math.round((100 * count) / subjects.length)}%`.padStart(6);
    console.log(
      `${String(height).padStart(9)} | ${share(counts.found)} | ${share(counts.allowed)}  | ${share(counts.review)} | ${share(counts.block)}`,
    );
  }
}

async function cuts(finder: FaceFinder, rows: readonly Labelled[]): Promise<void> {
  const values: number[] = [];
  for (const row of rows.filter(({ recognisable }) => !recognisable)) {
    const { data, width, height } = await row.image();
    const [w, h] = [width >> 1, height >> 1];
    if (w < 100 || h < 100) continue;
    for (const [left, top] of [[0, 0] as const, [w, 0] as const, [0, h] as const, [w, h] as const]) {
      const cut = sharp(data, { raw: { width, height, channels: 3 } }).extract({
        left,
        top,
        width: w,
        height: h,
      });
      const picture = await decode(
        await cut
          .resize(w * 2)
          .flop()
          .png()
          .toBuffer(),
      );
      const value = await confidence(finder, picture);
      values.push(value);
      if (value >= REVIEW_FROM) console.log(`  ${value.toFixed(2)} ${row.file} ${left},${top}`);
    }
  }
  const from = (least: number) => values.filter((value) => value >= least).length;
  console.log(
    `quarters without a face: block ${percent(from(BLOCK_FROM), values.length)}, block or review ${percent(from(REVIEW_FROM), values.length)}`,
  );
}

const [folder, what = 'plain', half = 'all', limit = '1000'] = process.argv.slice(2);
const most = Number(limit);
if (!folder) {
  console.error('usage: calibrate FOLDER [plain|hard|curve|cuts] [all|tune|report] [portraits]');
  process.exit(2);
}
const rows = (await labelled(folder)).filter((row) => half === 'all' || row.half === half);
const finder = await openFaceFinder();
await { plain, hard, curve, cuts }[what as 'plain' | 'hard' | 'curve' | 'cuts'](finder, rows);
await finder.close();
