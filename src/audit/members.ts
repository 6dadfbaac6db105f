/** Members are numbered in the order in which they first wrote; their names only show where that was asked for. */
import type { Texts } from './texts.js';

export class Members {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly texts: Texts,
    private readonly showNames: boolean,
  ) {
    for (const id of names.keys()) this.numbers.set(id, this.numbers.size + 1);
  }

  label(id: string, name: string): string {
    if (this.showNames) {
      const shown = name || this.names.get(id);
      if (shown) return shown;
    }
    let n = this.numbers.get(id);
    if (n === undefined) {
      n = this.numbers.size + 1;
      this.numbers.set(id, n);
    }
    return this.texts('member', { n });
  }
}
