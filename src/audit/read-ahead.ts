/**
 * Reads the texts of an export some hundred at a time, ahead of the dry run: what a text says does not depend on
 * what was decided before it, so other cores can do it (`AnalysisPool`). The order of the items stays.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** Other threads. */
export interface Helpers {
  readonly read: ReadTexts;
  /** Whether one of them has nothing to do soon. */
  free(): boolean;
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

const BATCH = 48;
/** Batches that may be under way at once where others help. */
const AHEAD = 6;
/** Answers to older messages than this are read without them. */
const REMEMBERED = 4_000;
const REMEMBERED_TEXT = 1_000;

interface Asked {
  readonly item: ExportedItem;
  readonly replied: string | undefined;
}

interface Batch {
  readonly asked: readonly Asked[];
  /** Null until somebody took it. */
  answer: Promise<void> | null;
  read: readonly ReadItem[] | null;
}

/**
 * The items of an export with what their texts say. Helpers read the batches that come next; instead of waiting for
 * them, this thread reads those furthest off, so that both are at work until they meet.
 */
export async function* readAhead(
  items: AsyncIterable<ExportedItem> | Iterable<ExportedItem>,
  here: ReadTexts,
  helpers: Helpers | null = null,
): AsyncGenerator<ReadItem> {
  const texts = new Latest<string>(REMEMBERED);
  const queue: Batch[] = [];
  let asked: Asked[] = [];

  const begin = (batch: Batch, read: ReadTexts): void => {
    batch.answer = finish(batch.asked, read).then((done) => {
      batch.read = done;
      help();
    });
    // A failure is told when its turn comes; until then it must not count as unhandled.
    batch.answer.catch(() => {});
  };
  const help = (): void => {
    if (helpers === null) return;
    for (const batch of queue) {
      if (batch.answer !== null) continue;
      if (!helpers.free()) return;
      begin(batch, helpers.read);
    }
  };
  const add = (): void => {
    queue.push({ asked, answer: null, read: null });
    asked = [];
    help();
  };
  async function next(): Promise<readonly ReadItem[]> {
    const first = queue[0]!;
    while (first.read === null) {
      const untaken = queue.findLast((batch) => batch.answer === null);
      if (untaken === undefined) await first.answer;
      else {
        begin(untaken, here);
        await untaken.answer;
        // What the helpers answered meanwhile is heard.
        if (helpers !== null) await nextTurn();
      }
    }
    queue.shift();
    return first.read;
  }

  for await (const item of items) {
    let replied: string | undefined;
    if (item.type === 'message') {
      if (item.replyTo !== null) replied = texts.get(item.replyTo);
      if (item.text !== '') texts.set(item.id, item.text.slice(0, REMEMBERED_TEXT));
    }
    asked.push({ item, replied });
    if (asked.length < BATCH) continue;
    add();
    while (queue[0]?.read || queue.length >= (helpers === null ? 1 : AHEAD)) yield* await next();
  }
  add();
  while (queue.length > 0) yield* await next();
}

async function finish(asked: readonly Asked[], read: ReadTexts): Promise<readonly ReadItem[]> {
  const wanted = asked.flatMap(({ item, replied }) =>
    item.type === 'message' && item.text !== ''
      ? [{ text: item.text, ...(replied === undefined ? {} : { replyTo: replied }) }]
      : [],
  );
  const analyses = wanted.length === 0 ? [] : await read(wanted);
  let next = 0;
  return asked.map(({ item, replied }) =>
    item.type === 'message'
      ? { message: item, own: item.text === '' ? null : analyses[next++]!, replied }
      : item,
  );
}
