/** What a message says about itself: what it answers, whom it names, how often it was forwarded. */
import type { proto } from '@whiskeysockets/baileys';
import type { EventOf } from '../../../domain/event.js';
import { plainJid } from '../jid.js';
import { asAddressed, messageRef } from '../message-ref.js';
import { saidIn } from './content.js';
import { isMe, type MapContext } from './context.js';
import { quotedMedia } from './media.js';
import { toNumber } from './numbers.js';
import { unwrap } from './unwrap.js';

type Reply = NonNullable<EventOf<'message'>['replyTo']>;

/** The context of whatever kind of content there is. */
export function contextInfoOf(content: proto.IMessage): proto.IContextInfo | null {
  for (const value of Object.values(content) as unknown[]) {
    const info = (value as { contextInfo?: proto.IContextInfo | null } | null)?.contextInfo;
    if (typeof value === 'object' && info) return info;
  }
  return null;
}

export function forwardOf(info: proto.IContextInfo | null): EventOf<'message'>['forward'] {
  if (!info) return undefined;
  const origin = info.forwardedNewsletterMessageInfo?.newsletterName?.slice(0, 256);
  const times = Math.max(toNumber(info.forwardingScore) ?? 0, info.isForwarded || origin ? 1 : 0);
  return times === 0 ? undefined : { times, ...(origin ? { origin } : {}) };
}

export function mentionsOf(info: proto.IContextInfo | null, { book }: MapContext): string[] {
  const ids = (info?.mentionedJid ?? []).map((jid) => book.idOf(jid)).filter((id) => id !== '');
  return [...new Set(ids)].slice(0, 256);
}

/** The answered message, named as it was named when it came; and its picture, unless it still stands in the group. */
export function replyOf(
  info: proto.IContextInfo | null,
  chat: string,
  mode: 'lid' | 'pn' | 'private',
  ctx: MapContext,
): { readonly reply: Reply; readonly shows: ReturnType<typeof quotedMedia> } | null {
  if (!info?.stanzaId) return null;
  // Quoted out of another chat, as status updates are: it names nothing here.
  const here = !info.remoteJid || plainJid(info.remoteJid) === chat || mode === 'private';
  const author = plainJid(info.participant);
  const own = author === '' ? ctx.isOwn(info.stanzaId) : isMe(author, ctx);
  const ref = messageRef(
    info.stanzaId,
    own,
    mode === 'private' || author === '' ? '' : asAddressed(author, mode, ctx.book),
  );
  const quoted = info.quotedMessage ? unwrap(info.quotedMessage).content : null;
  const text = quoted ? (saidIn(quoted)?.text ?? '').slice(0, 20_000) : '';
  const known = own || (here && ctx.stands(chat, ref));
  return {
    reply: {
      message: here ? ref : `elsewhere-${ref}`.slice(0, 256),
      ...(author === '' ? {} : { sender: ctx.book.idOf(author) }),
      ...(text === '' ? {} : { text }),
    },
    shows: quoted && !known ? quotedMedia(quoted) : [],
  };
}
