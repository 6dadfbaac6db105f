/**
 * Rules reload without a restart. Changes are noticed by the system's file events where those work, and by a cheap
 * look at the files' times and sizes everywhere (network folders and containers often send no events).
 */
import { type FSWatcher, watch as fsWatch, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, LADDER_FILE, type LoadOptions, loadRules } from './load.js';
import type { RuleSet } from './rule-set.js';

export interface Timers {
  /** Calls `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Timers that don't keep the process alive. */
export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

export interface WatchOptions {
  readonly load?: LoadOptions;
  /** Quiet time after a change before the rules are read: editors write in several steps. Default 200 ms. */
  readonly debounceMs?: number;
  /** How often the files' times are looked at. Default 2,000 ms; 0: rely on events alone. */
  readonly pollMs?: number;
  readonly timers?: Timers;
  /** False: don't use file events (tests). Default true. */
  readonly events?: boolean;
  /** The version in use now; when the first reload reads the same, nobody is told. */
  readonly current?: string;
}

export interface RulesWatch {
  close(): void;
}

/** Names, times and sizes of the files that count: changes whenever one of them does. */
function stampOf(dir: string): string {
  const parts: string[] = [];
  try {
    const { mtimeMs, size } = statSync(join(dir, LADDER_FILE));
    parts.push(`${LADDER_FILE}:${mtimeMs}:${size}`);
  } catch {
    parts.push(`${LADDER_FILE}:absent`);
  }
  for (const folder of FOLDERS) {
    try {
      for (const name of readdirSync(join(dir, folder)).sort()) {
        if (!name.endsWith('.yaml')) continue;
        const { mtimeMs, size } = statSync(join(dir, folder, name));
        parts.push(`${folder}/${name}:${mtimeMs}:${size}`);
      }
    } catch {
      // The folder is absent (own/) or being replaced: the next look tells.
      parts.push(`${folder}:absent`);
    }
  }
  return parts.join('\n');
}

/**
 * Watches `dir`. After a change that leaves the rules sound, `onGood` gets the new set; after one that breaks
 * them `onBad` gets the error (a RulesError with every problem) and whoever listens keeps the set they have.
 * Neither is called for a change that changes nothing.
 */
export function watchRules(
  dir: string,
  onGood: (rules: RuleSet) => void,
  onBad: (error: unknown) => void,
  options: WatchOptions = {},
): RulesWatch {
  const { debounceMs = 200, pollMs = 2000, timers = systemTimers } = options;
  let version = options.current ?? null;
  let stamp = stampOf(dir);
  let lastComplaint: string | null = null;
  let closed = false;
  let cancelReload: (() => void) | null = null;
  let cancelPoll: (() => void) | null = null;
  const watchers: FSWatcher[] = [];

  const reload = (): void => {
    cancelReload = null;
    if (closed) return;
    stamp = stampOf(dir);
    let rules: RuleSet;
    try {
      rules = loadRules(dir, options.load);
    } catch (error) {
      const complaint = String((error as Error).message);
      if (complaint !== lastComplaint) onBad(error);
      lastComplaint = complaint;
      return;
    }
    // After a broken edit was mended the listener hears of it even when the content is what it was.
    if (rules.version !== version || lastComplaint !== null) {
      version = rules.version;
      lastComplaint = null;
      onGood(rules);
    }
  };
  const changed = (): void => {
    if (closed) return;
    cancelReload?.();
    cancelReload = timers.after(debounceMs, reload);
  };
  const poll = (): void => {
    if (closed) return;
    const now = stampOf(dir);
    if (now !== stamp) {
      stamp = now;
      changed();
    }
    cancelPoll = timers.after(pollMs, poll);
  };

  if (options.events !== false)
    for (const folder of FOLDERS) {
      try {
        const watcher = fsWatch(join(dir, folder), { persistent: false }, (_, name) => {
          if (name === null || name.endsWith('.yaml')) changed();
        });
        // Out of watches, folder replaced…: the poll goes on without it.
        watcher.on('error', () => watcher.close());
        watchers.push(watcher);
      } catch {
        // No such folder or no watches here: the poll sees it.
      }
    }
  if (pollMs > 0) cancelPoll = timers.after(pollMs, poll);

  return {
    close() {
      closed = true;
      cancelReload?.();
      cancelPoll?.();
      for (const watcher of watchers) watcher.close();
    },
  };
}
