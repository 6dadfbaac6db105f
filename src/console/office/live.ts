/** Which rooms have news, for every open page; gathered for a moment, so that a busy minute is one word. */
import type { Notice } from '../../engine/api.js';
import { LiveStream } from '../live-stream.js';
import type { News } from './wire.js';

const GATHER_MS = 250;

export class Live {
  readonly #streams = new Map<LiveStream, () => boolean>();
  #rooms = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  readonly #boot = Date.now().toString(36);

  /** A stream for one page; it ends at the first news after `holds` says no. */
  open(holds: () => boolean): LiveStream {
    const stream: LiveStream = new LiveStream(() => this.#streams.delete(stream));
    this.#streams.set(stream, holds);
    this.#send(stream, []);
    return stream;
  }

  /** Whether any page is open. */
  get watched(): boolean {
    return this.#streams.size > 0;
  }

  news(rooms: readonly string[]): void {
    for (const room of rooms) this.#rooms.add(room);
    if (this.#timer !== undefined || this.#streams.size === 0) return;
    this.#timer = setTimeout(() => this.#flush(), GATHER_MS).unref();
  }

  /** What the engine did, as rooms. */
  notice(notice: Notice): void {
    if (notice.type === 'delivered') {
      this.news(notice.status === 'done' ? ['broadcasts'] : ['broadcasts', 'operator']);
      return;
    }
    const { decision, event } = notice;
    const rooms = ['groups'];
    if (decision.effects.length > 0 || event.type === 'order' || event.type === 'press')
      rooms.push('today', 'reviews', 'cases');
    if (decision.infractions.length > 0 || ['joined', 'left', 'join-request'].includes(event.type))
      rooms.push('members', 'today');
    if (event.type === 'group') rooms.push('today');
    this.news(rooms);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const stream of [...this.#streams.keys()]) stream.close();
  }

  #flush(): void {
    this.#timer = undefined;
    const rooms = [...this.#rooms];
    this.#rooms = new Set();
    for (const [stream, holds] of [...this.#streams])
      if (holds()) this.#send(stream, rooms);
      else stream.close();
  }

  #send(stream: LiveStream, rooms: readonly string[]): void {
    const news: News = { rooms };
    stream.send('news', `${this.#boot}-${++this.#count}`, news);
  }
}
