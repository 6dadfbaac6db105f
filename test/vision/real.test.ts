/** The real process with the real models, on pictures drawn by code. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src/vision/film/find-ffmpeg.js';
import { type OpenVision, openVision } from '../../src/vision/open-vision.js';
import { build } from '../console/support/build.js';
import { jpeg, picture } from './pictures.js';

const MIB = 1024 * 1024;
let vision: OpenVision;
beforeAll(async () => {
  // Tests share the machine: the time of a picture is measured by the benchmark, not here.
  vision = openVision({
    entry: join(build('vision'), 'vision', 'process', 'entry.js'),
    pictureMs: 60_000,
    stepBack: false,
  });
  await vision.warmUp();
});
afterAll(() => vision?.close());

/** A Belgian plate, red on white, on a dark car of a kind. */
const plate = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="260" height="56">
  <rect width="260" height="56" rx="5" fill="#fbfbf6"/><rect x="2" y="2" width="256" height="52" rx="4" fill="none" stroke="#a01c25" stroke-width="2"/>
  <rect x="3" y="3" width="26" height="50" fill="#12398c"/><text x="8" y="48" font-family="DejaVu Sans, Arial, sans-serif" font-size="15" fill="#fff">B</text>
  <text x="38" y="43" font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold" font-size="40" textLength="212" fill="#a01c25">1-ABC-234</text></svg>`);
const car = async (): Promise<Buffer> =>
  picture(960, 640)
    .composite([
      {
        input: Buffer.from(
          '<svg width="620" height="330"><rect width="620" height="330" rx="40" fill="#27313b"/></svg>',
        ),
        left: 170,
        top: 200,
      },
      { input: plate, left: 350, top: 400 },
    ])
    .jpeg({ quality: 92 })
    .toBuffer();

describe('the picture engine', () => {
  it('lets a scene without anybody pass', async () => {
    expect(await vision.look(await jpeg(960, 640))).toMatchObject({ decision: 'allow', frames: 1 });
  });

  it('reads a plate, and makes a copy on which it reads none', async () => {
    const bytes = await car();
    const look = await vision.look(bytes);
    expect(look.decision).toBe('block');
    expect(look.plates[0]).toMatchObject({ readable: true });
    const [x, y, w, h] = look.plates[0]!.box;
    expect(x < 420 && x + w > 540 && y < 420 && y + h > 440).toBe(true);
    const copy = await vision.redact(bytes);
    if (!copy.verified) throw new Error(copy.reason);
    expect((await vision.look(copy.bytes)).plates.filter((p) => p.confidence > 0.4)).toEqual([]);
  });

  it('reads a plate in a picture that was sent upside down', async () => {
    const look = await vision.look(
      await sharp(await car())
        .rotate(180)
        .jpeg()
        .toBuffer(),
    );
    expect(look).toMatchObject({ decision: 'block' });
    expect(look.plates[0]?.text).toMatch(/ABC/);
  });

  it('a damaged and a hostile file are answers, and the engine goes on', async () => {
    const whole = await jpeg(640, 480);
    expect(await vision.look(whole.subarray(0, whole.length / 2))).toMatchObject({ reason: 'damaged' });
    const bomb = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>');
    expect(await vision.look(bomb)).toMatchObject({ decision: 'review', reason: 'too-large' });
    expect(await vision.look(await jpeg(641, 480))).toMatchObject({ decision: 'allow' });
  });

  it('an HEIC that is none is damaged', async () => {
    const fake = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic'),
      Buffer.alloc(400, 7),
    ]);
    expect(await vision.look(fake)).toMatchObject({ decision: 'review', reason: 'damaged' });
  });

  it.runIf(existsSync('/proc/self/statm'))(
    'a 12-megapixel photo stays within the memory',
    async () => {
      const large = await sharp(await car())
        .resize(4032, 3024, { fit: 'fill' })
        .jpeg()
        .toBuffer();
      expect(await vision.look(large)).toMatchObject({ decision: 'block', size: [4032, 3024] });
      expect(vision.memory().peak).toBeLessThan(512 * MIB);
    },
    180_000,
  );
});

describe('what moves', () => {
  /** A sticker or GIF in which the car drives up last. */
  const animated = async () =>
    sharp([await jpeg(960, 640), await jpeg(960, 640), await car()], { join: { animated: true } });

  it('a GIF and an animated sticker are seen to their end', async () => {
    const gif = await vision.look(await (await animated()).gif({ delay: [200, 200, 200] }).toBuffer());
    expect(gif).toMatchObject({ decision: 'block', redactable: false });
    const sticker = await vision.look(await (await animated()).webp({ quality: 80 }).toBuffer());
    expect(sticker).toMatchObject({ decision: 'block', redactable: false });
    expect(sticker.plates.some((p) => p.readable)).toBe(true);
  });

  const ffmpeg = findFfmpeg();
  if (ffmpeg === null)
    console.warn(
      '\nThere is no ffmpeg: films and round video notes are not tested. apt-get install -y ffmpeg\n',
    );

  /** Two seconds: a street, then the car; written by the real ffmpeg. */
  async function film(name: string, ...how: string[]): Promise<Buffer> {
    const folder = mkdtempSync(join(tmpdir(), 'garde-fou-test-'));
    try {
      const frames = [await jpeg(960, 640), await jpeg(960, 640), await car(), await car()];
      frames.forEach((frame, i) => {
        writeFileSync(join(folder, `f${i}.jpg`), frame);
      });
      const args = ['-v', 'error', '-framerate', '2', '-i', 'f%d.jpg', '-r', '10', ...how, name];
      execFileSync(ffmpeg!, args, { cwd: folder });
      return readFileSync(join(folder, name));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.runIf(ffmpeg)('a film is seen from its first to its last moment', async () => {
    const bytes = await film('film.mp4', '-c:v', 'mpeg4', '-q:v', '3', '-pix_fmt', 'yuv420p');
    const look = await vision.look(bytes);
    expect(look).toMatchObject({ decision: 'block', redactable: false });
    expect(look.plates[0]).toMatchObject({ readable: true });
  });

  it.runIf(ffmpeg)('a round video note of 384 pixels shows the plate that fills it', async () => {
    const square = ['-vf', 'crop=400:400:290:220,scale=384:384', '-c:v', 'mpeg4', '-q:v', '4'];
    expect(await vision.look(await film('note.mp4', ...square))).toMatchObject({ decision: 'block' });
  });

  it.runIf(ffmpeg)(
    'a film that is cut off is for a person, and nothing of it stays on the disk',
    async () => {
      const bytes = await film('film.mp4', '-c:v', 'mpeg4', '-q:v', '3', '-pix_fmt', 'yuv420p');
      expect(await vision.look(bytes.subarray(0, bytes.length / 3))).toMatchObject({ decision: 'review' });
    },
  );
});
