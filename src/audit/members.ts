/** Members are numbered in the order in which they first wrote; their names only show where that was asked for. */
import type { Texts } from './texts.js';

export class Members {
  private readonly numbers = new Map<string, number>();
  private readonly labels = new Map<string, string>();

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
    let label = this.labels.get(id);
    if (label === undefined) {
      const n = this.numbers.get(id) ?? this.numbers.size + 1;
      this.numbers.set(id, n);
      label = this.texts('member', { n });
      this.labels.set(id, label);
    }
    return label;
  }
}
