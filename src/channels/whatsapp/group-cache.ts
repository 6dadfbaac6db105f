/** Metadata of groups: asked once, kept until something changes, so that sending is not slow and rights are known. */
import type { GroupMetadata } from '@whiskeysockets/baileys';
import type { IdentityBook } from './identity-book.js';
import { codeOf } from './link.js';

const KEPT_MS = 10 * 60_000;
const MOST_GROUPS = 500;

export class GroupCache {
  readonly #groups = new Map<string, { readonly metadata: GroupMetadata; readonly at: number }>();
  readonly #asking = new Map<string, Promise<GroupMetadata>>();
  readonly #book: IdentityBook;
  readonly #clock: () => number;

  constructor(book: IdentityBook, clock: () => number) {
    this.#book = book;
    this.#clock = clock;
  }

  /** What is known without asking; undefined when it is old or was never asked. */
  peek(chat: string): GroupMetadata | undefined {
    const known = this.#groups.get(chat);
    return known && this.#clock() - known.at < KEPT_MS ? known.metadata : undefined;
  }

  forget(chat: string): void {
    this.#groups.delete(chat);
  }

  keep(metadata: GroupMetadata): void {
    for (const p of metadata.participants) {
      this.#book.learn(p.id, p.phoneNumber);
      this.#book.learn(p.id, p.lid);
    }
    this.#groups.delete(metadata.id);
    this.#groups.set(metadata.id, { metadata, at: this.#clock() });
    const oldest = this.#groups.size > MOST_GROUPS ? this.#groups.keys().next().value : undefined;
    if (oldest !== undefined) this.#groups.delete(oldest);
  }

  /** What is known, or asked now: once for all who want it at the same time. Rejects as the asking does. */
  async get(chat: string, ask: (chat: string) => Promise<GroupMetadata>): Promise<GroupMetadata> {
    const known = this.peek(chat);
    if (known) return known;
    let asking = this.#asking.get(chat);
    if (!asking) {
      asking = ask(chat)
        .then((metadata) => {
          this.keep(metadata);
          return metadata;
        })
        .finally(() => this.#asking.delete(chat));
      this.#asking.set(chat, asking);
    }
    return asking;
  }

  /** How a group addresses one of its members; undefined when they are not in it. */
  memberJid(metadata: GroupMetadata, person: string): string | undefined {
    return metadata.participants.find((p) =>
      [p.id, p.phoneNumber, p.lid].some((jid) => typeof jid === 'string' && this.#book.same(jid, person)),
    )?.id;
  }
}

/** True for the error that WhatsApp gives about a group that is gone or that the bot is not in. */
export const isOutside = (error: unknown): boolean => [401, 403, 404, 410].includes(codeOf(error));
