/**
 * Which events wait in the journal for pictures to be looked at, and who must wait behind them. A text overtakes pictures
 * of others, so that moderation of words never waits for them; what depends on the order keeps it: also a word that the
 * police know, which may be about the report under a picture that still waits.
 */
import type { ChannelEvent, Person } from '../domain/event.js';

/** What must be known of an event that waits, to tell who depends on it: no text of it is kept in memory. */
interface Waiting {
  readonly messages: readonly string[];
  /** Whose words wait: what they write next may be the rest of the same telling. */
  readonly writer: Person | null;
}

interface Chat {
  readonly channel: string;
  readonly chat: string;
  readonly waiting: Map<number, Waiting | 'anything'>;
}

const keyOf = (e: { channel: string; chat: string }): string => `${e.channel}:${e.chat}`;

const namesOf = ({ id, alt }: Person): readonly string[] => (alt === undefined ? [id] : [id, alt]);
const samePerson = (a: Person, b: Person): boolean => namesOf(a).some((name) => namesOf(b).includes(name));

/** The messages that an event is about: itself, what it edits or answers, what was taken away or got an emoji. */
function messagesOf(event: ChannelEvent): readonly string[] {
  if (event.type === 'message')
    return event.replyTo ? [event.message, event.replyTo.message] : [event.message];
  return event.type === 'removed' || event.type === 'reaction' ? [event.message] : [];
}

export class WaitingEvents {
  readonly #chats = new Map<string, Chat>();

  /**
   * True: it must not be judged before what waits in its chat. `informs`: it may say that the police know of something;
   * asked only where a picture with words waits.
   */
  mustWait(event: ChannelEvent, informs: () => boolean): boolean {
    const chat = this.#chats.get(keyOf(event));
    if (!chat) return false;
    // Timers, presses, orders and changes of the group or its members are about its state, which what waits may change.
    if (event.type !== 'message' && event.type !== 'removed' && event.type !== 'reaction') return true;
    const about = messagesOf(event);
    let words = false;
    for (const before of chat.waiting.values()) {
      if (before === 'anything') return true;
      if (before.messages.some((m) => about.includes(m))) return true;
      if (event.type !== 'message' || !before.writer) continue;
      if (samePerson(before.writer, event.sender)) return true;
      words = true;
    }
    return words && informs();
  }

  /** Notes that row `inbox` waits; `event` null: it can't be read, so everything stays behind it. */
  add(where: { channel: string; chat: string }, inbox: number, event: ChannelEvent | null): void {
    const key = keyOf(where);
    let chat = this.#chats.get(key);
    if (!chat) {
      chat = { channel: where.channel, chat: where.chat, waiting: new Map() };
      this.#chats.set(key, chat);
    }
    const known = event?.type === 'message' || event?.type === 'removed' || event?.type === 'reaction';
    chat.waiting.set(
      inbox,
      known
        ? {
            messages: messagesOf(event),
            writer: event.type === 'message' && event.text !== '' ? event.sender : null,
          }
        : 'anything',
    );
  }

  /** Row `inbox` waits no more. */
  done(where: { channel: string; chat: string }, inbox: number): void {
    this.#chats.get(keyOf(where))?.waiting.delete(inbox);
  }

  /** Nothing waits in this chat any more. */
  clear(where: { channel: string; chat: string }): void {
    this.#chats.delete(keyOf(where));
  }

  /** The chats in which something waits, in the order in which it began. */
  chats(): readonly { readonly channel: string; readonly chat: string }[] {
    return [...this.#chats.values()].map(({ channel, chat }) => ({ channel, chat }));
  }
}
