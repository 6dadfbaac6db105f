/** What commands answered, for the console: it shows the sentences where the order was given, not in a private chat. */
import type { Button, Sentence } from '../domain/action.js';

export interface CommandAnswer {
  readonly ok: boolean;
  /** Machine word: `done`, `asks`, or why not. */
  readonly word: string;
  readonly sentences: readonly Sentence[];
  readonly buttons: readonly Button[];
  readonly quote: string | null;
}

const KEPT = 200;

/** The last answers by the number of their event. */
export class CommandAnswers {
  readonly #answers = new Map<number, CommandAnswer>();

  put(inbox: number, answer: CommandAnswer): void {
    this.#answers.set(inbox, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= KEPT) break;
      this.#answers.delete(oldest);
    }
  }

  of(inbox: number): CommandAnswer | null {
    return this.#answers.get(inbox) ?? null;
  }
}
