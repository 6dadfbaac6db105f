/** Recognises an export by what is in it, never by its name, and opens it for the two readings. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lang } from '../domain/vocabulary.js';
import { type ByteSource, fileSource, headOf } from './byte-source.js';
import { ExportError, HOW_TO_EXPORT } from './export-error.js';
import type { ExportedItem } from './exported.js';
import { parseTelegram, surveyTelegram } from './telegram/parse.js';
import { headerOf } from './whatsapp/header.js';
import { parseWhatsApp } from './whatsapp/parse.js';
import { surveyWhatsApp } from './whatsapp/survey.js';
import { chatsInZip } from './zip.js';

export interface OpenedExport {
  readonly kind: 'whatsapp' | 'telegram';
  /** The chat's name where the export tells. */
  readonly title: string | null;
  /** Members by id, in the order in which they first wrote. */
  readonly members: ReadonlyMap<string, string>;
  /** The language in which the chat program wrote. */
  readonly lang: Lang | null;
  /** How much one reading takes from the disk. */
  readonly bytes: number;
  items(): AsyncIterable<ExportedItem>;
}

export interface OpenOptions {
  /** Which chat of an export of the whole account: name, id or number. */
  readonly chat?: string;
  /** Hears 0…1 over the two readings together. */
  readonly onProgress?: (share: number) => void;
}

/** The first reading of the two is much the quicker one. */
const SURVEY_SHARE = 0.1;
const PROBE = 128 * 1024;

/** @throws ExportError, with what to do, for anything that isn't an export. */
export async function openExport(path: string, options: OpenOptions = {}): Promise<OpenedExport> {
  const real = fileToRead(path);
  const name = basename(real);
  const source = fileSource(real, name, statSync(real).size);
  const head = await headOf(source, PROBE).catch((error: NodeJS.ErrnoException) => {
    throw new ExportError(
      error.code === 'EACCES' || error.code === 'EPERM'
        ? `You are not allowed to read ${real}.\nCopy the file to a folder of your own, or ask who owns it.`
        : `${real} can't be read: ${error.message}`,
    );
  });
  if (head.length === 0) throw new ExportError(`${name} is empty.\n${HOW_TO_EXPORT}`);
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) {
    for (const inside of await chatsInZip(real, name)) {
      const kind = kindOf(await headOf(inside, PROBE));
      if (kind === 'whatsapp' || kind === 'telegram') return openSource(inside, kind, options);
    }
    throw new ExportError(`None of the texts in ${name} is an exported chat.\n${HOW_TO_EXPORT}`);
  }
  const kind = kindOf(head);
  if (kind === 'telegram-html')
    throw new ExportError(
      `${name} is Telegram's export as web pages; Garde-fou needs the other format.\n${HOW_TO_EXPORT}`,
    );
  if (kind === 'unknown')
    throw new ExportError(`${name} is not an exported chat of WhatsApp or Telegram.\n${HOW_TO_EXPORT}`);
  return openSource(source, kind, options);
}

/** For sources that don't come from a path: tests and benchmarks. */
export async function openSource(
  source: ByteSource,
  kind: 'whatsapp' | 'telegram',
  options: OpenOptions = {},
): Promise<OpenedExport> {
  const total = Math.max(1, source.size);
  const first = (bytes: number): void => options.onProgress?.((SURVEY_SHARE * bytes) / total);
  const second = (bytes: number): void =>
    options.onProgress?.(SURVEY_SHARE + ((1 - SURVEY_SHARE) * bytes) / total);
  if (kind === 'whatsapp') {
    const survey = await surveyWhatsApp(source, first);
    return {
      kind,
      title: null,
      members: new Map(survey.names.map((n) => [n, n])),
      lang: survey.lang,
      bytes: source.size,
      items: () => parseWhatsApp(source, survey, second),
    };
  }
  const survey = await surveyTelegram(source, options.chat, first);
  return {
    kind,
    title: survey.chat.name === '' ? null : survey.chat.name,
    members: survey.chat.members,
    lang: null,
    bytes: source.size,
    items: () => parseTelegram(source, survey, second),
  };
}

function fileToRead(path: string): string {
  if (!existsSync(path))
    throw new ExportError(
      `There is no file ${path}.\nCheck its name; put it between quotes when it has spaces. Dragging the file into this window writes it for you.`,
    );
  if (!statSync(path).isDirectory()) return path;
  for (const inside of ['result.json', '_chat.txt'])
    if (existsSync(join(path, inside))) return join(path, inside);
  throw new ExportError(`${path} is a folder without result.json or _chat.txt.\n${HOW_TO_EXPORT}`);
}

/** What the beginning of a text shows. */
export function kindOf(head: Uint8Array): 'whatsapp' | 'telegram' | 'telegram-html' | 'unknown' {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const text = new TextDecoder(encoding).decode(head);
  const start = text.trimStart();
  if (start.startsWith('{')) return 'telegram';
  if (/^<(!doctype|html)/iu.test(start))
    return /telegram|tgme|class="history"/iu.test(start) ? 'telegram-html' : 'unknown';
  return text.split('\n').some((line) => headerOf(line.replace(/\r$/, '')) !== null) ? 'whatsapp' : 'unknown';
}
