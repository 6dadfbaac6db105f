/**
 * When WhatsApp says that it is too much (429), it means the number and not the chat, and whoever goes on knocking is
 * banned. So nothing at all is sent for a while, twice as long each time; then one delivery alone finds out whether it is
 * over, and for some time after it everything goes more slowly.
 */
const FIRST_MS = 60_000;
const LONGEST_MS = 3_600_000;
/** How long the one that finds out may take before another one may. */
const TRYING_MS = 60_000;
const ASK_AGAIN_MS = 3_000;
const SLOW_MS = 15 * 60_000;
const SLOWER = 3;

export class Cooling {
  readonly #clock: () => number;
  /** ms of the last rest; 0 when all is well. */
  #rest = 0;
  #until = 0;
  #tryingUntil = 0;
  #slowUntil = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** ms to wait before something may be sent; 0: now. */
  ask(): number {
    const now = this.#clock();
    if (this.#rest === 0) return 0;
    if (now < this.#until) return this.#until - now;
    if (now < this.#tryingUntil) return ASK_AGAIN_MS;
    this.#tryingUntil = now + TRYING_MS;
    return 0;
  }

  /** WhatsApp said that it is too much; answers how long nothing is sent, ms. */
  refused(): number {
    const now = this.#clock();
    // What was under way already when it said so the first time does not count twice.
    if (this.#rest === 0 || now >= this.#until) {
      this.#rest = Math.min(LONGEST_MS, Math.max(FIRST_MS, this.#rest * 2));
      this.#until = now + this.#rest;
    }
    this.#tryingUntil = 0;
    return this.#until - now;
  }

  /** WhatsApp did what it was asked. */
  went(): void {
    if (this.#rest === 0 || this.#clock() < this.#until) return;
    this.#rest = 0;
    this.#slowUntil = this.#clock() + SLOW_MS;
  }

  /** It ended without telling whether WhatsApp still finds it too much: somebody else may find out. */
  ended(): void {
    this.#tryingUntil = 0;
  }

  /** How many times longer gaps are. */
  slower(): number {
    return this.#rest > 0 || this.#clock() < this.#slowUntil ? SLOWER : 1;
  }
}
