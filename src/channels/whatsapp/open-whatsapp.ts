/** WhatsApp as `garde-fou start` opens it: when a phone was linked, or is to be linked in the console. */
import { join } from 'node:path';
import { isCoordinator, isPolice, type Role } from '../../domain/vocabulary.js';
import type { Store } from '../../store/store.js';
import {
  type WhatsAppChannel,
  type WhatsAppOptions,
  type WhatsAppRegister,
  whatsappChannel,
} from './whatsapp-channel.js';

/** Whom Annex 4 §3 lets administer a group: the coordination, the police, and who looks after the machine. */
const administers = (role: Role): boolean => isCoordinator(role) || isPolice(role) || role === 'operator';

/** GARDE_FOU_WHATSAPP_KEY, or whatsapp.key beside the database. */
export const keyFileOf = (dataDir: string, env: NodeJS.ProcessEnv): string =>
  env.GARDE_FOU_WHATSAPP_KEY?.trim() || join(dataDir, 'whatsapp.key');

const registerOf = (store: Store): WhatsAppRegister => ({
  groups: () =>
    store.groups
      .all()
      .filter((g) => g.channel === 'whatsapp' && g.active)
      .map((g) => g.chat),
  isOfficial(chat, person) {
    const group = store.groups.byChat('whatsapp', chat);
    const known = store.persons.find('whatsapp', person);
    const member = group && known ? store.members.get(group.id, known.id) : null;
    return member !== null && member.left_at === null && administers(member.role);
  },
});

export function openWhatsApp(given: {
  readonly store: Store;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: NonNullable<WhatsAppOptions['log']>;
}): WhatsAppChannel {
  return whatsappChannel({
    db: given.store.db,
    keyFile: keyFileOf(given.dataDir, given.env),
    log: given.log,
    register: registerOf(given.store),
  });
}
