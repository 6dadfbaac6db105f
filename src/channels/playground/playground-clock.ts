/**
 * The playground's clock: the real one, moved forward by the “time jump” button so that timeouts can be seen.
 * It never goes back, also after a restart, because timers and messages have been dated with it.
 */
export class PlaygroundClock {
  #offset: number;
  readonly #save: (offsetMs: number) => void;
  readonly #real: () => number;

  constructor(offsetMs = 0, save: (offsetMs: number) => void = () => {}, real: () => number = Date.now) {
    this.#offset = offsetMs;
    this.#save = save;
    this.#real = real;
  }

  /** ms since 1970. */
  readonly now = (): number => this.#real() + this.#offset;

  /** How far it is ahead of the real time, in ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Throws RangeError for a jump that isn't forward. */
  jump(ms: number): void {
    if (!(ms > 0)) throw new RangeError('The clock only jumps forward.');
    this.#offset += ms;
    this.#save(this.#offset);
  }
}
