/**
 * Vision for the program: one warm process behind a bounded line, started with the first picture and ended when nobody
 * sends any. Whatever a file does to it, the answer is a Look.
 */
import { createHash } from 'node:crypto';
import type { Look, LookOptions, Redacted, ReviewReason, Vision } from './api.js';
import { type BareLook, reviewLook } from './bare-look.js';
import { DecodeError } from './decode/decode-error.js';
import { MAX_BYTES } from './decode/limits.js';
import { findFfmpeg } from './film/find-ffmpeg.js';
import { framesOfFilm } from './film/frames-of-film.js';
import type { Subject } from './look-at.js';
import { type Looker, LookerError, startLooker } from './process/looker.js';
import type { Answer, Job } from './process/protocol.js';
import { Remembered } from './remembered.js';
import { sniff } from './sniff.js';
import { WaitingLine } from './waiting-line.js';

export interface VisionOptions {
  /** The ffmpeg to use; default: the first in PATH. */
  readonly ffmpeg?: string | undefined;
  /** Time a file may take, its decoding included. */
  readonly pictureMs?: number;
  /** Resident memory that the process may take, in bytes. */
  readonly memoryBytes?: number;
  readonly mostWaiting?: number;
  readonly idleMs?: number;
  /** Let everything else on the machine go first (default: true). */
  readonly stepBack?: boolean;
  /** The built entry of the process. */
  readonly entry?: string;
  /** Told when the process had to be ended or could not be started, for the log. Never holds anything of a picture. */
  readonly onTrouble?: (reason: ReviewReason, message: string) => void;
  /** How a process is started; tests bring their own. */
  readonly start?: () => Looker;
}

const MIB = 1024 * 1024;
/** Part of the memory above which a process that rests is replaced. */
const FULL = 0.75;
const START_MS = 60_000;
const KEEP_LOOKS_MS = 15 * 60_000;
/** With less time left, a picture is not begun again. */
const AGAIN_MS = 1500;
/** After a process that couldn't start, the next picture doesn't wait for the same failure. */
const RETRY_START_MS = 30_000;

export interface OpenVision extends Vision {
  /** Resident memory of the process, in bytes: for measurements. */
  memory(): { readonly now: number; readonly peak: number };
}

/** Nothing is started before the first look. */
export function openVision(options: VisionOptions = {}): OpenVision {
  const pictureMs = options.pictureMs ?? 5000;
  const memoryBytes = options.memoryBytes ?? 512 * MIB;
  const idleMs = options.idleMs ?? 5 * 60_000;
  const line = new WaitingLine(options.mostWaiting ?? 64, 128 * MIB);
  const remembered = new Remembered(512, KEEP_LOOKS_MS);
  const under = new Map<string, Promise<Look>>();
  const start =
    options.start ??
    (() =>
      startLooker({
        memoryBytes,
        startMs: START_MS,
        stepBack: options.stepBack ?? true,
        ...(options.entry === undefined ? {} : { entry: options.entry }),
      }));
  let looker: Looker | null = null;
  /** Processes that have answered. */
  const used = new WeakSet<Looker>();
  let idle: NodeJS.Timeout | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let nextId = 1;

  async function warm(): Promise<Looker> {
    if (closed) throw new LookerError('aborted', 'Vision was closed.');
    if (looker?.alive) return looker;
    if (performance.now() - failedAt < RETRY_START_MS)
      throw new LookerError('unavailable', 'The picture process could not be started a moment ago.');
    const fresh = start();
    looker = fresh;
    try {
      await fresh.ready;
    } catch (error) {
      failedAt = performance.now();
      looker = null;
      throw error;
    }
    return fresh;
  }

  /** Ends an idle process: its memory is worth more than the second that the next start takes. */
  function restartIdleTimer(): void {
    clearTimeout(idle);
    if (closed) return;
    idle = setTimeout(() => {
      if (line.length > 0) return;
      void looker?.close();
      looker = null;
    }, idleMs);
    idle.unref();
  }

  /** A picture for which one that had looked before had no room left is asked about once more, to a fresh one. */
  async function ask(type: Job['type'], subject: Subject, budgetMs: number): Promise<Answer> {
    const began = performance.now();
    const hadLooked = looker !== null && used.has(looker);
    try {
      return await askOnce(type, subject, budgetMs);
    } catch (error) {
      if (!(error instanceof LookerError && error.reason === 'too-large' && hadLooked)) throw error;
      await warm();
      const left = budgetMs - (performance.now() - began);
      if (left < AGAIN_MS) throw error;
      return askOnce(type, subject, left);
    }
  }

  async function askOnce(type: Job['type'], subject: Subject, budgetMs: number): Promise<Answer> {
    const process_ = await warm();
    // The process watches its own time; from outside it is ended only when it doesn't.
    try {
      const answer = await process_.ask({ id: nextId++, type, subject, budgetMs: budgetMs * 0.8 }, budgetMs);
      used.add(process_);
      return answer;
    } finally {
      // One that did not give its memory back is replaced before the next picture needs room in it.
      if (process_.memory().now > memoryBytes * FULL) {
        looker = null;
        void process_.close();
      }
    }
  }

  async function subjectOf(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Subject> {
    const format = sniff(bytes);
    if (format !== 'film') return { bytes, format };
    const frames = await framesOfFilm(findFfmpeg(options.ffmpeg), bytes, pictureMs, signal);
    return { bytes: new Uint8Array(), format, frames };
  }

  function refusalOf(bytes: Uint8Array): ReviewReason | null {
    if (bytes.length > MAX_BYTES) return 'too-large';
    if (bytes.length === 0) return 'damaged';
    return sniff(bytes) === 'unknown' ? 'unsupported' : null;
  }

  function reasonOf(error: unknown): ReviewReason {
    if (error instanceof DecodeError) return error.reason;
    const reason = error instanceof LookerError ? error.reason : 'crashed';
    options.onTrouble?.(reason, error instanceof Error ? error.message : String(error));
    return reason;
  }

  async function lookNow(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<BareLook> {
    if (signal?.aborted) return reviewLook('aborted');
    const began = performance.now();
    try {
      const subject = await subjectOf(bytes, signal);
      const answer = await ask('look', subject, pictureMs);
      if (answer.type === 'look') return answer.look;
      throw new LookerError('crashed', `Unexpected answer: ${answer.type}.`);
    } catch (error) {
      return reviewLook(reasonOf(error), Math.round(performance.now() - began));
    } finally {
      restartIdleTimer();
    }
  }

  async function lookFresh(bytes: Uint8Array, fingerprint: string, signal?: AbortSignal): Promise<Look> {
    const bare = line.hasRoomFor(bytes.length)
      ? await line.enter(bytes.length, () => lookNow(bytes, signal))
      : reviewLook('busy');
    const look: Look = { ...bare, fingerprint };
    remembered.put(look);
    return look;
  }

  return {
    async look(bytes, { signal }: LookOptions = {}) {
      const fingerprint = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      const refusal = refusalOf(bytes);
      if (refusal !== null) return { ...reviewLook(refusal), fingerprint };
      const before = remembered.get(fingerprint);
      if (before) return { ...before, ms: 0 };
      // The same picture in three groups at once is looked at once.
      const running = under.get(fingerprint);
      if (running && !signal) return running;
      const fresh = lookFresh(bytes, fingerprint, signal).finally(() => under.delete(fingerprint));
      if (!signal) under.set(fingerprint, fresh);
      return fresh;
    },
    async redact(bytes, { signal }: LookOptions = {}): Promise<Redacted> {
      const refusal = refusalOf(bytes);
      if (refusal !== null) return { verified: false, reason: refusal };
      const format = sniff(bytes);
      if (format === 'film') return { verified: false, reason: 'animated' };
      if (!line.hasRoomFor(bytes.length)) return { verified: false, reason: 'busy' };
      return line.enter(bytes.length, async () => {
        if (signal?.aborted) return { verified: false, reason: 'aborted' };
        try {
          // It is looked at twice at least.
          const answer = await ask('redact', { bytes, format }, pictureMs * 3);
          if (answer.type === 'redacted') return answer.redacted;
          throw new LookerError('crashed', `Unexpected answer: ${answer.type}.`);
        } catch (error) {
          return { verified: false, reason: reasonOf(error) };
        } finally {
          restartIdleTimer();
        }
      });
    },
    async warmUp() {
      await warm();
      restartIdleTimer();
    },
    memory: () => looker?.memory() ?? { now: 0, peak: 0 },
    async close() {
      closed = true;
      clearTimeout(idle);
      remembered.clear();
      await looker?.close();
      looker = null;
    },
  };
}
