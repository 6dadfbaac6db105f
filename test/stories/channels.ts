/**
 * The networks on which every story is told. A network gives a `StoryWorld`: people who write on their phones on the
 * one side, the adapter that the engine gets on the other, and between them everything that the network itself does.
 * A new network is a folder of its own that exports a `StoryNetwork`, and one line in `networks`.
 */
import type { Channel } from '../../src/channels/channel.js';
import type { ChannelName } from '../../src/domain/vocabulary.js';
import type { Store } from '../../src/store/store.js';
import { playgroundNetwork } from './playground-world.js';
import { telegramNetwork } from './telegram-world.js';
import { whatsappNetwork } from './whatsapp-world.js';

/** A message as somebody's phone shows it. */
export interface Shown {
  readonly id: string;
  /** The poster's name; `bot` for the bot. */
  readonly from: string;
  readonly text: string;
  /** The person's own words, given back to them. */
  readonly quote: string | null;
  /** Its pictures, by the words under which `look` finds them. */
  readonly pictures: readonly string[];
  /** Empty where the network has no buttons; then `press` answers in another way. */
  readonly buttons: readonly { readonly label: string; readonly action: string }[];
}

export interface Said {
  readonly id: string;
}

export interface Saying {
  /** `bot`: in the person's private chat with the bot. */
  readonly to: 'group' | 'bot';
  readonly replyTo?: string;
  /** How often the text had been forwarded before, on a network that counts it. */
  readonly forwarded?: number;
  /** JPEGs. Several are sent as an album, the words under the first. */
  readonly pictures?: readonly Buffer[];
}

/** What people do resolves when it has arrived in the engine's inbox; what it leads to, the caller awaits from the engine. */
export interface StoryWorld {
  readonly channel: Channel;
  /** The group's id on the network. */
  readonly chat: string;
  /** A person's identity on the network. */
  person(name: string): string;
  say(who: string, text: string, how: Saying): Promise<Said>;
  edit(who: string, message: string, text: string): Promise<void>;
  /** `administrator`: they may take out somebody else's message. */
  remove(who: string, message: string, administrator?: boolean): Promise<void>;
  react(who: string, message: string, emoji: string): Promise<void>;
  /** Taps the newest button whose action begins with `verb:`, or answers as one does where there are none. Throws when there is no such offer. */
  press(who: string, verb: string): Promise<void>;
  /** What stands in the group now, oldest first. */
  inGroup(): Shown[];
  /** The bytes of a picture that somebody's phone shows. */
  look(picture: string): Promise<Buffer>;
  /** What the bot told a person privately, oldest first. */
  told(who: string): Shown[];
  /** The network says from now on that it is too much (429), or no longer; answers how often it said so until now. */
  storm(on: boolean): number;
  /** The story's clock was moved: whatever the adapter does by its own clock is done. */
  timePassed(): Promise<void>;
  /** After the engine was stopped. */
  end(): Promise<void>;
}

export interface StoryNetwork {
  readonly name: ChannelName;
  /** What the network can't tell or do, so that a story that lives by it is not promised there. */
  readonly lacks: readonly ('forward-count' | 'removal-seen' | 'limits')[];
  /** A group with these people in it, all of whom the bot can write to; Cora and Marc, or the last two, are administrators. */
  open(setting: {
    readonly title: string;
    readonly people: readonly string[];
    /** A folder of the story's own. */
    readonly dir: string;
    readonly now: () => number;
    /** The engine's store, where an adapter keeps what must survive a restart. */
    readonly store: Store;
  }): Promise<StoryWorld>;
}

export const networks: readonly StoryNetwork[] = [playgroundNetwork, telegramNetwork, whatsappNetwork];
