/**
 * A film as at most eight pictures, made by ffmpeg. The file lies in a folder of its own for the seconds that this takes,
 * readable for its owner only, and is removed whatever happens. ffmpeg is started without a shell, may read this one
 * file and nothing from a network, and is ended when its time is up.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DecodeError } from '../decode/decode-error.js';
import { FRAME_SIDE, MAX_FRAMES } from '../decode/limits.js';
import { sampleMoments } from '../decode/sample-moments.js';

const PREFIX = 'garde-fou-film-';
const LEFTOVER_MS = 3_600_000;

/** What a killed program may have left behind. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir()))
    if (name.startsWith(PREFIX)) {
      const folder = join(tmpdir(), name);
      const age = Date.now() - (await stat(folder).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if (age > LEFTOVER_MS) await rm(folder, { recursive: true, force: true });
    }
}
let swept = false;

interface Ended {
  readonly code: number | null;
  readonly errors: string;
  readonly timedOut: boolean;
}

function run(
  ffmpeg: string,
  args: readonly string[],
  cwd: string,
  ms: number,
  signal?: AbortSignal,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, args, {
      cwd,
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    let timedOut = false;
    const end = (): void => {
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 20_000) errors += chunk.toString('latin1');
    });
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code) => {
      done();
      resolve({ code, errors, timedOut });
    });
  });
}

/** Only files, nothing from a network; one thread, so that texts go on; no audio. */
const INPUT = ['-nostdin', '-hide_banner', '-protocol_whitelist', 'file', '-threads', '1'];
const SHRINK = `scale='min(${FRAME_SIDE},iw)':'min(${FRAME_SIDE},ih)':force_original_aspect_ratio=decrease`;
const ONE = ['-an', '-sn', '-dn', '-frames:v', '1', '-vf', SHRINK, '-q:v', '2', '-y'];

/** Length in seconds as ffmpeg tells it; null when it doesn't know. */
function durationIn(report: string): number | null {
  const found = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(report);
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : null;
}

/**
 * JPEG frames: the first, the last and some in between, in the order in which they should be looked at. Rejects with
 * DecodeError `damaged`, `timeout` or `no-ffmpeg`.
 */
export async function framesOfFilm(
  ffmpeg: string | null,
  bytes: Uint8Array,
  budgetMs: number,
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  if (ffmpeg === null) throw new DecodeError('no-ffmpeg');
  const until = performance.now() + budgetMs;
  const left = (): number => Math.max(1, until - performance.now());
  if (!swept) {
    swept = true;
    await sweep().catch(() => {});
  }
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const file = join(folder, 'film');
    await writeFile(file, bytes, { mode: 0o600 });
    const input = `file:${file}`;
    const probe = await run(ffmpeg, [...INPUT, '-i', input], folder, left(), signal);
    const length = durationIn(probe.errors);
    const moments = length === null || length < 0.4 ? [0] : momentsOf(length);
    const frames: Uint8Array[] = [];
    for (const [i, at] of moments.entries()) {
      if (signal?.aborted || performance.now() > until) break;
      const out = join(folder, `${i}.jpg`);
      const seek = at > 0 ? ['-ss', at.toFixed(2)] : [];
      const ended = await run(
        ffmpeg,
        [...INPUT, ...seek, '-i', input, ...ONE, `file:${out}`],
        folder,
        left(),
        signal,
      );
      if (ended.timedOut) break;
      // Past the real end of the film ffmpeg writes nothing.
      const frame = await readFile(out).catch(() => null);
      if (frame && frame.length > 0) frames.push(frame);
    }
    if (signal?.aborted) throw new DecodeError('aborted');
    if (frames.length > 0) return frames;
    throw new DecodeError(performance.now() > until ? 'timeout' : 'damaged');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DecodeError('no-ffmpeg');
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds from the start. The last stands a little before the end, where there still is a frame. */
function momentsOf(length: number): number[] {
  const wanted = Math.max(ENOUGH, Math.min(MAX_FRAMES, Math.ceil(length * 2)));
  const last = Math.max(0, length - 0.15);
  return sampleMoments(wanted, MAX_FRAMES).map((i) => (i * last) / Math.max(1, wanted - 1));
}
const ENOUGH = 3;
