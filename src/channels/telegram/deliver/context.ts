/** What carrying out a delivery needs. */
import type { Api } from '../api.js';
import type { Keep } from '../keep.js';
import type { Pace } from '../pace.js';

/** Where a button was pressed, and by whom. */
export interface Pressed {
  readonly chat: string;
  readonly message: string;
  readonly person: string;
  readonly private: boolean;
}

export interface Context {
  readonly api: Api;
  readonly keep: Keep;
  readonly pace: Pace;
  readonly clock: () => number;
  /** The name that a person goes by, if it was heard; asked of Telegram otherwise. */
  nameOf(chat: string, person: string): Promise<string>;
  /** A button of which the engine has heard. */
  pressed(press: string): Pressed | undefined;
  /** The private chat of somebody who asked to join, while Telegram lets the bot write there. */
  privateChat(person: string): string;
  /** The bot lacks a right here, as it seems: what it has is looked up and told. */
  doubtRights(chat: string): void;
  /** Something new is to be done later. */
  rearm(): void;
}
