import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/operation/open-log.js';
import { redact, redactError } from '../../src/operation/redact.js';

const TOKEN = `7712345678:${'AbCdEf'.repeat(6)}`;
const SECRETS = [
  'Je vends mon vélo bleu',
  'Zoé Vandermark',
  '32470123456@s.whatsapp.net',
  '+32 470 12 34 56',
  TOKEN,
  `https://api.telegram.org/bot${TOKEN}`,
  '1-ABC-234',
  'zoe@example.be',
];

function logged(form: 'json' | 'plain' = 'json') {
  const lines: string[] = [];
  return { lines, log: openLog({ level: 'debug', form, write: (l) => void lines.push(l) }) };
}

/** Every call of a log in the program: its fields, and whether its sentence is put together. */
const CALLS = (readdirSync('src', { recursive: true }) as string[])
  .filter((f) => f.endsWith('.ts'))
  .flatMap((f) =>
    [...readFileSync(join('src', f), 'utf8').matchAll(/\blog\??\.(?:info|warn|error)\(\s*(\{[^}]*\})/g)].map(
      (m) => ({
        file: f,
        fields: [...m[1]!.matchAll(/[{,]\s*(?:\.\.\.)?(\w+)/g)].map((g) => g[1]!),
      }),
    ),
  );

describe('the log', () => {
  it('tells nobody’s words, name, number or token, whichever call of the program they get into', () => {
    expect(CALLS.length).toBeGreaterThan(15);
    for (const form of ['json', 'plain'] as const) {
      const { lines, log } = logged(form);
      for (const { fields } of CALLS)
        for (const secret of SECRETS) {
          log.error(Object.fromEntries(fields.map((f) => [f, secret])), 'a call of the program');
          log.error(Object.fromEntries(fields.map((f) => [f, `Error: could not read ${secret}`])), 'a call');
          log.warn(Object.fromEntries(fields.map((f) => [f, [secret]])), 'a call');
          log.warn(Object.fromEntries(fields.map((f) => [f, new Error(secret)])), 'a call');
        }
      const all = lines.join('');
      // A dot before 470: the milliseconds of a time of day.
      expect(all).not.toMatch(
        /vélo|vends|Zoé|Vandermark|3247|(?<!\.)470|AbCdEf|1-ABC|example|whatsapp\.net/i,
      );
    }
  });

  it('is given sentences of the program only, and one that holds a number or a quotation is redacted', () => {
    const together = (readdirSync('src', { recursive: true }) as string[])
      .filter((f) => f.endsWith('.ts'))
      .flatMap((f) =>
        [
          ...readFileSync(join('src', f), 'utf8').matchAll(
            /\blog\??\.(?:info|warn|error)\([^;]*?`([^`]*\$\{[^`]*)`/g,
          ),
        ].map((m) => `${f}: ${m[1]}`),
      );
    // `problem` is one of the adapter's own sentences.
    expect(together.filter((t) => !/Telegram sent \$\{problem\}|problem\.\$\{/.test(t))).toEqual([]);
    const { lines, log } = logged();
    log.warn({}, 'sent "je vends" to 32470123456');
    expect(lines.join('')).not.toMatch(/vends|3247/);
  });

  it('keeps what an operator needs: code, kind, numbers', () => {
    const { lines, log } = logged();
    log.error(
      { outbox: 12, type: 'tell', group: 3, reason: 'chat-gone', key: 'a12.0.32470123456' },
      'it failed',
    );
    log.error(
      { error: 'SqliteError: database or disk is full (SQLITE_FULL)' },
      'the inbox could not be worked through',
    );
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      outbox: 12,
      type: 'tell',
      group: 3,
      reason: 'chat-gone',
      key: 'a12.0',
      msg: 'it failed',
    });
    expect(lines[1]).toContain('database or disk is full');
    expect(lines[1]).toContain('SQLITE_FULL');
  });

  it('says nothing below its level', () => {
    const lines: string[] = [];
    const log = openLog({ level: 'error', form: 'json', write: (l) => void lines.push(l) });
    log.warn({}, 'a');
    log.info({}, 'b');
    expect(lines).toEqual([]);
  });

  it('lets no text through that is not made of words of machines, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 12 }), (text, field) => {
        const marked = `${text} zzsecretzz 470123456 ${text}`;
        expect(redactError(marked)).not.toMatch(/zzsecretzz|470123456/);
        expect(JSON.stringify(redact({ [field]: marked, error: marked }))).not.toMatch(
          /(?<!")zzsecretzz|470123456/,
        );
      }),
    );
  });
});
