/** What an exported chat is made of, whichever program wrote it. Parsers yield these; the dry run reads them. */
import type { Media } from '../domain/event.js';

export interface ExportedMessage {
  readonly type: 'message';
  /** Where it starts: the line of the file, from 1. */
  readonly line: number;
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly sender: { readonly id: string; readonly name: string; readonly anonymous: boolean };
  /** Without marks of direction, placeholders and “edited” marks. Empty for a picture without a caption. */
  readonly text: string;
  readonly media: readonly Media[];
  /** `poll`, `location`, `contact`: content that is neither text nor a file. */
  readonly other: string | null;
  /** The id of the message that it answers, where the export tells. */
  readonly replyTo: string | null;
  /** Who wrote it first, where the export tells that it was forwarded. */
  readonly forwardedFrom: string | null;
  readonly edited: boolean;
  /** Only the mark “this message was deleted” is left of it. */
  readonly deleted: boolean;
  /** Names of members that the text calls by `@`. */
  readonly mentions: readonly string[];
}

export const SYSTEM_KINDS = ['encryption', 'created', 'joined', 'left', 'settings', 'call', 'other'] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** A line that the chat program wrote itself: somebody joined, left, changed the subject… */
export interface ExportedSystem {
  readonly type: 'system';
  readonly line: number;
  readonly at: number;
  readonly what: SystemKind;
}

export const MALFORMED_REASONS = [
  'before-first-message',
  'impossible-date',
  'lost-with-its-head',
  'too-long',
  'not-json',
  'not-a-message',
  'cut-off',
] as const;
export type MalformedReason = (typeof MALFORMED_REASONS)[number];

/** A line that could not be used. Its words are not repeated: they may hold anything. */
export interface MalformedLine {
  readonly type: 'malformed';
  readonly line: number;
  readonly reason: MalformedReason;
}

export type ExportedItem = ExportedMessage | ExportedSystem | MalformedLine;
