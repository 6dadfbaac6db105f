/** One after the other, and no more than so many (and so many bytes) waiting. */

export class WaitingLine {
  #last: Promise<unknown> = Promise.resolve();
  #jobs = 0;
  #bytes = 0;

  constructor(
    readonly mostJobs: number,
    readonly mostBytes: number,
  ) {}

  get length(): number {
    return this.#jobs;
  }

  /** False: too much waits already. */
  hasRoomFor(bytes: number): boolean {
    return this.#jobs < this.mostJobs && (this.#jobs === 0 || this.#bytes + bytes <= this.mostBytes);
  }

  /** Runs `work` when everything before it has ended. */
  async enter<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    this.#jobs++;
    this.#bytes += bytes;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.#jobs--;
      this.#bytes -= bytes;
    }
  }
}
