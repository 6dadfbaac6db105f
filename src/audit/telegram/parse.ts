/** Both readings of a Telegram export: first the chats and members in it, then one chat's messages. */
import type { ByteSource } from '../byte-source.js';
import { ExportError, HOW_TO_EXPORT } from '../export-error.js';
import type { ExportedItem } from '../exported.js';
import { decode } from '../lines.js';
import { telegramMessage } from './message.js';
import { type ChatHeader, MessageSplitter } from './splitter.js';

export interface ChatSummary extends ChatHeader {
  readonly messages: number;
  /** Members by id, in the order in which they first wrote. */
  readonly members: ReadonlyMap<string, string>;
}

export interface TelegramSurvey {
  readonly kind: 'telegram';
  readonly chat: ChatSummary;
}

const MAX_NAMES = 5_000;

/**
 * @param wanted the chat's name, its id, or its number in the list (from 1).
 * @throws ExportError when the file holds no chat, or several groups and `wanted` doesn't say which.
 */
export async function surveyTelegram(
  source: ByteSource,
  wanted: string | undefined,
  onProgress?: (bytes: number) => void,
): Promise<TelegramSurvey> {
  const splitter = new MessageSplitter();
  const found = new Map<number, { messages: number; members: Map<string, string> }>();
  for await (const chunk of decode(source.open(onProgress))) {
    splitter.push(chunk);
    for (const piece of splitter.pieces) {
      const chat = found.get(piece.chat.index) ?? { messages: 0, members: new Map<string, string>() };
      found.set(piece.chat.index, chat);
      chat.messages++;
      const sender = piece.json === null ? null : senderIn(piece.json);
      if (sender && !chat.members.has(sender.id) && chat.members.size < MAX_NAMES)
        chat.members.set(sender.id, sender.name);
    }
    splitter.pieces.length = 0;
  }
  const chats = splitter.chats.map((c) => ({
    ...c,
    ...(found.get(c.index) ?? { messages: 0, members: new Map<string, string>() }),
  }));
  return { kind: 'telegram', chat: choose(chats, wanted, source.name) };
}

/** Reading the sender's two fields is enough here; the message is read in full the second time. */
const SENDER = /"from"\s*:\s*("(?:[^"\\]|\\.)*"|null)\s*,\s*"from_id"\s*:\s*"?([^",}\s]+)/u;

function senderIn(json: string): { id: string; name: string } | null {
  const m = SENDER.exec(json);
  if (!m) return null;
  try {
    return { id: m[2]!, name: (JSON.parse(m[1]!) as string | null) ?? '' };
  } catch {
    return null;
  }
}

/** A chat's name comes from anybody: it must not steer the terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 80);

function choose(chats: readonly ChatSummary[], wanted: string | undefined, file: string): ChatSummary {
  if (chats.length === 0)
    throw new ExportError(
      `${file} is JSON, but there is no chat with messages in it as Telegram exports them.\n${HOW_TO_EXPORT}`,
    );
  const list = chats
    .map(
      (c, i) =>
        `  ${i + 1}. ${plain(c.name) || '(no name)'} — ${plain(c.type) || 'chat'}, ${c.messages} messages`,
    )
    .join('\n');
  if (wanted !== undefined) {
    const fold = (s: string): string => s.trim().toLowerCase();
    const fits = chats.filter((c) => fold(c.name) === fold(wanted) || c.id === wanted);
    const byNumber = /^\d{1,4}$/.test(wanted) ? chats[Number(wanted) - 1] : undefined;
    const chat = fits[0] ?? byNumber;
    if (chat && fits.length <= 1) return chat;
    throw new ExportError(
      fits.length > 1
        ? `${file} holds several chats named “${wanted}”; give its number or id with --chat:\n${list}`
        : `${file} holds no chat “${wanted}”. It holds:\n${list}`,
    );
  }
  if (chats.length === 1) return chats[0]!;
  const groups = chats.filter((c) => /group/u.test(c.type));
  if (groups.length === 1) return groups[0]!;
  throw new ExportError(`${file} holds several chats; choose one with --chat NAME (or its number):\n${list}`);
}

export async function* parseTelegram(
  source: ByteSource,
  survey: TelegramSurvey,
  onProgress?: (bytes: number) => void,
): AsyncGenerator<ExportedItem> {
  const splitter = new MessageSplitter();
  let line = 1;
  for await (const chunk of decode(source.open(onProgress))) {
    splitter.push(chunk);
    for (const piece of splitter.pieces) {
      line = piece.line;
      if (piece.chat.index !== survey.chat.index) continue;
      if (piece.json === null) yield { type: 'malformed', line, reason: 'too-long' };
      else
        yield telegramMessage(piece.json, piece.line) ?? { type: 'malformed', line, reason: 'not-a-message' };
    }
    splitter.pieces.length = 0;
  }
  splitter.end();
  if (!splitter.complete) yield { type: 'malformed', line, reason: splitter.broken ? 'not-json' : 'cut-off' };
}
