/** The part of a pino logger that the engine uses. Never given a message's text. */
export interface Log {
  info(what: object, words: string): void;
  warn(what: object, words: string): void;
  error(what: object, words: string): void;
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
