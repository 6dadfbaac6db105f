/** Exports and archives of any content: read, or refused with a sentence; never a crash, a hang or a file written. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExportError } from '../../src/audit/export-error.js';
import { openExport } from '../../src/audit/open-export.js';
import { chatsInZip } from '../../src/audit/zip.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fuzz-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const CHAT = '13/03/2024, 21:04 - Luc: bonjour\n13/03/2024, 21:05 - Jan: dag\n';
/** How many messages were read, or the sentence of the refusal. Anything but an ExportError is thrown on. */
async function read(bytes: Uint8Array): Promise<number | string> {
  const path = join(dir, 'export');
  writeFileSync(path, bytes);
  try {
    let items = 0;
    for await (const _ of (await openExport(path)).items()) items++;
    return items;
  } catch (error) {
    if (error instanceof ExportError) return error.message;
    throw error;
  } finally {
    expect(readdirSync(dir)).toEqual(['export']);
  }
}
/** A good file with a few bytes changed, cut or doubled. */
const spoilt = (good: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      changes: fc.array(
        fc.tuple(fc.nat(good.length - 1), fc.oneof(fc.constantFrom(0, 255, 0x80), fc.nat(255))),
        { maxLength: 12 },
      ),
      cut: fc.oneof(fc.constant(good.length), fc.nat(good.length)),
    })
    .map(({ changes, cut }) => {
      const bytes = Uint8Array.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes.subarray(0, cut);
    });
const runs = { numRuns: 150 };

describe('an archive', () => {
  const good = zipSync({ 'WhatsApp Chat.txt': strToU8(CHAT.repeat(20)), 'IMG.jpg': strToU8('x'.repeat(50)) });
  it('of any bytes', () =>
    fc.assert(
      fc.asyncProperty(spoilt(good), async (b) => void (await read(b))),
      runs,
    ));

  it('with sizes and places that lie', async () => {
    const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = (bytes: Uint8Array, mark: number): number => {
      for (let i = bytes.length - 4; i >= 0; i--) if (view(bytes).getUint32(i, true) === mark) return i;
      throw new Error('no such record');
    };
    const directory = at(good, 0x02014b50);
    const end = at(good, 0x06054b50);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(directory + 20, directory + 24, directory + 42, end + 12, end + 16),
        fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff),
        async (place, value) => {
          const bytes = Uint8Array.from(good);
          view(bytes).setUint32(place, value, true);
          await read(bytes);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('with names that point outside: the chat is read or refused, and nothing is written anywhere', async () => {
    for (const name of [
      '../../../../tmp/evil.txt',
      '/etc/cron.d/evil.txt',
      'C:\\evil.txt',
      '..\\..\\evil.txt',
      `${'a/'.repeat(400)}x.txt`,
    ]) {
      const answer = await read(zipSync({ [name]: strToU8(CHAT) }));
      // A name that begins with a dot is a hidden file.
      if (name.startsWith('.')) expect(answer).toMatch(/no chat text/);
      else expect(answer).toBe(2);
    }
  });

  it('that unpacks without end is left at its bound', async () => {
    const bomb = zipSync({ '_chat.txt': [strToU8(CHAT + 'a'.repeat(40 * 1024 * 1024)), { level: 9 }] });
    expect(bomb.length).toBeLessThan(200_000);
    const answer = await read(bomb);
    expect(answer).toMatch(/zip bomb/);
  }, 60_000);

  it('of thousands of empty files, and one in itself, says that no chat is in it', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}.txt`, new Uint8Array(0)]));
    expect(await read(zipSync(many, { level: 0 }))).toMatch(/chat/);
    expect(await read(zipSync({ 'inner.zip': good }))).toMatch(/chat/);
    writeFileSync(join(dir, 'export'), zipSync({ 'a.txt': new Uint8Array(0) }));
    expect(await chatsInZip(join(dir, 'export'), 'a')).toHaveLength(1);
  });
});

describe('a chat of Telegram', () => {
  const json = (messages: unknown, name: unknown = 'PLP'): Uint8Array =>
    strToU8(JSON.stringify({ name, messages }));
  const good = json([
    {
      id: 1,
      type: 'message',
      date: '2024-03-12T21:04:00',
      date_unixtime: '1710277440',
      from: 'Luc',
      from_id: 'user1',
      text: [{ type: 'bold', text: 'salut' }, ' é\u{1F600}'],
    },
    { id: 2, type: 'service', action: 'invite_members', members: ['Jan'], date: '2024-03-12T21:05:00' },
  ]);
  it('of any bytes', () =>
    fc.assert(
      fc.asyncProperty(spoilt(good), async (b) => void (await read(b))),
      runs,
    ));

  it('of any JSON in the place of messages', () =>
    fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.jsonValue({ maxDepth: 1 }),
        async (messages, name) => {
          await read(json(messages, name));
          await read(
            json(
              [messages, { id: 1, type: 'message', date: '2024-03-12T21:04:00', text: messages, from: name }],
              name,
            ),
          );
        },
      ),
      runs,
    ));

  it('nested ten thousand deep', async () => {
    await read(strToU8(`{"name":"x","messages":${'['.repeat(10_000)}${']'.repeat(10_000)}}`));
    await read(strToU8(`{"name":"x","messages":[${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]}`));
  });

  it('with names that objects have of themselves', async () => {
    const message = (from: string, i: number) => ({
      id: i,
      type: 'message',
      date: '2024-03-12T21:04:00',
      from,
      from_id: from,
      text: from,
    });
    expect(await read(json(['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(message)))).toBe(4);
    expect(({} as Record<string, unknown>).text).toBeUndefined();
  });
});

describe('a chat of WhatsApp', () => {
  it('of any bytes', () =>
    fc.assert(
      fc.asyncProperty(spoilt(strToU8(CHAT.repeat(3))), async (b) => void (await read(b))),
      runs,
    ));

  it('of any lines that begin like messages', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '13/03/2024',
        '[13/03/24, 21:04:05]',
        '21:04',
        ' - ',
        ': ',
        '\u200e',
        '\u202f',
        '\r\n',
        '\n',
        '31/02/2024',
        '99/99/9999, 99:99 - x: y',
        '1/1/1, 1:1 AM - ',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    return fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (parts) => {
        await read(strToU8(parts.join('')));
        await read(Buffer.from(`\ufeff${parts.join('')}`, 'utf16le'));
      }),
      runs,
    );
  });

  it('with one line of five megabytes is read in its time', async () => {
    const one = `13/03/2024, 21:04 - Luc: ${'a: 13/03/2024, '.repeat(340_000)}\n${CHAT}`;
    const began = process.cpuUsage();
    expect(await read(strToU8(one))).toBeGreaterThan(0);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20);
  }, 120_000);
});
