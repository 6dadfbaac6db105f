/** What Telegram answers when it won't do something. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number },
  ) {
    super(description);
  }
}

export const badRequest = (words: string): Refusal => new Refusal(400, `Bad Request: ${words}`);
export const forbidden = (words: string): Refusal => new Refusal(403, `Forbidden: ${words}`);
export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
