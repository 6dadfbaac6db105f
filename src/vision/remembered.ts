/** Looks of a short while ago by fingerprint: a picture sent again, quoted or edited under is answered at once. */
import type { Look } from './api.js';

/** What depends on the moment, not on the picture: not remembered. */
const PASSING: ReadonlySet<string> = new Set([
  'busy',
  'aborted',
  'unavailable',
  'crashed',
  'timeout',
  'no-ffmpeg',
]);

export class Remembered {
  readonly #looks = new Map<string, { readonly look: Look; readonly until: number }>();

  constructor(
    readonly most: number,
    readonly keepMs: number,
    readonly now: () => number = () => performance.now(),
  ) {}

  get(fingerprint: string): Look | undefined {
    const kept = this.#looks.get(fingerprint);
    if (!kept) return undefined;
    this.#looks.delete(fingerprint);
    if (kept.until <= this.now()) return undefined;
    this.#looks.set(fingerprint, kept);
    return kept.look;
  }

  put(look: Look): void {
    if (look.reason !== undefined && PASSING.has(look.reason)) return;
    this.#looks.set(look.fingerprint, { look, until: this.now() + this.keepMs });
    const oldest = this.#looks.keys().next();
    if (this.#looks.size > this.most && !oldest.done) this.#looks.delete(oldest.value);
  }

  clear(): void {
    this.#looks.clear();
  }
}
