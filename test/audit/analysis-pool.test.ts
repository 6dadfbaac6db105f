import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { poolSize, type Reader, startPool } from '../../src/audit/parallel/analysis-pool.js';
import {
  type Helpers,
  type ReadItem,
  readAhead,
  readHere,
  type TextToRead,
} from '../../src/audit/read-ahead.js';
import { makeExport } from '../../src/bench/make-export.js';
import type { Analyser } from '../../src/language/api.js';
import type { SharedLanguage } from '../../src/language/index.js';
import { fakeAnalyser } from './fake-analyser.js';
import { itemsOf } from './read.js';

/** A thread that answers when it is told to. */
class HandReader extends EventEmitter implements Reader {
  readonly questions: (readonly TextToRead[])[] = [];
  ended = false;
  postMessage(texts: unknown): void {
    this.questions.push(texts as readonly TextToRead[]);
  }
  answer(): void {
    const texts = this.questions.shift()!;
    this.emit(
      'message',
      texts.map((t) => fakeAnalyser.analyse(t.text)),
    );
  }
  async terminate(): Promise<void> {
    this.ended = true;
  }
}

/** Never read: these threads are played by hand. */
const language = {} as SharedLanguage;

const pool = (size: number) => {
  const readers: HandReader[] = [];
  const started = startPool({ language, preferred: 'fr' }, size, () => {
    const reader = new HandReader();
    readers.push(reader);
    return reader;
  });
  return { readers, ...started };
};

describe('threads that read along', () => {
  it('share the work and keep each answer with its question', async () => {
    const { readers, read } = pool(2);
    const answers = ['Homme suspect', 'Un plombier ?', 'Bonjour'].map((text) => read([{ text }]));
    expect(readers.map((r) => r.questions.length)).toEqual([2, 1]);
    readers[1]!.answer();
    readers[0]!.answer();
    readers[0]!.answer();
    const kinds = (await Promise.all(answers)).map((a) => a[0]!.kind);
    expect(kinds).toEqual(['signalement', 'offtopic', 'prevention']);
  });

  it('fail loudly, now and later', async () => {
    const { readers, read, close } = pool(1);
    const waiting = read([{ text: 'a' }]);
    readers[0]!.emit('error', new Error('out of memory'));
    await expect(waiting).rejects.toThrow('out of memory');
    await expect(read([{ text: 'b' }])).rejects.toThrow('out of memory');
    await close();
    expect(readers[0]!.ended).toBe(true);
  });

  it('are only started where a core is free for them', () => {
    expect([1, 2, 8].map((n) => poolSize(n))).toEqual([0, 1, 1]);
  });
});

const here = readHere(fakeAnalyser, 'fr');

async function all(
  items: Parameters<typeof readAhead>[0],
  helpers: Helpers | null = null,
): Promise<ReadItem[]> {
  const read: ReadItem[] = [];
  for await (const item of readAhead(items, here, helpers)) read.push(item);
  return read;
}

describe('reading ahead', () => {
  it('changes neither the order nor what is read, whoever reads which batch', async () => {
    const items = await itemsOf([...makeExport({ messages: 3000 })].join(''));
    const alone = await all(items);
    expect(alone).toHaveLength(items.length);
    let turn = 0;
    let helped = 0;
    let busy = 0;
    const together = await all(items, {
      free: () => busy < 3,
      async read(texts) {
        busy++;
        helped++;
        // Later questions are answered sooner.
        for (let i = 10 - (turn++ % 10); i > 0; i--) await Promise.resolve();
        busy--;
        return texts.map((t) => fakeAnalyser.analyse(t.text));
      },
    });
    expect(together).toEqual(alone);
    expect(helped).toBeGreaterThan(3);
  });

  it('does by itself what nobody takes, instead of waiting for it', async () => {
    const items = await itemsOf([...makeExport({ messages: 3000 })].join(''));
    let first: (() => void) | null = null;
    let taken = 0;
    let counted = 0;
    const slowest: Helpers = {
      free: () => taken === 0,
      read(texts) {
        taken++;
        return new Promise((resolve) => {
          first = () => resolve(texts.map((t) => fakeAnalyser.analyse(t.text)));
        });
      },
    };
    const counting = (texts: readonly TextToRead[]) => {
      // The helper answers only once others of its time were read here.
      if (++counted === 3) first!();
      return here(texts);
    };
    const read: ReadItem[] = [];
    for await (const item of readAhead(items, counting, slowest)) read.push(item);
    expect(read).toEqual(await all(items));
    expect(taken).toBe(1);
  });

  it('tells a failure to whoever waits for the items', async () => {
    const items = await itemsOf('13/03/2024, 21:04 - Luc: bonjour');
    const broken: Helpers = { free: () => true, read: () => Promise.reject(new Error('broken')) };
    await expect(all(items, broken)).rejects.toThrow('broken');
  });

  it('remembers what short texts say, but not across what they answer', () => {
    const asked: string[] = [];
    const analyser: Analyser = {
      ...fakeAnalyser,
      analyse: (text, options) => {
        asked.push(`${text}/${options?.replyTo ?? ''}`);
        return fakeAnalyser.analyse(text);
      },
    };
    const long = 'x'.repeat(60);
    readHere(
      analyser,
      'fr',
    )([{ text: 'ok' }, { text: 'ok' }, { text: 'ok', replyTo: 'a' }, { text: long }, { text: long }]);
    expect(asked).toEqual(['ok/', 'ok/a', `${long}/`, `${long}/`]);
  });
});
