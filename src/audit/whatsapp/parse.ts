/** Second reading of a WhatsApp export: one item after the other, in the order of the file. */

import { fromWall } from '../belgian-time.js';
import type { ByteSource } from '../byte-source.js';
import type { ExportedItem, ExportedMessage } from '../exported.js';
import { type Line, linesOf } from '../lines.js';
import { contentOf } from './content.js';
import { wallTimeOf } from './date-order.js';
import { headerOf, MARKS } from './header.js';
import { systemPhrase } from './phrases.js';
import { senderOf } from './sender.js';
import type { WhatsAppSurvey } from './survey.js';

/** WhatsApp's own limit for one message. */
const MAX_TEXT = 65_536;
const MENTION = /@\u2068([^\u2069\n]{1,80})\u2069/g;

interface Open {
  readonly line: number;
  readonly at: number;
  readonly sender: string;
  readonly lines: string[];
  length: number;
}

export async function* parseWhatsApp(
  source: ByteSource,
  survey: Pick<WhatsAppSurvey, 'order' | 'layout'>,
  onProgress?: (bytes: number) => void,
): AsyncGenerator<ExportedItem> {
  const parser = new WhatsAppParser(survey);
  for await (const lines of linesOf(source.open(onProgress))) {
    for (const line of lines) {
      parser.push(line);
      while (parser.ready.length > 0) yield parser.ready.shift()!;
    }
  }
  parser.end();
  yield* parser.ready;
}

/** Fed line by line; `ready` fills up with what is complete. */
export class WhatsAppParser {
  readonly ready: ExportedItem[] = [];
  private open: Open | null = null;
  /** The head above was impossible, so its further lines have no message to belong to. */
  private lost = false;
  private inSystem = false;

  constructor(private readonly survey: Pick<WhatsAppSurvey, 'order' | 'layout'>) {}

  push(line: Line): void {
    if (line.cut) this.ready.push({ type: 'malformed', line: line.number, reason: 'too-long' });
    const header = headerOf(line.text);
    if (!header || (this.survey.layout !== null && header.layout !== this.survey.layout)) {
      this.goOn(line);
      return;
    }
    this.close();
    const wall = wallTimeOf(header, this.survey.order);
    if (wall === null) {
      this.lost = true;
      this.ready.push({ type: 'malformed', line: line.number, reason: 'impossible-date' });
      return;
    }
    const at = fromWall(wall);
    const { sender, text } = senderOf(header);
    if (sender !== null) {
      this.open = { line: line.number, at, sender, lines: [text], length: text.length };
      return;
    }
    this.inSystem = true;
    this.ready.push({
      type: 'system',
      line: line.number,
      at,
      what: systemPhrase(text.replace(MARKS, ''))?.what ?? 'other',
    });
  }

  end(): void {
    this.close();
  }

  private goOn(line: Line): void {
    if (this.open) {
      if (this.open.length > MAX_TEXT) return;
      this.open.lines.push(line.text);
      this.open.length += line.text.length + 1;
    } else if (this.inSystem || line.text.trim() === '') return;
    else
      this.ready.push({
        type: 'malformed',
        line: line.number,
        reason: this.lost ? 'lost-with-its-head' : 'before-first-message',
      });
  }

  private close(): void {
    this.lost = false;
    this.inSystem = false;
    if (!this.open) return;
    this.ready.push(messageOf(this.open));
    this.open = null;
  }
}

function messageOf(open: Open): ExportedMessage {
  let raw = open.lines.length === 1 ? open.lines[0]! : open.lines.join('\n');
  if (raw.length > MAX_TEXT) raw = raw.slice(0, MAX_TEXT);
  const mentions: string[] = [];
  let marked = false;
  if (HAS_MARK.test(raw)) {
    marked = raw.includes('\u200e');
    if (raw.includes('@\u2068'))
      for (const m of raw.matchAll(MENTION)) mentions.push(m[1]!.replace(/^~/u, '').trim());
    raw = raw.replace(MARKS, '');
  }
  const content = contentOf(raw, marked);
  return {
    type: 'message',
    line: open.line,
    id: `L${open.line}`,
    at: open.at,
    sender: { id: open.sender, name: open.sender, anonymous: false },
    ...content,
    replyTo: null,
    forwardedFrom: null,
    mentions,
  };
}

const HAS_MARK = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
