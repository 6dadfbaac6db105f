/**
 * A human pace. A number that answers within milliseconds, day and night, to hundreds of strangers is banned; so words
 * have gaps that vary, days have ceilings, and people who never wrote to the bot are few. Each kind
 * has a lane of its own: a number plate must not wait behind a thank-you, nor a neighbour behind a stranger.
 */
import type { Database } from 'better-sqlite3';

export type PaceKind = 'delete' | 'say' | 'private' | 'first-contact' | 'file' | 'member';

interface Limit {
  /** Gap after the one before, ms: at least, at most. */
  readonly gap: readonly [number, number];
  readonly aDay: number;
}

export const LIMITS: Readonly<Record<PaceKind, Limit>> = {
  delete: { gap: [300, 900], aDay: 600 },
  say: { gap: [1_500, 4_000], aDay: 300 },
  private: { gap: [1_500, 4_000], aDay: 400 },
  'first-contact': { gap: [4_000, 10_000], aDay: 40 },
  file: { gap: [3_000, 8_000], aDay: 60 },
  member: { gap: [2_000, 6_000], aDay: 80 },
};

const DAY_MS = 86_400_000;
/** A gap up to this long is waited for; a longer one is put off. */
const PATIENCE_MS = 12_000;
type Lane = 'delete' | 'words' | 'strangers' | 'files' | 'members';
const LANES: Readonly<Record<PaceKind, Lane>> = {
  delete: 'delete',
  say: 'words',
  private: 'words',
  'first-contact': 'strangers',
  file: 'files',
  member: 'members',
};

export type Slot =
  | { readonly go: true; readonly waitMs: number }
  | { readonly go: false; readonly afterMs: number; readonly reason: 'pace' | 'daily-ceiling' };

export interface Pacer {
  /** Asks to do one thing now, and counts it when it may be done. */
  ask(kind: PaceKind): Slot;
  /** How many of a kind were done today. */
  today(kind: PaceKind): number;
}

/** Days are those of UTC: a ceiling only needs a fixed length. `slower`: how many times longer gaps are at the moment. */
export function pacer(
  db: Database,
  clock: () => number,
  random: () => number,
  slower: () => number = () => 1,
): Pacer {
  const read = db.prepare<[string, string], { n: number }>(
    'SELECT n FROM whatsapp_pace WHERE day = ? AND kind = ?',
  );
  const count = db.prepare(
    'INSERT INTO whatsapp_pace (day, kind, n) VALUES (?, ?, 1) ON CONFLICT (day, kind) DO UPDATE SET n = n + 1',
  );
  const old = db.prepare('DELETE FROM whatsapp_pace WHERE day < ?');
  const freeAt: Record<Lane, number> = { delete: 0, words: 0, strangers: 0, files: 0, members: 0 };
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const today = (kind: PaceKind): number => read.get(dayOf(clock()), kind)?.n ?? 0;

  return {
    today,
    ask(kind) {
      const now = clock();
      const { gap, aDay } = LIMITS[kind];
      if (today(kind) >= aDay)
        return { go: false, afterMs: DAY_MS - (now % DAY_MS) + 60_000, reason: 'daily-ceiling' };
      const lane = LANES[kind];
      const waitMs = Math.max(0, freeAt[lane] - now);
      if (waitMs > PATIENCE_MS) return { go: false, afterMs: waitMs, reason: 'pace' };
      freeAt[lane] = now + waitMs + slower() * (gap[0] + Math.round(random() * (gap[1] - gap[0])));
      db.transaction(() => {
        count.run(dayOf(now), kind);
        old.run(dayOf(now - 7 * DAY_MS));
      }).immediate();
      return { go: true, waitMs };
    },
  };
}

/** How long a person would type this, ms: a second to four, whatever the length. */
export function typingMs(text: string, random: () => number): number {
  const typed = Math.min(3_000, 400 + text.length * 12);
  return Math.round(typed * (1 + random() / 3));
}
