/** How the connection stands, for the console and the log. */
export type ConnectionState = 'starting' | 'connected' | 'retrying' | 'stopped';

/** Machine words; the console has sentences for them (`telegram.problem.*`). */
export type ConnectionProblem =
  /** 401: the token was revoked, or is wrong. Nothing works until a new one is stored. */
  | 'token-refused'
  /** 409: another program reads this bot's messages. */
  | 'conflict'
  /** Telegram can't be reached; we go on trying. */
  | 'network'
  /** Telegram answers with errors of its own; we go on trying. */
  | 'telegram'
  /** What came in can't be written to the disk; Telegram keeps it meanwhile. */
  | 'storage'
  /** The port for the webhook can't be had. */
  | 'webhook';

export interface ChannelStatus {
  readonly state: ConnectionState;
  /** ms since 1970. */
  readonly since: number;
  readonly problem?: ConnectionProblem;
  /** The bot's own name on Telegram, once it is known. */
  readonly bot?: string;
}

/** What the operator reads in the log. */
export const WORDS: Readonly<Record<ConnectionProblem, string>> = {
  'token-refused':
    'Telegram refuses the token: it was revoked, or it is wrong. Ask @BotFather for the current one and run “garde-fou setup telegram”. Nothing is lost meanwhile: what waits is kept, and Telegram keeps new messages for 24 hours.',
  conflict:
    'Another program is reading the messages of this bot. Stop it, or give Garde-fou a bot of its own; two must never share one.',
  network: 'Telegram can’t be reached. Garde-fou goes on trying; Telegram keeps new messages for 24 hours.',
  telegram: 'Telegram answers with an error of its own. Garde-fou goes on trying.',
  storage:
    'What Telegram sent can’t be written to the database. It is asked for again until it can; look at the disk.',
  webhook: 'The address for Telegram’s webhook can’t be listened on. Is another program using the port?',
};
