import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWall, toWall } from '../../src/audit/belgian-time.js';
import { LAYOUTS } from './layouts.js';
import { itemsOf, messagesOf } from './read.js';

/** A person's words: no line that looks like the head of a message, no placeholder of WhatsApp's own. */
const word = fc.constantFrom(
  'homme',
  'suspect',
  'rue',
  'du',
  'Moulin',
  'n°',
  '12',
  'à',
  '21:04',
  '👮🏽',
  'politie',
  'verwittigd',
  'wagen',
  '-',
  ':',
  '[',
  'ß',
  'é',
  '101',
  ',',
  '“',
  '1-ABC',
  'http://x.be',
  '%',
  '\t',
  '😀',
);
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((w) => `x ${w.join(' ')}`);
const text = fc
  .array(fc.oneof({ weight: 5, arbitrary: line }, fc.constant('')), { minLength: 1, maxLength: 5 })
  .map((lines) => `${lines.join('\n')}.`);
const name = fc.constantFrom(
  'Annick Peeters',
  'Luc',
  '+32 470 00 00 01',
  'Émilie 🌻',
  'Jan-Willem d’Hooghe',
  'PLP Rue du Moulin',
  'A',
);
/** Both halves of a clock change are left out: an hour that comes twice has no single answer. */
const moment = fc
  .integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  .map((s) => s * 1000)
  .filter(
    (t) => toWall(t - 3_600_000) === toWall(t) - 3_600_000 && toWall(t + 3_600_000) === toWall(t) + 3_600_000,
  );

describe('a chat written in any layout is read back as it was', () => {
  for (const layout of LAYOUTS)
    it(layout.title, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: moment, name, text }), { minLength: 1, maxLength: 12 }),
          fc.constantFrom('\n', '\r\n'),
          fc.boolean(),
          fc.integer({ min: 1, max: 400 }),
          async (told, newline, bom, chunk) => {
            const step = layout.seconds ? 1000 : 60_000;
            // The last day of a month tells day from month, as any real chat of some weeks does.
            const clear = { at: fromWall(Date.UTC(2030, 0, 31, 12)), name: 'Luc', text: 'x' };
            const chat = [
              ...told.map((m) => ({ ...m, at: Math.floor(m.at / step) * step })).sort((a, b) => a.at - b.at),
              clear,
            ];
            const file =
              (bom ? '\ufeff' : '') +
              chat
                .map((m) => layout.render(m))
                .join('\n')
                .replaceAll('\n', newline) +
              newline;
            const items = await itemsOf(file, 'whatsapp', { chunk });
            expect(items.map((i) => i.type)).toEqual(chat.map(() => 'message'));
            expect(messagesOf(items).map((m) => ({ at: m.at, name: m.sender.name, text: m.text }))).toEqual(
              chat,
            );
          },
        ),
        { numRuns: 25 },
      );
    });
});

describe('day or month first is found out from the whole file', () => {
  const first = async (...heads: string[]): Promise<string> => {
    const items = messagesOf(await itemsOf(heads.map((h) => `${h} - Luc: bonjour`).join('\n')));
    return new Date(items[0]!.at).toISOString().slice(0, 10);
  };
  it('by a number above twelve, even at the very end', async () => {
    expect(await first('03/04/2024, 10:00', '05/04/2024, 10:00', '25/04/2024, 10:00')).toBe('2024-04-03');
    expect(await first('03/04/2024, 10:00', '04/05/2024, 10:00', '04/25/2024, 10:00')).toBe('2024-03-04');
  });
  it('else by the order in which time runs forwards', async () => {
    expect(await first('01/02/2024, 10:00', '01/03/2024, 10:00', '02/01/2024, 10:00')).toBe('2024-01-02');
    expect(await first('01/02/2024, 10:00', '02/02/2024, 10:00', '01/03/2024, 10:00')).toBe('2024-02-01');
  });
  it('else by the habits of the country', async () => {
    expect(await first('3/4/24, 9:04 PM')).toBe('2024-03-04');
    expect(await first('3/04/24, 21:04')).toBe('2024-04-03');
    expect(await first('03/04/2024, 9:04 pm')).toBe('2024-04-03');
    expect(await first('03.04.24, 21:04')).toBe('2024-04-03');
    expect(await first('2024-04-03, 21:04')).toBe('2024-04-03');
  });
});

describe('odd files', () => {
  it('reads UTF-16 as Windows saves it', async () => {
    const text = '12/03/2024, 21:04 - Zoé: “ça” 😀';
    const le = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(messagesOf(await itemsOf(le, 'whatsapp', { chunk: 7 })).map((m) => m.text)).toEqual(['“ça” 😀']);
  });
  it('takes a head of the other layout inside a message for pasted words', async () => {
    const lines = Array.from(
      { length: 80 },
      (_, i) => `13/03/2024, 10:${String(i % 60).padStart(2, '0')} - Luc: ${i}`,
    );
    lines.splice(40, 0, '[13/03/2024, 09:00:00] Jan: copié d’ailleurs');
    const read = messagesOf(await itemsOf(lines.join('\n')));
    expect(read).toHaveLength(80);
    expect(read[39]!.text).toContain('copié d’ailleurs');
  });
});
