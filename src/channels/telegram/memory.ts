/** What the adapter remembers while it runs, so that it need not ask: names, pressed buttons, applicants. Bounded. */
import type { ChannelEvent, EventOf } from '../../domain/event.js';
import type { Pressed } from './deliver/context.js';

const MOST = 5_000;
/** A join request lets the bot write to the applicant for so long. */
const APPLICANT_MS = 5 * 60_000;
/** The two tellings of one arrival come within this time. */
const TWIN_MS = 10_000;

/** A map that forgets what was put into it first. */
class Bounded<V> {
  readonly #map = new Map<string, V>();
  get(key: string): V | undefined {
    return this.#map.get(key);
  }
  set(key: string, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > MOST) this.#map.delete(this.#map.keys().next().value!);
  }
}

export class Memory {
  readonly #names = new Bounded<string>();
  readonly #presses = new Bounded<Pressed>();
  readonly #applicants = new Bounded<{ readonly chat: string; readonly until: number }>();
  readonly #moves = new Bounded<{ readonly type: string; readonly at: number }>();

  /** Learns from an event that was journalled. */
  learn(event: ChannelEvent): void {
    const who = 'sender' in event ? event.sender : 'person' in event ? event.person : null;
    if (who && who.anonymous !== true && who.name !== '') this.#names.set(who.id, who.name);
    if (event.type === 'press' && event.message !== undefined)
      this.#presses.set(event.id, {
        chat: event.chat,
        message: event.message,
        person: event.sender.id,
        private: event.scope === 'private',
      });
    if (event.type === 'joined' || event.type === 'left')
      this.#moves.set(`${event.chat}:${event.person.id}`, event);
  }

  /** An arrival or departure that was told a moment ago in another way. */
  isTwin(event: EventOf<'joined' | 'left' | 'join-request'>): boolean {
    const last = this.#moves.get(`${event.chat}:${event.person.id}`);
    return last?.type === event.type && Math.abs(last.at - event.at) <= TWIN_MS;
  }

  name(person: string): string | undefined {
    return this.#names.get(person);
  }
  learnName(person: string, name: string): void {
    this.#names.set(person, name);
  }
  pressed(press: string): Pressed | undefined {
    return this.#presses.get(press);
  }
  applicant(person: string, chat: string, now: number): void {
    this.#applicants.set(person, { chat, until: now + APPLICANT_MS });
  }
  /** Where the bot may write to a person. */
  privateChat(person: string, now: number): string {
    const applicant = this.#applicants.get(person);
    return applicant && applicant.until > now ? applicant.chat : person;
  }
}
