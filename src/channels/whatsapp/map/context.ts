/** What the mapping must know of the world: who the bot is, who is who, what it sent and what stands in the group. */
import type { IdentityBook } from '../identity-book.js';

export interface MapContext {
  readonly book: IdentityBook;
  /** The bot's own addresses, plain; '' while unknown. */
  readonly me: { readonly number: string; readonly lid: string };
  /** ms since 1970: for messages that bear no usable time. */
  readonly now: number;
  /** True for a message number that this program sent itself. */
  readonly isOwn: (id: string) => boolean;
  /** True for a message that was seen and is not known to be gone: its picture in a quote is nothing new. */
  readonly stands: (chat: string, ref: string) => boolean;
}

export const isMe = (jid: string, { book, me }: MapContext): boolean =>
  (me.number !== '' && book.same(jid, me.number)) || (me.lid !== '' && book.same(jid, me.lid));
