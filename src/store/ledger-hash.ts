/** How a line of the ledger is put into one string and chained to the line before. */
import { createHash } from 'node:crypto';

/** What the chain covers: everything that may never be erased. No name, no identity, no text. */
export interface ChainedEntry {
  readonly seq: number;
  readonly at: number;
  readonly grp: number;
  readonly kind: 'infraction' | 'approved' | 'contest' | 'annulment';
  readonly person: number;
  readonly actor: number | null;
  readonly rule: string;
  readonly clause: string;
  readonly mode: string;
  readonly response: string;
  readonly confidence: number;
  readonly span_from: number | null;
  readonly span_to: number | null;
  readonly message: string;
  readonly ref: number | null;
  readonly digest: string;
}

/** The `prev` of the first line. */
export const GENESIS = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with the keys in alphabetical order and no blanks, so that anybody can compute it again. */
export const canonical = (entry: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));

/** SHA-256 of the canonical entry, a line feed, and the hash of the line before. */
export const hashOf = (entry: ChainedEntry, prev: string): string => sha256(`${canonical(entry)}\n${prev}`);

/** Once salt and excerpt are erased, nobody can find the words again by trying. */
export const excerptDigest = (salt: string, excerpt: string): string => sha256(`${salt}\n${excerpt}`);
