/** Telegram as `garde-fou start` opens it: when there is a token, over the program's own register. */
import { z } from 'zod';
import { isCoordinator, isPolice, type Role } from '../../domain/vocabulary.js';
import type { Store } from '../../store/store.js';
import { telegramKeep } from './keep.js';
import type { Log } from './log.js';
import {
  type TelegramChannel,
  type TelegramOptions,
  type TelegramRegister,
  telegramChannel,
} from './telegram-channel.js';
import type { FoundToken } from './token-file.js';

/** Whom Annex 4 §3 lets administer a group: the coordination, the police, and who looks after the machine. */
const administers = (role: Role): boolean => isCoordinator(role) || isPolice(role) || role === 'operator';

export const registerOf = (store: Store): TelegramRegister => ({
  groups: () =>
    store.groups
      .all()
      .filter((g) => g.channel === 'telegram' && g.active)
      .map((g) => g.chat),
  knows: (chat) => store.groups.byChat('telegram', chat)?.active === true,
  isOfficial(chat, person) {
    const group = store.groups.byChat('telegram', chat);
    const known = store.persons.find('telegram', person);
    const member = group && known ? store.members.get(group.id, known.id) : null;
    return member !== null && member.left_at === null && administers(member.role);
  },
});

const webhookUrl = z.url({ protocol: /^https$/ });
const portNumber = z.coerce.number().int().min(1).max(65_535);

/** GARDE_FOU_TELEGRAM_WEBHOOK (an https address) with _WEBHOOK_PORT and _WEBHOOK_HOST; absent: long polling. */
export function webhookOf(env: NodeJS.ProcessEnv): TelegramOptions['webhook'] {
  const url = env.GARDE_FOU_TELEGRAM_WEBHOOK?.trim();
  if (!url) return undefined;
  if (!webhookUrl.safeParse(url).success)
    throw new Error('GARDE_FOU_TELEGRAM_WEBHOOK must be an address that begins with https://.');
  const port = portNumber.safeParse(env.GARDE_FOU_TELEGRAM_WEBHOOK_PORT ?? 8443);
  if (!port.success)
    throw new Error('GARDE_FOU_TELEGRAM_WEBHOOK_PORT must be a port from 1 to 65535 (8443 if left out).');
  return { url, host: env.GARDE_FOU_TELEGRAM_WEBHOOK_HOST?.trim() || '127.0.0.1', port: port.data };
}

/** Throws an Error for a webhook that can't be one. */
export function openTelegram(given: {
  readonly store: Store;
  readonly token: FoundToken;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}): TelegramChannel {
  const { token, exposed, from } = given.token;
  if (exposed)
    given.log.warn(
      { file: from },
      'Others on this machine can read the Telegram token: run “chmod 600” on the file',
    );
  const webhook = webhookOf(given.env);
  const apiRoot = given.env.GARDE_FOU_TELEGRAM_API?.trim();
  return telegramChannel({
    token,
    keep: telegramKeep(given.store.db),
    register: registerOf(given.store),
    log: given.log,
    ...(webhook ? { webhook } : {}),
    ...(apiRoot ? { apiRoot } : {}),
  });
}
