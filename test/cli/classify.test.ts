import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineClassifier } from '../../src/cli/classify-line.js';
import { classify } from '../../src/cli/commands/classify.js';
import { fakeAnalyser, fakeTable } from './fake-analyser.js';

const classifier = new LineClassifier(fakeAnalyser, fakeTable);

async function run(chunks: readonly (string | Buffer)[]): Promise<{ lines: string[]; ok: boolean }> {
  let out = '';
  const output = new Writable({
    highWaterMark: 64,
    write(chunk, _encoding, done) {
      out += String(chunk);
      setImmediate(done);
    },
  });
  const ok = await classify(classifier, Readable.from(chunks, { objectMode: false }), output);
  return { lines: out.split('\n').slice(0, -1), ok };
}

describe('classify answers line by line', () => {
  it('with language, kind and the labels that a group would act on', async () => {
    const { lines, ok } = await run(['{"id":1,"text":"Homme louche, je le mets sur Facebook"}\n']);
    expect(lines).toEqual([
      '{"id":1,"lang":"fr","kind":"signalement","labels":["police-not-informed","leak"]}',
    ]);
    expect(ok).toBe(true);
  });

  it('without findings that are unsure, and without rules of a partnership’s own', async () => {
    const { lines } = await run(['{"id":1,"text":"peut-être ours"}\n']);
    expect(JSON.parse(lines[0]!).labels).toEqual([]);
  });

  it('in the language told, unless that is none of the four', async () => {
    const { lines } = await run([
      '{"id":1,"text":"x","lang":"nl"}\n{"id":2,"text":"x","lang":"tlh"}\n{"id":3,"text":"x","lang":7}',
    ]);
    expect(lines.map((l) => JSON.parse(l).lang)).toEqual(['nl', 'fr', 'fr']);
  });

  it('gives every id back as it came, of whatever type', async () => {
    const ids = ['1', '"a"', 'null', 'true', '[1,"x"]', '{"k":2}', '12345678901234567890', '1.50', '""'];
    const { lines } = await run(ids.map((id) => `{"id":${id},"text":"x"}\n`));
    expect(lines.map((l) => /^\{"id":(.*),"lang"/.exec(l)?.[1])).toEqual(
      ids.map((id) => (id === '1.50' ? '1.50' : id)),
    );
  });

  it('answers a bad line in its place, and the others all the same', async () => {
    const { lines, ok } = await run([
      '{"id":1,"text":"x"}\n{"id":2,"text":\n\n   \n{"id":3}\n{"id":4,"text":5}\n[1]\n{"id":6,"text":"CRASH"}\n{"id":7,"text":"x"}\n',
    ]);
    const answers = lines.map((l) => JSON.parse(l) as { id: unknown; error?: string });
    expect(answers.map((a) => a.id)).toEqual([1, null, 3, 4, null, 6, 7]);
    expect(answers.map((a) => a.error !== undefined)).toEqual([false, true, true, true, true, true, false]);
    expect(answers[2]!.error).toContain('"text" is missing');
    expect(ok).toBe(false);
  });

  it('reads a byte order mark, Windows line ends, and a last line without its end', async () => {
    const { lines, ok } = await run(['\uFEFF{"id":1,"text":"x"}\r\n{"id":2,"text":"x"}']);
    expect(lines).toHaveLength(2);
    expect(ok).toBe(true);
  });

  it('keeps a line whole that holds other line ends of Unicode', async () => {
    const { lines, ok } = await run(['{"id":1,"text":"louche\u2028ou\u0085pas\u2029"}\n']);
    expect(lines).toHaveLength(1);
    expect(ok).toBe(true);
  });

  it('whatever way the bytes arrive, even in the middle of a letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const { lines } = await run(chunks);
          expect(lines.map((l) => JSON.parse(l).id)).toEqual(texts.map((_, i) => i));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a hundred thousand lines, to a reader slower than itself, in order', async () => {
    const count = 100_000;
    const lines = Array.from({ length: count }, (_, id) => `{"id":${id},"text":"louche"}\n`);
    const chunks = Array.from({ length: count / 500 }, (_, i) =>
      lines.slice(i * 500, i * 500 + 500).join(''),
    );
    const { lines: answers } = await run(chunks);
    expect(answers).toHaveLength(count);
    expect(JSON.parse(answers[count - 1]!).id).toBe(count - 1);
  });

  it('any line at all gets one answer that is JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        const { line: answer } = classifier.answer(line);
        expect(answer).not.toContain('\n');
        expect(JSON.parse(answer)).toHaveProperty('id');
      }),
    );
  });
});
