/** WhatsApp's addresses: groups end in `@g.us`, people in `@s.whatsapp.net` (number) or `@lid` (anonymous number). */
import { jidDecode } from '@whiskeysockets/baileys';

const SERVERS: Readonly<Record<string, string>> = {
  'c.us': 's.whatsapp.net',
  hosted: 's.whatsapp.net',
  'hosted.lid': 'lid',
};

/** Without the device, one spelling a server. '' for what is no address. */
export function plainJid(jid: string | null | undefined): string {
  const parts = jid ? jidDecode(jid) : undefined;
  if (!parts?.user) return '';
  return `${parts.user}@${SERVERS[parts.server] ?? parts.server}`;
}

export const isGroup = (jid: string): boolean => /^[0-9-]{5,64}@g\.us$/.test(jid);
export const isNumber = (jid: string): boolean => /^[0-9]{3,20}@s\.whatsapp\.net$/.test(jid);
export const isLid = (jid: string): boolean => /^[0-9]{3,24}@lid$/.test(jid);
export const isPerson = (jid: string): boolean => isNumber(jid) || isLid(jid);
export const userOf = (jid: string): string => jid.slice(0, Math.max(0, jid.indexOf('@')));
