/**
 * What the playground's imaginary phones remember: rooms, bubbles, seats. A small SQLite file of its own, beside
 * the database, so that demonstration chat never mixes with the evidence that Garde-fou keeps.
 */
import Database from 'better-sqlite3';
import type { ChatMessage, Seat } from './chat-message.js';

export interface Room {
  readonly id: string;
  /** Slug of the story that is told here; null: free play. */
  readonly story: string | null;
  readonly lang: string;
  readonly title: string;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS room (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS message_room ON message (room, seq);
CREATE TABLE IF NOT EXISTS seat (person TEXT PRIMARY KEY, room TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS delivery (key TEXT PRIMARY KEY, message TEXT) STRICT;
CREATE TABLE IF NOT EXISTS verdict (room TEXT NOT NULL, inbox INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (room, inbox)) STRICT;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

interface JsonRow {
  readonly json: string;
}

export class ChatBook {
  readonly #db: Database.Database;

  /** Opens or creates the file; `:memory:` for a book that is forgotten. Throws when it can't be written. */
  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(SCHEMA);
  }

  close(): void {
    this.#db.close();
  }

  /** Runs `work` as one change: all of it is kept, or nothing. */
  atOnce<T>(work: () => T): T {
    return this.#db.transaction(work)();
  }

  number(key: string): number {
    const row = this.#db.prepare('SELECT value FROM meta WHERE key = ?').get(key) as
      | { value: number }
      | undefined;
    return row?.value ?? 0;
  }

  setNumber(key: string, value: number): void {
    this.#db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
  }

  /** Counts up and answers the new number; never the same twice, also after a restart. */
  next(key: string): number {
    const value = this.number(key) + 1;
    this.setNumber(key, value);
    return value;
  }

  addRoom(room: Room): void {
    this.#db
      .prepare('INSERT INTO room (id, seq, json) VALUES (?, ?, ?)')
      .run(room.id, this.next('room-seq'), JSON.stringify(room));
  }

  room(id: string): Room | undefined {
    return one<Room>(this.#db.prepare('SELECT json FROM room WHERE id = ?').get(id));
  }

  /** Newest first. */
  rooms(): Room[] {
    return many<Room>(this.#db.prepare('SELECT json FROM room ORDER BY seq DESC').all());
  }

  message(id: string): ChatMessage | undefined {
    return one<ChatMessage>(this.#db.prepare('SELECT json FROM message WHERE id = ?').get(id));
  }

  messages(room: string): ChatMessage[] {
    return many<ChatMessage>(
      this.#db.prepare('SELECT json FROM message WHERE room = ? ORDER BY seq').all(room),
    );
  }

  saveMessage(message: ChatMessage): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO message (id, room, seq, json) VALUES (?, ?, ?, ?)')
      .run(message.id, message.room, message.seq, JSON.stringify(message));
  }

  seats(room: string): Seat[] {
    return many<Seat>(this.#db.prepare('SELECT json FROM seat WHERE room = ? ORDER BY rowid').all(room));
  }

  seat(person: string): Seat | undefined {
    return one<Seat>(this.#db.prepare('SELECT json FROM seat WHERE person = ?').get(person));
  }

  saveSeat(room: string, seat: Seat): void {
    this.#db
      .prepare(
        'INSERT INTO seat (person, room, json) VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET json = excluded.json',
      )
      .run(seat.person, room, JSON.stringify(seat));
  }

  /** The delivery made under this key, or undefined when it was never made. */
  delivery(key: string): { readonly message: string | null } | undefined {
    return this.#db.prepare('SELECT message FROM delivery WHERE key = ?').get(key) as
      | { message: string | null }
      | undefined;
  }

  saveDelivery(key: string, message: string | null): void {
    this.#db.prepare('INSERT INTO delivery (key, message) VALUES (?, ?)').run(key, message);
  }

  saveVerdict(room: string, inbox: number, verdict: object): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO verdict (room, inbox, json) VALUES (?, ?, ?)')
      .run(room, inbox, JSON.stringify(verdict));
  }

  /** Oldest first. */
  verdicts<T>(room: string): T[] {
    return many<T>(this.#db.prepare('SELECT json FROM verdict WHERE room = ? ORDER BY inbox').all(room));
  }
}

const one = <T>(row: unknown): T | undefined =>
  row === undefined ? undefined : (JSON.parse((row as JsonRow).json) as T);
const many = <T>(rows: readonly unknown[]): T[] => rows.map((r) => JSON.parse((r as JsonRow).json) as T);
