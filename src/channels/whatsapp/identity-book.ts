/**
 * Who is who: a person shows up as a number in one place and as a LID in another. Whatever shows first, a role given to
 * either form holds for both: events carry the number as `id` whenever it is known, and the other form as `alt`.
 */
import type { Person } from '../../domain/event.js';
import { isLid, isNumber, plainJid } from './jid.js';

/** Two forms of one person, as WhatsApp told. */
export type Pair = readonly [string, string];

const MOST_PEOPLE = 50_000;
const NAME = 256;

export class IdentityBook {
  readonly #lidOf = new Map<string, string>();
  readonly #numberOf = new Map<string, string>();

  /** Remembers that two addresses are one person; true when that is news. Ignores what is no such pair. */
  learn(a: string | null | undefined, b: string | null | undefined): boolean {
    const [x, y] = [plainJid(a), plainJid(b)];
    const number = isNumber(x) ? x : isNumber(y) ? y : '';
    const lid = isLid(x) ? x : isLid(y) ? y : '';
    if (number === '' || lid === '' || this.#lidOf.get(number) === lid) return false;
    this.#forget(number, lid);
    this.#lidOf.set(number, lid);
    this.#numberOf.set(lid, number);
    const oldest = this.#lidOf.size > MOST_PEOPLE ? this.#lidOf.keys().next().value : undefined;
    if (oldest !== undefined) this.#forget(oldest, this.#lidOf.get(oldest) ?? '');
    return true;
  }

  /** A number that changed hands, or a person with a new LID: the old pair is no more. */
  #forget(number: string, lid: string): void {
    const oldLid = this.#lidOf.get(number);
    const oldNumber = this.#numberOf.get(lid);
    if (oldLid !== undefined) this.#numberOf.delete(oldLid);
    if (oldNumber !== undefined) this.#lidOf.delete(oldNumber);
    this.#lidOf.delete(number);
    this.#numberOf.delete(lid);
  }

  number(jid: string): string | undefined {
    const plain = plainJid(jid);
    return isNumber(plain) ? plain : this.#numberOf.get(plain);
  }

  lid(jid: string): string | undefined {
    const plain = plainJid(jid);
    return isLid(plain) ? plain : this.#lidOf.get(plain);
  }

  /** The form under which the engine knows a person: the number when it is known. */
  idOf(jid: string): string {
    return this.number(jid) ?? plainJid(jid);
  }

  same(a: string, b: string): boolean {
    const id = this.idOf(a);
    return id !== '' && id === this.idOf(b);
  }

  person(jid: string, name: string | null | undefined): Person {
    const id = this.idOf(jid);
    const alt = this.lid(id);
    return {
      id,
      name: (name ?? '').slice(0, NAME),
      ...(alt !== undefined && alt !== id ? { alt } : {}),
    };
  }
}
