/**
 * Telegram's own limits, kept on our side so that it never has to refuse: 20 messages a minute in one group and 30 calls a
 * second over all. When Telegram asks for a pause all the same, that chat waits; when it asks in several chats at once it
 * means the bot, and all of them wait.
 */
export interface PaceLimits {
  readonly perGroup: number;
  readonly perGroupMs: number;
  readonly overall: number;
  readonly overallMs: number;
}

export const TELEGRAM_LIMITS: PaceLimits = {
  perGroup: 20,
  perGroupMs: 60_000,
  overall: 30,
  overallMs: 1_000,
};

/** Pauses asked for in so many chats within so many ms are one pause for the bot. */
const SEVERAL = 3;
const TOGETHER_MS = 10_000;

export class Pace {
  readonly #limits: PaceLimits;
  readonly #clock: () => number;
  readonly #groups = new Map<string, number[]>();
  readonly #paused = new Map<string, number>();
  /** When a pause was last asked for in each chat. */
  readonly #asked = new Map<string, number>();
  #allPausedUntil = 0;
  #overall: number[] = [];

  constructor(clock: () => number, limits: PaceLimits = TELEGRAM_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Asks for one call. `messages`: how many messages it puts into the group (0: none, or a private chat).
   * Answers 0, and counts it, when it may be made now; else how many ms to wait.
   */
  ask(chat: string, messages: number): number {
    const now = this.#clock();
    const pause = Math.max(this.#paused.get(chat) ?? 0, this.#allPausedUntil) - now;
    if (pause > 0) return pause;
    this.#paused.delete(chat);
    const { perGroup, perGroupMs, overall, overallMs } = this.#limits;
    this.#overall = this.#overall.filter((at) => at > now - overallMs);
    const sent = (this.#groups.get(chat) ?? []).filter((at) => at > now - perGroupMs);
    const wait = Math.max(
      waitFor(this.#overall, 1, overall, overallMs, now),
      messages === 0 ? 0 : waitFor(sent, Math.min(messages, perGroup), perGroup, perGroupMs, now),
    );
    if (wait > 0) return wait;
    this.#overall.push(now);
    if (messages > 0) this.#groups.set(chat, [...sent, ...Array<number>(messages).fill(now)]);
    else if (sent.length === 0) this.#groups.delete(chat);
    return 0;
  }

  /** Telegram wants nothing in this chat for so long (429). */
  pause(chat: string, ms: number): void {
    const now = this.#clock();
    this.#paused.set(chat, now + ms);
    for (const [other, at] of this.#asked) if (at <= now - TOGETHER_MS) this.#asked.delete(other);
    this.#asked.set(chat, now);
    if (this.#asked.size >= SEVERAL) this.#allPausedUntil = Math.max(this.#allPausedUntil, now + ms);
  }
}

/** ms until so many of `at` have left the window that `more` fit. */
function waitFor(at: readonly number[], more: number, limit: number, windowMs: number, now: number): number {
  const tooMany = at.length + more - limit;
  if (tooMany <= 0) return 0;
  return Math.max(1, at[tooMany - 1]! + windowMs - now);
}
