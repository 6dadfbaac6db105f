/** The part of a logger that the adapter uses. Never given anybody's words, nor the token. */
export interface Log {
  info(what: object, words: string): void;
  warn(what: object, words: string): void;
  error(what: object, words: string): void;
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
