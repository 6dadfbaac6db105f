/** How a call to Telegram failed. The message is safe to log: without token, address or anybody's words. */

export type ApiErrorKind =
  /** Telegram answered, and refused. */
  | 'refused'
  /** No answer: no network, cut off, or nothing within the time. Whether it was done is not known. */
  | 'network'
  /** An answer of a form that this program does not know. */
  | 'form'
  /** We stopped waiting because the program is closing. */
  | 'aborted';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly kind: ApiErrorKind,
    readonly method: string,
    readonly description: string,
    /** Telegram's number, like HTTP's; 0 where Telegram didn't answer. */
    readonly code = 0,
    readonly retryAfterMs: number | null = null,
    readonly migratedTo: string | null = null,
  ) {
    super(`${method}: ${code === 0 ? kind : code} ${description}`.trim());
  }

  /** True when Telegram's words are among these. */
  says(...words: readonly RegExp[]): boolean {
    return this.kind === 'refused' && words.some((w) => w.test(this.description));
  }
}
