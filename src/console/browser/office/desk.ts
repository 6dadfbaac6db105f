/** What every room of the office gets: words, who looks, ways to change things. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Right } from '../../../domain/roles.js';
import type { Me } from '../../office/wire.js';
import type { Words } from '../texts.js';
import type { Later } from './later.js';

export type SignedIn = Extract<Me, { signedIn: true }>;

export interface Desk {
  readonly words: Words;
  readonly me: SignedIn;
  readonly later: Later;
  /** The engine's time: the playground's clock can be ahead. */
  now(): number;
  may(right: Right): boolean;
  /** `undo`: a button beside it takes it back. */
  say(text: string, bad?: boolean, undo?: () => void): void;
  /** Runs a call; a failure is said on the screen and answers undefined. */
  attempt<T>(call: Promise<T>): Promise<T | undefined>;
  /** Title of a rule in the page's language. */
  ruleTitle(id: string): string;
  clauseOf(id: string): string;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('No DeskContext above this component.');
  return desk;
}
