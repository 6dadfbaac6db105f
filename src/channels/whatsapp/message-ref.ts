/**
 * The engine's name of a message: WhatsApp's number of it and who sent it. Both are needed to take it out of a group —
 * and the number alone would not do: the sender chooses it, so that somebody could hide behind a neighbour's.
 */
import { createHash } from 'node:crypto';
import type { IdentityBook } from './identity-book.js';
import { isLid, plainJid, userOf } from './jid.js';

export interface MessageKey {
  readonly remoteJid: string;
  readonly id: string;
  readonly fromMe: boolean;
  readonly participant?: string;
}

const LONGEST = 180;
const short = (id: string): string =>
  id.length <= LONGEST ? id : `long-${createHash('sha256').update(id).digest('hex')}`;

/** `participant` as WhatsApp addresses it in that group; '' in a private chat. */
export function messageRef(id: string, fromMe: boolean, participant: string): string {
  const plain = plainJid(participant);
  const who = fromMe ? 'me' : plain === '' ? 'them' : isLid(plain) ? `l.${userOf(plain)}` : userOf(plain);
  return `${short(id)}~${who}`.slice(0, 256);
}

/** The key by which WhatsApp knows the message; null for what was never made by `messageRef`. */
export function keyOf(chat: string, ref: string): MessageKey | null {
  const at = ref.lastIndexOf('~');
  if (at <= 0 || ref.startsWith('long-')) return null;
  const [id, who] = [ref.slice(0, at), ref.slice(at + 1)];
  if (who === 'me') return { remoteJid: chat, id, fromMe: true };
  if (who === 'them') return { remoteJid: chat, id, fromMe: false };
  const participant = who.startsWith('l.') ? `${who.slice(2)}@lid` : `${who}@s.whatsapp.net`;
  return plainJid(participant) === participant ? { remoteJid: chat, id, fromMe: false, participant } : null;
}

/** How a group addresses a person: by LID or by number, as far as the other form is known. */
export const asAddressed = (jid: string, mode: 'lid' | 'pn', book: IdentityBook): string =>
  (mode === 'lid' ? book.lid(jid) : book.number(jid)) ?? plainJid(jid);
