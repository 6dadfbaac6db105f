/** Counts of how long something took, in buckets, as Prometheus wants them. */
export class Histogram {
  readonly #counts: number[];
  #sum = 0;
  #n = 0;

  constructor(
    readonly name: string,
    readonly help: string,
    /** Upper ends, rising, in seconds. */
    readonly buckets: readonly number[],
  ) {
    this.#counts = buckets.map(() => 0);
  }

  /** `seconds` below nothing (a network's clock that is ahead) counts as nothing. */
  observe(seconds: number): void {
    const value = Math.max(0, seconds);
    this.#sum += value;
    this.#n++;
    const place = this.buckets.findIndex((end) => value <= end);
    if (place >= 0) this.#counts[place]!++;
  }

  lines(): string[] {
    let below = 0;
    return [
      `# HELP ${this.name} ${this.help}`,
      `# TYPE ${this.name} histogram`,
      ...this.buckets.map((end, i) => {
        below += this.#counts[i]!;
        return `${this.name}_bucket{le="${end}"} ${below}`;
      }),
      `${this.name}_bucket{le="+Inf"} ${this.#n}`,
      `${this.name}_sum ${this.#sum}`,
      `${this.name}_count ${this.#n}`,
    ];
  }
}
