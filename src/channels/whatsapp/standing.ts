/**
 * Messages that were seen and, as far as is known, still stand in their group, with the beginning of their words: for
 * quotes, and so that a quoted picture that everybody sees anyway is not judged again. In memory only, and bounded.
 */
const MOST = 4_000;
const WORDS = 200;

export class Standing {
  readonly #texts = new Map<string, string>();

  seen(chat: string, ref: string, text: string): void {
    const key = `${chat} ${ref}`;
    this.#texts.delete(key);
    this.#texts.set(key, text.slice(0, WORDS));
    const oldest = this.#texts.size > MOST ? this.#texts.keys().next().value : undefined;
    if (oldest !== undefined) this.#texts.delete(oldest);
  }

  gone(chat: string, ref: string): void {
    this.#texts.delete(`${chat} ${ref}`);
  }

  has(chat: string, ref: string): boolean {
    return this.#texts.has(`${chat} ${ref}`);
  }

  textOf(chat: string, ref: string): string {
    return this.#texts.get(`${chat} ${ref}`) ?? '';
  }
}
