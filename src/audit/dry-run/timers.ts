/** Moments to be reminded of, soonest first. A binary heap: thousands may wait in a long chat. */
import type { DecideTimer } from '../../domain/vocabulary.js';

export interface Timer {
  readonly due: number;
  readonly timer: DecideTimer;
  readonly ref: string;
}

export class Timers {
  private readonly heap: Timer[] = [];

  get size(): number {
    return this.heap.length;
  }

  add(timer: Timer): void {
    const { heap } = this;
    heap.push(timer);
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (heap[up]!.due <= timer.due) break;
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = timer;
  }

  /** Takes the soonest out if it is due at `now`. */
  takeDue(now: number): Timer | null {
    const { heap } = this;
    const first = heap[0];
    if (!first || first.due > now) return null;
    const last = heap.pop()!;
    if (heap.length > 0) this.sink(last);
    return first;
  }

  private sink(timer: Timer): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && heap[down + 1]!.due < heap[down]!.due) down++;
      if (heap[down]!.due >= timer.due) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = timer;
  }
}
