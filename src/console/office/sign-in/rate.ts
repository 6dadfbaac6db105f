/** At most `most` times in `windowMs` for each key; forgets keys that have been quiet. In memory: a restart forgives. */
export class Rate {
  readonly #times = new Map<string, number[]>();

  constructor(
    readonly most: number,
    readonly windowMs: number,
    readonly clock: () => number,
  ) {}

  /** True when this time is still within the measure; counts it. */
  allow(key: string): boolean {
    const now = this.clock();
    const since = now - this.windowMs;
    if (this.#times.size > 10_000)
      for (const [k, times] of this.#times) if ((times.at(-1) ?? 0) <= since) this.#times.delete(k);
    const times = (this.#times.get(key) ?? []).filter((t) => t > since);
    const allowed = times.length < this.most;
    if (allowed) times.push(now);
    this.#times.set(key, times);
    return allowed;
  }
}
