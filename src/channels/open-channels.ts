/**
 * The real networks that `garde-fou start` opens: each one that was set up. A new network adds its line here. (The only
 * place in this folder that knows more than one of them.)
 */
import type { Store } from '../store/store.js';
import type { Channel } from './channel.js';
import { findToken } from './telegram/token-file.js';
import { isPaired } from './whatsapp/is-paired.js';

export interface ChannelSetting {
  readonly store: Store;
  /** Where tokens and keys lie, beside the database. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: {
    info(what: object, words: string): void;
    warn(what: object, words: string): void;
    error(what: object, words: string): void;
  };
}

/**
 * Rejects with an Error for people when what was set up can't be used (a file that holds no token). What a network needs is
 * loaded only when it was set up.
 */
export async function openChannels(setting: ChannelSetting): Promise<Channel[]> {
  const channels: Channel[] = [];
  const token = findToken(setting.dataDir, setting.env);
  if (token) {
    const { openTelegram } = await import('./telegram/open-telegram.js');
    channels.push(openTelegram({ ...setting, token }));
  }
  // GARDE_FOU_WHATSAPP=1 opens it before a phone is linked, so that it can be linked in the console.
  if (isPaired(setting.store.db) || setting.env.GARDE_FOU_WHATSAPP === '1') {
    const { openWhatsApp } = await import('./whatsapp/open-whatsapp.js');
    channels.push(openWhatsApp(setting));
  }
  return channels;
}
