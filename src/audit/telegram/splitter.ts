/**
 * Cuts a Telegram export into its messages without ever holding more than one of them. It knows just enough of
 * JSON to follow brackets and strings; each message is then read by JSON.parse. Only two places are looked at:
 * `messages` of the file itself (export of one chat) and `chats.list[*].messages` (export of the account).
 */

export interface ChatHeader {
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly id: string;
}

export interface Piece {
  readonly chat: ChatHeader;
  /** The message's own JSON text; null when it was longer than the limit and was skipped. */
  readonly json: string | null;
  /** The line at which it starts, from 1. */
  readonly line: number;
}

interface Frame {
  readonly array: boolean;
  /** The key under which it stands in its parent; '' for the file itself and for members of an array. */
  readonly key: string;
  /** Objects: the key that was read last, while its value is awaited. */
  pending: string | null;
}

const MAX_MESSAGE = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_SCALAR = 1024;

export class MessageSplitter {
  readonly pieces: Piece[] = [];
  /** Every chat that was begun. */
  readonly chats: ChatHeader[] = [];
  /** The file closed all it had opened. */
  complete = false;
  /** What follows isn't JSON at all; nothing more can be found. */
  broken = false;

  private readonly stack: Frame[] = [];
  private line = 1;
  private inString = false;
  private escaped = false;
  /** Text of the string, number or message being collected; null when nothing is. */
  private kept: string[] | null = null;
  private keptLength = 0;
  private keptFrom = 1;
  /** Stack height at which the collected message ends; -1 when none is being collected. */
  private captureDepth = -1;
  private scalar = '';
  private chat: { index: number; name: string; type: string; id: string } = EMPTY(0);
  private counted = false;

  constructor(private readonly maxMessage = MAX_MESSAGE) {}

  push(chunk: string): void {
    let from = 0;
    let at = 0;
    const { length } = chunk;
    while (at < length && !this.broken) {
      if (this.inString) {
        at = this.throughString(chunk, at);
        continue;
      }
      const c = chunk.charCodeAt(at);
      if (c === 0x22) {
        this.inString = true;
        if (this.captureDepth < 0) this.scalar = '';
      } else if (c === 0x7b || c === 0x5b) {
        if (this.captureDepth < 0 && this.startsMessage()) {
          this.captureDepth = this.stack.length;
          this.kept = [];
          this.keptLength = 0;
          this.keptFrom = this.line;
          from = at;
        }
        this.open(c === 0x5b);
      } else if (c === 0x7d || c === 0x5d) {
        this.close(c === 0x5d);
        if (this.captureDepth >= 0 && this.stack.length === this.captureDepth) {
          this.keep(chunk.slice(from, at + 1));
          this.finishMessage();
        }
      } else if (c === 0x0a) this.line++;
      else if (this.captureDepth < 0) this.structural(c, chunk[at]!);
      at++;
    }
    if (this.captureDepth >= 0) this.keep(chunk.slice(from));
  }

  /** Call after the last chunk: tells whether the file was cut off. */
  end(): void {
    this.complete = !this.broken && this.stack.length === 0 && !this.inString && this.counted;
  }

  /** Runs to the closing quote or the chunk's end; answers where to go on. */
  private throughString(chunk: string, start: number): number {
    let at = start;
    if (this.escaped) {
      this.escaped = false;
      at++;
    }
    for (;;) {
      const quote = chunk.indexOf('"', at);
      const end = quote === -1 ? chunk.length : quote;
      const backslash = chunk.indexOf('\\', at);
      if (backslash !== -1 && backslash < end) {
        if (backslash + 1 >= chunk.length) {
          this.escaped = true;
          this.scalarText(chunk, start, chunk.length);
          return chunk.length;
        }
        at = backslash + 2;
        continue;
      }
      this.scalarText(chunk, start, end);
      if (quote === -1) return chunk.length;
      this.inString = false;
      if (this.captureDepth < 0) this.stringEnded();
      return quote + 1;
    }
  }

  private scalarText(chunk: string, start: number, end: number): void {
    if (this.captureDepth < 0 && this.scalar.length < MAX_SCALAR) this.scalar += chunk.slice(start, end);
  }

  private get top(): Frame | undefined {
    return this.stack[this.stack.length - 1];
  }

  private startsMessage(): boolean {
    const top = this.top;
    return top?.array === true && top.key === 'messages' && this.isChat(this.stack.length - 2);
  }

  /** Is the frame at this height a chat: the file itself, or a member of `chats.list` / `left_chats.list`? */
  private isChat(height: number): boolean {
    const frame = this.stack[height];
    if (!frame || frame.array) return false;
    if (height === 0) return true;
    return (
      height === 3 &&
      this.stack[2]?.array === true &&
      this.stack[2].key === 'list' &&
      (this.stack[1]?.key === 'chats' || this.stack[1]?.key === 'left_chats')
    );
  }

  private open(array: boolean): void {
    const top = this.top;
    if (this.stack.length >= MAX_DEPTH || (!top && this.counted)) {
      this.broken = true;
      return;
    }
    this.counted = true;
    const key = top && !top.array ? (top.pending ?? '') : '';
    this.stack.push({ array, key, pending: null });
    if (this.captureDepth >= 0) return;
    const height = this.stack.length - 1;
    if (!array && this.isChat(height)) this.chat = EMPTY(this.chats.length);
    if (array && key === 'messages' && this.isChat(height - 1) && this.chats.at(-1) !== this.chat)
      this.chats.push(this.chat);
  }

  private close(array: boolean): void {
    if (this.top?.array !== array) {
      this.broken = true;
      return;
    }
    if (this.captureDepth < 0) this.valueEnded();
    this.stack.pop();
    const top = this.top;
    if (top && !top.array) top.pending = null;
  }

  private structural(code: number, char: string): void {
    if (code === 0x2c) this.valueEnded();
    else if (code === 0x3a) {
      if (this.top && !this.top.array && this.top.pending === null) this.top.pending = unquote(this.scalar);
      this.scalar = '';
    } else if (code > 0x20 && this.scalar.length < MAX_SCALAR) {
      if (!this.top && code !== 0xfeff) this.broken = true;
      else this.scalar += char;
    }
  }

  private stringEnded(): void {
    const top = this.top;
    if (!top) this.broken = true;
    else if (!top.array && top.pending !== null) this.remember(unquote(this.scalar));
  }

  private valueEnded(): void {
    const top = this.top;
    if (!top || top.array) return;
    if (top.pending !== null && this.scalar !== '') this.remember(this.scalar);
    top.pending = null;
    this.scalar = '';
  }

  private remember(value: string): void {
    const key = this.top?.pending;
    if (this.isChat(this.stack.length - 1) && (key === 'name' || key === 'type' || key === 'id'))
      this.chat[key] = value;
    this.scalar = '';
  }

  private keep(part: string): void {
    this.keptLength += part.length;
    if (this.keptLength > this.maxMessage) this.kept = null;
    this.kept?.push(part);
  }

  private finishMessage(): void {
    this.captureDepth = -1;
    const json = this.kept === null ? null : this.kept.length === 1 ? this.kept[0]! : this.kept.join('');
    this.pieces.push({ chat: this.chat, json, line: this.keptFrom });
    this.kept = null;
  }
}

const EMPTY = (index: number) => ({ index, name: '', type: '', id: '' });

function unquote(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
