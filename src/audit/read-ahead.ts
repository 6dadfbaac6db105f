/**
 * Reads the texts of an export some hundred at a time, ahead of the dry run: what a text says does not depend on
 * what was decided before it, so other cores can do it (`AnalysisPool`). The order of the items stays.
 */
import type { TextAnalysis } from '../domain/finding.js';
import type { Lang } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';
import { Latest } from './dry-run/latest.js';
import type { ExportedItem, ExportedMessage, ExportedSystem, MalformedLine } from './exported.js';

export interface TextToRead {
  readonly text: string;
  /** The text that it answers. */
  readonly replyTo?: string;
}

/** Answers as many analyses as it was given texts, in their order. */
export type ReadTexts = (
  texts: readonly TextToRead[],
) => readonly TextAnalysis[] | Promise<readonly TextAnalysis[]>;

export interface ReadMessage {
  readonly message: ExportedMessage;
  /** Of the message alone; null where there is no text. */
  readonly own: TextAnalysis | null;
  readonly replied: string | undefined;
}

export type ReadItem = ReadMessage | ExportedSystem | MalformedLine;

const SHORT = 40;
const SHORT_KEPT = 2_000;

/** Reads in this thread. “Merci”, “ok” and 👍 come thousands of times: what they say is remembered. */
export function readHere(analyser: Analyser, preferred: Lang): ReadTexts {
  const known = new Latest<TextAnalysis>(SHORT_KEPT);
  const readOne = ({ text, replyTo }: TextToRead): TextAnalysis => {
    if (text.length > SHORT || replyTo !== undefined)
      return analyser.analyse(text, { preferred, ...(replyTo === undefined ? {} : { replyTo }) });
    const before = known.get(text);
    if (before) return before;
    const analysis = analyser.analyse(text, { preferred });
    known.set(text, analysis);
    return analysis;
  };
  return (texts) => texts.map(readOne);
}

const BATCH = 128;
/** Answers to older messages than this are read without them. */
const REMEMBERED = 4_000;
const REMEMBERED_TEXT = 1_000;

/** `ahead`: how many batches may be under way at once. */
export async function* readAhead(
  items: AsyncIterable<ExportedItem> | Iterable<ExportedItem>,
  read: ReadTexts,
  ahead = 1,
): AsyncGenerator<ReadItem> {
  const texts = new Latest<string>(REMEMBERED);
  const pending: Promise<readonly ReadItem[]>[] = [];
  let batch: { item: ExportedItem; replied: string | undefined }[] = [];
  const start = (): void => {
    const full = batch;
    batch = [];
    const answer = finish(full, read);
    // A failure is told when its turn comes; until then it must not count as unhandled.
    answer.catch(() => {});
    pending.push(answer);
  };
  for await (const item of items) {
    let replied: string | undefined;
    if (item.type === 'message') {
      if (item.replyTo !== null) replied = texts.get(item.replyTo);
      if (item.text !== '') texts.set(item.id, item.text.slice(0, REMEMBERED_TEXT));
    }
    batch.push({ item, replied });
    if (batch.length < BATCH) continue;
    start();
    if (pending.length >= ahead) yield* await pending.shift()!;
  }
  start();
  for (const answer of pending) yield* await answer;
}

async function finish(
  batch: readonly { readonly item: ExportedItem; readonly replied: string | undefined }[],
  read: ReadTexts,
): Promise<readonly ReadItem[]> {
  const wanted = batch.flatMap(({ item, replied }) =>
    item.type === 'message' && item.text !== ''
      ? [{ text: item.text, ...(replied === undefined ? {} : { replyTo: replied }) }]
      : [],
  );
  const analyses = wanted.length === 0 ? [] : await read(wanted);
  let next = 0;
  return batch.map(({ item, replied }) =>
    item.type === 'message'
      ? { message: item, own: item.text === '' ? null : analyses[next++]!, replied }
      : item,
  );
}
