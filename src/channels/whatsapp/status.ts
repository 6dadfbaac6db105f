/** How the connection stands, for the console and the terminal. */
import type { KeyProblem } from './auth/key-file.js';
import type { Problem } from './connection-policy.js';

/** A phone is to be linked: show the picture of `qr`, or the code that is typed on the phone. */
export type Pairing = { readonly qr: string } | { readonly code: string };

export type WhatsAppState = 'off' | 'unpaired' | 'pairing' | 'connecting' | 'open' | 'waiting' | 'stopped';

export interface WhatsAppStatus {
  readonly state: WhatsAppState;
  /** ms since 1970 */
  readonly since: number;
  /** Why it is stopped or waits; null when nothing is wrong. */
  readonly problem: Problem | KeyProblem | 'no-connection' | 'restricted' | 'not-written' | null;
  /** When it is tried again, ms since 1970; null when nothing is planned. */
  readonly nextAttempt: number | null;
  readonly pairing: Pairing | null;
  /** The number that is linked, e.g. 32470123456; null while unknown. */
  readonly number: string | null;
}

/** The key of the sentence, in rules/messages/whatsapp, that tells an operator how it stands and what to do. */
export const statusKey = ({ state, problem }: Pick<WhatsAppStatus, 'state' | 'problem'>): string =>
  problem === null ? `state.${state}` : `problem.${problem}`;
