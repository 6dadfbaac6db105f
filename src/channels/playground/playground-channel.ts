/**
 * A chat network that exists only in this program: what people do in the page becomes channel events, and what
 * the engine orders becomes bubbles. It can do all that Telegram can, so that nothing has to degrade here.
 */
import type { ChannelEvent, EventOf, Media, Person } from '../../domain/event.js';
import type { Capabilities, Channel, Delivery, DeliveryResult, OutgoingFile } from '../channel.js';
import type { ChatBook } from './chat-book.js';
import type { ChatMessage, ChatPicture, Seat, SystemNote } from './chat-message.js';
import { PictureShelf } from './picture-shelf.js';
import { PlaygroundError } from './playground-error.js';

/** What changed in a room, for whoever shows it. */
export type PlaygroundChange =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'seat'; readonly seat: Seat }
  /** A pressed button was answered: the words that a phone shows for a moment. */
  | { readonly type: 'toast'; readonly person: string; readonly text: string };

export interface Posting {
  readonly text: string;
  /** `bot`: in the person's private chat with the bot. */
  readonly to: 'group' | 'bot';
  readonly replyTo?: string;
  /** How often the text had been forwarded before. */
  readonly forwarded?: number;
  /** By their words on the shelf. Several are an album: a message each, the words under the first. */
  readonly pictures?: readonly string[];
}

type Listener = (room: string, change: PlaygroundChange) => void;

export class PlaygroundChannel implements Channel {
  readonly name = 'playground';
  readonly capabilities: Capabilities = {
    buttons: true,
    deleteOthers: true,
    restrict: true,
    remove: true,
    joinRequests: false,
    reactions: true,
    privateFirst: true,
  };
  /** What people posted, in memory. */
  readonly shelf: PictureShelf;
  readonly #book: ChatBook;
  readonly #now: () => number;
  readonly #listeners = new Set<Listener>();
  #deliverTo: (event: ChannelEvent) => void = () => {
    throw new Error('The playground has not been started.');
  };

  constructor(book: ChatBook, now: () => number, shelf = new PictureShelf()) {
    this.shelf = shelf;
    this.#book = book;
    this.#now = now;
  }

  async start(deliverTo: (event: ChannelEvent) => void): Promise<void> {
    this.#deliverTo = deliverTo;
  }

  async stop(): Promise<void> {}

  /** Calls `listener` for every change; answers the function that ends it. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A person writes; answers the message with the words. Throws PlaygroundError when they may not. */
  post(room: string, person: string, posting: Posting): ChatMessage {
    const seat = this.#speaker(room, person, posting.to === 'group');
    const replied = posting.replyTo === undefined ? undefined : this.#message(room, posting.replyTo);
    const pictures = (posting.pictures ?? []).map((ref) => this.#shelved(ref));
    const album = pictures.length > 1 ? { album: `${room}-a${this.#book.next('album')}` } : {};
    const part = (text: string, shown: readonly ChatPicture[]): ChatMessage => {
      const message = this.#add({
        room,
        thread: posting.to === 'group' ? 'group' : person,
        from: person,
        name: seat.name,
        kind: 'member',
        text,
        replyTo: replied?.id ?? null,
        ...withPictures(shown),
        ...album,
      });
      this.#tell(message, { replied, forwarded: posting.forwarded ?? 0 });
      return message;
    };
    const first = part(posting.text, pictures.slice(0, 1));
    for (const picture of pictures.slice(1)) part('', [picture]);
    return first;
  }

  /** A person changes their own words. */
  edit(room: string, person: string, id: string, text: string): ChatMessage {
    this.#speaker(room, person, true);
    const before = this.#own(room, person, id);
    const message = { ...before, text, revision: before.revision + 1 };
    this.#save(message);
    const replied = before.replyTo === null ? undefined : this.#book.message(before.replyTo);
    this.#tell(message, { replied, forwarded: 0 });
    return message;
  }

  /** A person takes a message out: their own, or as `administrator` also somebody else's. */
  remove(room: string, person: string, id: string, administrator = false): ChatMessage {
    this.#speaker(room, person, false);
    const before = administrator ? this.#standing(room, id) : this.#own(room, person, id);
    const own = before.from === person;
    const message: ChatMessage = {
      ...before,
      text: '',
      deleted: own ? 'self' : 'admin',
      buttons: [],
      pictures: [],
    };
    for (const picture of before.pictures ?? []) this.shelf.drop(picture.ref);
    this.#save(message);
    if (before.kind === 'member')
      this.#deliverTo({
        ...this.#base(message),
        type: 'removed',
        at: this.#now(),
        message: id,
        by: person,
      });
    return message;
  }

  /** Adds a reaction, or takes the same one back. Taking back is no event: it undoes no confirmation. */
  react(room: string, person: string, id: string, emoji: string): ChatMessage {
    const seat = this.#speaker(room, person, false);
    const before = this.#standing(room, id);
    const who = before.reactions[emoji] ?? [];
    const withdrawn = who.includes(person);
    const after = withdrawn ? who.filter((p) => p !== person) : [...who, person];
    const { [emoji]: _, ...others } = before.reactions;
    const message = { ...before, reactions: after.length > 0 ? { ...others, [emoji]: after } : others };
    this.#save(message);
    if (!withdrawn)
      this.#deliverTo({
        ...this.#base(message),
        type: 'reaction',
        at: this.#now(),
        message: id,
        sender: asPerson(seat),
        emoji,
      });
    return message;
  }

  /** A person presses a button of a private message. */
  press(room: string, person: string, id: string, action: string): ChatMessage {
    const seat = this.#speaker(room, person, false);
    const before = this.#standing(room, id);
    if (before.thread !== person) throw new PlaygroundError('not-yours');
    if (!before.buttons.some((b) => b.action === action)) throw new PlaygroundError('no-such-button');
    if (before.pressed !== null) throw new PlaygroundError('already-pressed');
    const message = { ...before, pressed: action };
    this.#save(message);
    this.#deliverTo({
      ...this.#base(message),
      type: 'press',
      at: this.#now(),
      id: `${person}~${this.#book.next('press')}`,
      sender: asPerson(seat),
      action,
      message: id,
    });
    return message;
  }

  async deliver(chat: string, delivery: Delivery, key: string): Promise<DeliveryResult> {
    const changes: PlaygroundChange[] = [];
    const result = this.#book.atOnce((): DeliveryResult => {
      const done = this.#book.delivery(key);
      if (done) return { status: 'done', ...(done.message === null ? {} : { message: done.message }) };
      if (!this.#book.room(chat)) return { status: 'impossible', reason: 'no-such-chat' };
      const outcome = this.#carryOut(chat, delivery, changes);
      if (outcome.status === 'done') this.#book.saveDelivery(key, outcome.message ?? null);
      return outcome;
    });
    for (const change of changes) this.#announce(chat, change);
    if (delivery.type === 'readmit' && result.status === 'done') this.#cameBack(chat, delivery.person, key);
    return result;
  }

  /** As a network tells it: whoever is let in again is there from now on. */
  #cameBack(room: string, person: string, key: string): void {
    const seat = this.#book.seat(person);
    if (seat)
      this.#deliverTo({
        type: 'joined',
        channel: 'playground',
        chat: room,
        scope: 'group',
        at: this.#now(),
        id: key,
        person: asPerson(seat),
      });
  }

  #carryOut(chat: string, delivery: Delivery, changes: PlaygroundChange[]): DeliveryResult {
    switch (delivery.type) {
      case 'delete': {
        const message = this.#book.message(delivery.message);
        // Gone already, by its author or an earlier attempt: what was wanted is the case.
        if (!message || message.deleted !== null) return { status: 'done' };
        const deleted: ChatMessage = {
          ...message,
          text: '',
          deleted: 'bot',
          buttons: [],
          // Still on the shelf: a covered copy may be asked for.
          pictures: [],
        };
        this.#book.saveMessage(deleted);
        changes.push({ type: 'message', message: deleted });
        return { status: 'done' };
      }
      case 'say':
        return this.#bubble(changes, {
          room: chat,
          thread: 'group',
          kind: 'bot',
          text: delivery.text,
          replyTo: delivery.replyTo ?? null,
        });
      case 'repost':
        return this.#bubble(changes, {
          room: chat,
          thread: 'group',
          kind: 'repost',
          text: delivery.text,
          ...withPictures(
            delivery.files
              ? this.#shelve(delivery.files)
              : delivery.blur
                ? []
                : this.#standingOf(delivery.media),
          ),
        });
      case 'tell':
        if (!this.#book.seat(delivery.person)) return { status: 'impossible', reason: 'unknown-person' };
        return this.#bubble(changes, {
          room: chat,
          thread: delivery.person,
          kind: 'bot',
          text: delivery.text,
          buttons: delivery.buttons,
          replyTo: delivery.about ?? null,
          quote: delivery.quote ?? null,
          ...withPictures(this.#shelve(delivery.files ?? [])),
        });
      case 'answer-press': {
        const person = delivery.press.slice(0, delivery.press.lastIndexOf('~'));
        if (delivery.text !== undefined) changes.push({ type: 'toast', person, text: delivery.text });
        return { status: 'done' };
      }
      case 'restrict':
        return this.#reseat(chat, delivery.person, 'muted', delivery.until, 'muted', changes);
      case 'unrestrict':
        return this.#reseat(chat, delivery.person, 'in', null, 'unmuted', changes);
      case 'remove-member':
        return this.#reseat(chat, delivery.person, 'out', delivery.until, 'removed', changes);
      case 'readmit':
        return this.#reseat(chat, delivery.person, 'in', null, 'readmitted', changes);
      case 'send-file':
        if (!this.#book.seat(delivery.person)) return { status: 'impossible', reason: 'unknown-person' };
        return this.#bubble(changes, {
          room: chat,
          thread: delivery.person,
          kind: 'bot',
          text: delivery.caption,
          quote: delivery.name,
        });
      case 'leave-group':
        return { status: 'done' };
      case 'tighten':
        // A room of the playground is closed by its nature, and the bot's own; everybody in it can write.
        return delivery.what.startsWith('announce')
          ? { status: 'impossible', reason: 'not-on-this-network' }
          : { status: 'done' };
      case 'approve-join':
      case 'decline-join':
        return { status: 'impossible', reason: 'no-join-requests' };
    }
  }

  async fetch(media: Media, maxBytes: number): Promise<Uint8Array> {
    const picture = this.shelf.get(media.ref);
    if (!picture) throw new Error('gone');
    if (picture.bytes.length > maxBytes) throw new Error('too-large');
    return picture.bytes;
  }

  #shelve(files: readonly OutgoingFile[]): ChatPicture[] {
    return files.map((file) => ({ ref: this.shelf.put(file), mime: file.mime, name: file.name }));
  }

  #shelved(ref: string): ChatPicture {
    const picture = this.shelf.get(ref);
    if (!picture) throw new PlaygroundError('no-such-picture');
    return { ref, mime: picture.mime, name: picture.name };
  }

  /** What was forgotten meanwhile is left out. */
  #standingOf(media: readonly Media[]): ChatPicture[] {
    return media.filter((m) => this.shelf.get(m.ref)).map((m) => this.#shelved(m.ref));
  }

  #mediaOf(message: ChatMessage): Media[] {
    return (message.pictures ?? []).map(({ ref, mime, name }) => ({
      kind: kindOf(mime),
      ref,
      mime,
      name,
      size: this.shelf.get(ref)?.bytes.length ?? 0,
    }));
  }

  #bubble(
    changes: PlaygroundChange[],
    what: Pick<ChatMessage, 'room' | 'thread' | 'kind' | 'text'> & Partial<ChatMessage>,
  ): DeliveryResult {
    const message = this.#draft({ from: 'bot', name: '', ...what });
    this.#book.saveMessage(message);
    changes.push({ type: 'message', message });
    return { status: 'done', message: message.id };
  }

  #reseat(
    room: string,
    person: string,
    state: Seat['state'],
    until: number | null,
    code: SystemNote['code'],
    changes: PlaygroundChange[],
  ): DeliveryResult {
    const before = this.#book.seat(person);
    if (!before) return { status: 'impossible', reason: 'unknown-person' };
    const seat: Seat = { ...before, state, until };
    this.#book.saveSeat(room, seat);
    changes.push({ type: 'seat', seat });
    return this.#bubble(changes, {
      room,
      thread: 'group',
      kind: 'system',
      text: '',
      system: { code, name: seat.name, until },
    });
  }

  #draft(
    what: Pick<ChatMessage, 'room' | 'thread' | 'from' | 'name' | 'kind' | 'text'> & Partial<ChatMessage>,
  ): ChatMessage {
    const seq = this.#book.next('message');
    return {
      id: `${what.room}-${seq}`,
      at: this.#now(),
      seq,
      revision: 0,
      deleted: null,
      replyTo: null,
      quote: null,
      reactions: {},
      buttons: [],
      pressed: null,
      system: null,
      ...what,
    };
  }

  #add(
    what: Pick<ChatMessage, 'room' | 'thread' | 'from' | 'name' | 'kind' | 'text'> & Partial<ChatMessage>,
  ): ChatMessage {
    const message = this.#draft(what);
    this.#save(message);
    return message;
  }

  #save(message: ChatMessage): void {
    this.#book.saveMessage(message);
    this.#announce(message.room, { type: 'message', message });
  }

  #announce(room: string, change: PlaygroundChange): void {
    for (const listener of this.#listeners) listener(room, change);
  }

  #base(message: ChatMessage): Pick<EventOf<'message'>, 'channel' | 'chat' | 'scope'> {
    return {
      channel: 'playground',
      chat: message.room,
      scope: message.thread === 'group' ? 'group' : 'private',
    };
  }

  #tell(message: ChatMessage, more: { replied: ChatMessage | undefined; forwarded: number }): void {
    const { replied, forwarded } = more;
    this.#deliverTo({
      ...this.#base(message),
      type: 'message',
      at: this.#now(),
      message: message.id,
      revision: message.revision,
      sender: { id: message.from, name: message.name },
      text: message.text,
      media: this.#mediaOf(message),
      ...(message.album === undefined ? {} : { album: message.album }),
      ...(replied ? { replyTo: { message: replied.id, sender: replied.from, text: replied.text } } : {}),
      ...(forwarded > 0 ? { forward: { times: forwarded } } : {}),
    });
  }

  #speaker(room: string, person: string, writes: boolean): Seat {
    if (!this.#book.room(room)) throw new PlaygroundError('no-such-room');
    const seat = this.#book.seats(room).find((s) => s.person === person);
    if (!seat) throw new PlaygroundError('no-such-person');
    const over = seat.until !== null && seat.until <= this.#now();
    if (writes && !over && seat.state === 'out') throw new PlaygroundError('out-of-group');
    if (writes && !over && seat.state === 'muted') throw new PlaygroundError('muted');
    return seat;
  }

  #message(room: string, id: string): ChatMessage {
    const message = this.#book.message(id);
    if (message?.room !== room) throw new PlaygroundError('no-such-message');
    return message;
  }

  #standing(room: string, id: string): ChatMessage {
    const message = this.#message(room, id);
    if (message.deleted !== null) throw new PlaygroundError('already-deleted');
    return message;
  }

  #own(room: string, person: string, id: string): ChatMessage {
    const message = this.#standing(room, id);
    if (message.from !== person || message.kind !== 'member') throw new PlaygroundError('not-yours');
    return message;
  }
}

const withPictures = (pictures: readonly ChatPicture[]): { readonly pictures?: readonly ChatPicture[] } =>
  pictures.length === 0 ? {} : { pictures };

/** What a phone would send it as. */
function kindOf(mime: string): Media['kind'] {
  if (mime.startsWith('video/')) return 'video';
  if (mime === 'image/gif') return 'animation';
  if (mime === 'application/x-tgsticker') return 'sticker';
  return mime.startsWith('image/') && mime !== 'image/svg+xml' ? 'photo' : 'document';
}

const asPerson = (seat: Seat): Person => ({ id: seat.person, name: seat.name });
