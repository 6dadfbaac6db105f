/**
 * What to do when the connection ends: a pure decision, so that it can be tried with every reason. Being thrown out,
 * banned or replaced never loops: knocking again and again is what gets a number banned.
 */

export const PROBLEMS = [
  'logged-out',
  'banned',
  'replaced',
  'not-linked',
  'outdated',
  'bad-session',
  'pairing-timeout',
] as const;
/** Why the connection stays closed until a person does something. */
export type Problem = (typeof PROBLEMS)[number];

export interface Ending {
  /** WhatsApp's reason (Baileys' DisconnectReason); 0 when it gave none. */
  readonly code: number;
  /** Endings in a row, this one not counted, without a connection that stood for a while in between. */
  readonly failures: number;
  /** A code was shown, and waited for the phone to scan or type it. */
  readonly pairing: boolean;
  /** 0 ≤ chance < 1 */
  readonly chance: number;
}

export type Next =
  | { readonly do: 'reconnect'; readonly afterMs: number }
  | { readonly do: 'stop'; readonly problem: Problem };

const STOPS: ReadonlyMap<number, Problem> = new Map([
  [401, 'logged-out'],
  [406, 'logged-out'],
  [419, 'logged-out'],
  [402, 'banned'],
  [403, 'banned'],
  [405, 'outdated'],
  [409, 'outdated'],
  [411, 'not-linked'],
  [440, 'replaced'],
]);
const RESTART = 515;
const BAD_SESSION = 500;
const UNAVAILABLE = 503;
const TIMED_OUT = 408;

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;
const UNAVAILABLE_MS = 30_000;
const MOST_RESTARTS = 3;
const MOST_BAD_SESSIONS = 5;

/** 1 s, 2 s, 4 s … 5 min, each up to half as long again, so that not everybody comes back at the same moment. */
function backOff(failures: number, chance: number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return Math.round(Math.min(LONGEST_MS, step * (1 + chance / 2)));
}

export function afterEnding({ code, failures, pairing, chance }: Ending): Next {
  const problem = STOPS.get(code);
  if (problem !== undefined) return { do: 'stop', problem };
  // Right after pairing WhatsApp asks for a new connection: at once, but not for ever.
  if (code === RESTART && failures < MOST_RESTARTS) return { do: 'reconnect', afterMs: 0 };
  if (pairing && code === TIMED_OUT) return { do: 'stop', problem: 'pairing-timeout' };
  if (code === BAD_SESSION && failures >= MOST_BAD_SESSIONS) return { do: 'stop', problem: 'bad-session' };
  const afterMs = backOff(failures, chance);
  return { do: 'reconnect', afterMs: code === UNAVAILABLE ? Math.max(UNAVAILABLE_MS, afterMs) : afterMs };
}
