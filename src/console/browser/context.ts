/** Gives every part of the page its state, its words and the way to change things. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RoomState } from '../wire.js';
import { ApiError } from './api.js';
import type { Change, State } from './state.js';
import type { StoryPlayer } from './use-story-player.js';

export interface Ui {
  readonly state: State;
  readonly room: RoomState;
  readonly player: StoryPlayer;
  dispatch(change: Change): void;
  /** Runs a call of the server; a failure is said on the screen. */
  attempt<T>(call: Promise<T>): Promise<T | undefined>;
  /** Opens another room. */
  open(room: string): void;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('No UiContext above this component.');
  return ui;
}

/** The text key of a failure. */
export const problemKey = (error: unknown): string =>
  `error.${error instanceof ApiError ? error.code : 'internal'}`;
