/** One process that looks at pictures: started, asked one thing at a time, measured, and ended when it goes wrong. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ReviewReason } from '../api.js';
import type { Answer, Job } from './protocol.js';

export interface LookerOptions {
  /** The built entry; default: beside this module. */
  readonly entry?: string;
  /** Above this the process is ended, in bytes of resident memory. */
  readonly memoryBytes: number;
  /** It must have loaded its models within this. */
  readonly startMs: number;
  /** Let everything else on the machine go first (default: true). */
  readonly stepBack?: boolean;
}

/** Why a job has no answer. */
export class LookerError extends Error {
  constructor(
    readonly reason: ReviewReason,
    message: string,
  ) {
    super(message);
    this.name = 'LookerError';
  }
}

export interface Looker {
  /** Resolves when the models are loaded; rejects with LookerError `unavailable`. */
  readonly ready: Promise<void>;
  /** One at a time. Ends the process when the answer isn't there after `killMs`; rejects with LookerError. */
  ask(job: Job, killMs: number): Promise<Answer>;
  readonly alive: boolean;
  /** Resident memory now and at its highest while a job was under way, in bytes; 0 where the system doesn't tell. */
  memory(): { readonly now: number; readonly peak: number };
  close(): Promise<void>;
}

const PAGE = 4096;
const MEASURE_EVERY_MS = 100;

/** Bytes of resident memory of a process; 0 where there is no /proc. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
  } catch {
    return 0;
  }
}

/** Only what a decoder may need: no token or password of the program reaches a process that opens strangers' files. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    ['PATH', 'LANG', 'TZ', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']
      .map((name) => [name, process.env[name]])
      .filter(([, value]) => value !== undefined),
  ),
  // Pictures are a few large blocks that come and go: glibc is to give them back, and not to keep a heap a thread. In
  // huge pages, because a third of the time went into clearing small ones. Measured: docs/PICTURES.md.
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '4194304',
  MALLOC_TRIM_THRESHOLD_: '33554432',
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
});

export function startLooker(options: LookerOptions): Looker {
  const child: ChildProcess = fork(
    options.entry ?? fileURLToPath(new URL('./entry.js', import.meta.url)),
    [],
    {
      // The entry frees a picture's memory when it has answered, not when the engine happens to find the time.
      execArgv: ['--max-old-space-size=192', '--expose-gc'],
      serialization: 'advanced',
      env: environment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  let alive = true;
  let peak = 0;
  let killedFor: ReviewReason | null = null;
  let asked: { resolve: (a: Answer) => void; reject: (e: Error) => void } | null = null;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  try {
    // The groups' messages come first.
    if (child.pid !== undefined && options.stepBack !== false)
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that doesn't let us: it works all the same.
  }

  const kill = (why: ReviewReason): void => {
    killedFor ??= why;
    child.kill('SIGKILL');
  };
  const measure = (): void => {
    peak = Math.max(peak, residentBytes(child.pid));
    if (peak > options.memoryBytes) kill('too-large');
  };

  let startTimer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const unable = (message: string): void => reject(new LookerError('unavailable', message));
    startTimer = setTimeout(() => {
      unable(`The picture process was not ready after ${options.startMs} ms.`);
      kill('unavailable');
    }, options.startMs);
    child.on('message', (answer: Answer) => {
      if (answer.type === 'ready') resolve();
      else if (answer.type === 'unable') unable(answer.message);
      else asked?.resolve(answer);
    });
    const gone = (message: string): void => {
      alive = false;
      clearTimeout(startTimer);
      unable(message);
      asked?.reject(new LookerError(killedFor ?? 'crashed', message));
    };
    child.once('exit', (code, signal) => gone(`The picture process ended (${signal ?? `exit ${code}`}).`));
    child.once('error', (error) => gone(`The picture process could not be started: ${error.message}`));
  }).finally(() => clearTimeout(startTimer));
  // Whoever asks hears of it; nobody asking is no fault.
  ready.catch(() => {});

  return {
    ready,
    get alive() {
      return alive;
    },
    memory: () => ({ now: residentBytes(child.pid), peak }),
    async ask(job, killMs) {
      await ready;
      if (!alive) throw new LookerError('crashed', 'The picture process has ended.');
      // While it works the program waits for it; idle it keeps nobody from ending.
      child.ref();
      child.channel?.ref();
      const watch = setInterval(measure, MEASURE_EVERY_MS);
      const limit = setTimeout(() => kill('timeout'), killMs);
      try {
        const answer = await new Promise<Answer>((resolve, reject) => {
          asked = { resolve, reject };
          child.send(job, (error) => {
            if (error) reject(new LookerError('crashed', error.message));
          });
        });
        measure();
        if (answer.type === 'fault') throw new LookerError('crashed', answer.message);
        return answer;
      } finally {
        asked = null;
        clearInterval(watch);
        clearTimeout(limit);
        child.unref();
        child.channel?.unref();
      }
    },
    async close() {
      if (!alive) return;
      // Idle it keeps nobody from ending; being waited for, it must, or the program ends before the wait does.
      child.ref();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
