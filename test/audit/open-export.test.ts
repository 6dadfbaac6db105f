import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExport } from '../../src/audit/open-export.js';
import { chatsInZip } from '../../src/audit/zip.js';
import { messagesOf } from './read.js';

const CHAT = '13/03/2024, 21:04 - Luc: bonjour\n13/03/2024, 21:05 - Jan: dag\n';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};
const textsOf = async (path: string): Promise<string[]> => {
  const items = [];
  for await (const item of (await openExport(path)).items()) items.push(item);
  return messagesOf(items).map((m) => m.text);
};

describe('an export is recognised by what is in it', () => {
  it('whatever its name', async () => {
    expect(await textsOf(put('photo.jpg', CHAT))).toEqual(['bonjour', 'dag']);
    expect(await textsOf(put('x.txt', zipSync({ 'a/b.txt': strToU8(CHAT) })))).toEqual(['bonjour', 'dag']);
    const json = JSON.stringify({
      name: 'PLP',
      messages: [{ id: 1, type: 'message', date: '2024-03-12T21:04:00', text: 'salut' }],
    });
    expect(await textsOf(put('chat.txt', json))).toEqual(['salut']);
    expect(await textsOf(put('chat.bin', zipSync({ 'ChatExport/result.json': strToU8(json) })))).toEqual([
      'salut',
    ]);
  });
  it('in a folder too', async () => {
    mkdirSync(join(dir, 'ChatExport'));
    put(
      'ChatExport/result.json',
      '{"name":"P","messages":[{"id":1,"type":"message","date":"2024-03-12T21:04:00","text":"salut"}]}',
    );
    expect(await textsOf(join(dir, 'ChatExport'))).toEqual(['salut']);
    await expect(openExport(dir)).rejects.toThrow(/folder without result\.json/);
  });
  it('anything else is refused with the way to make an export', async () => {
    for (const [name, content] of [
      ['a.txt', 'Cher journal,\naujourd’hui rien.'],
      ['b.txt', ''],
      ['c.json', '[1,2]'],
      ['d.html', '<!DOCTYPE html><html><body class="history">Telegram</body></html>'],
      ['e.zip', zipSync({ 'lettre.txt': strToU8('Bonjour') })],
    ] as const)
      await expect(openExport(put(name, content)), name).rejects.toThrow(/Export chat[\s\S]*JSON/);
    await expect(openExport(put('f.json', '{"a":1}'))).rejects.toThrow(/no chat with messages/);
    await expect(openExport(join(dir, 'none.txt'))).rejects.toThrow(/There is no file/);
  });
});

describe('archives', () => {
  it('reads the chat and leaves the pictures alone', async () => {
    const entries: Zippable = {
      'IMG-1.jpg': [new Uint8Array(200_000).fill(7), { level: 0 }],
      'readme.txt': strToU8('pas un chat'),
      'Discussion WhatsApp avec PLP.txt': strToU8(CHAT),
    };
    expect(await textsOf(put('a.zip', zipSync(entries)))).toEqual(['bonjour', 'dag']);
    expect(await textsOf(put('b.zip', zipSync(entries, { level: 0 })))).toEqual(['bonjour', 'dag']);
  });

  const bomb = (): Uint8Array =>
    zipSync({ '_chat.txt': [strToU8(CHAT + 'a'.repeat(30_000_000)), { level: 9 }] });
  it('stops at a bomb by its ratio, even when it lies about its size', async () => {
    await expect(openExport(put('bomb.zip', bomb()))).rejects.toThrow(/zip bomb/);
    const lying = Buffer.from(bomb());
    const directory = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    lying.writeUInt32LE(1000, directory + 24);
    await expect(openExport(put('lying.zip', lying))).rejects.toThrow(/zip bomb/);
  });
  it('stops at its size limit', async () => {
    const random = Buffer.from(
      Array.from({ length: 3000 }, (_, i) => `${(i * 2_654_435_761) % 99_991}`).join(' '),
    );
    const path = put('big.zip', zipSync({ '_chat.txt': random }));
    const [chat] = await chatsInZip(path, 'big.zip', { maxBytes: 5000, maxRatio: 100, maxEntries: 10 });
    await expect(async () => {
      for await (const _ of chat!.open()) {
        // read to the end
      }
    }).rejects.toThrow(/zip bomb/);
  });
  it('stops at too many entries', async () => {
    const path = put(
      'many.zip',
      zipSync({ 'a.txt': strToU8('a'), 'b.txt': strToU8('b'), 'c.txt': strToU8('c') }),
    );
    await expect(
      chatsInZip(path, 'many.zip', { maxBytes: 1e6, maxRatio: 100, maxEntries: 2 }),
    ).rejects.toThrow(/claims to hold 3 files/);
  });
  it('says what is wrong with broken and locked ones', async () => {
    const good = Buffer.from(zipSync({ '_chat.txt': strToU8(CHAT.repeat(50)) }));
    await expect(openExport(put('cut.zip', good.subarray(0, good.length - 40)))).rejects.toThrow(
      /can't be read/,
    );
    const locked = Buffer.from(good);
    const directory = locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    locked.writeUInt16LE(1, directory + 8);
    await expect(openExport(put('locked.zip', locked))).rejects.toThrow(/password/);
    const damaged = Buffer.from(good);
    damaged.fill(0xff, 60, 90);
    await expect(openExport(put('damaged.zip', damaged))).rejects.toThrow(/damaged/);
    await expect(openExport(put('photos.zip', zipSync({ 'a.jpg': strToU8('x') })))).rejects.toThrow(
      /no chat text/,
    );
  });
});
