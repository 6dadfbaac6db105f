/** Nothing that somebody writes makes the program open an address, a file or another server (SSRF). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textParts } from '../../src/channels/telegram/deliver/say.js';
import { fetchMedia } from '../../src/channels/whatsapp/fetch-media.js';

const filesIn = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesIn(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
const sources = filesIn('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('a link in a message', () => {
  it('is never looked up: Telegram is told to show no preview of what the bot says', () => {
    for (const part of textParts(`Voyez http://169.254.169.254/latest/meta-data ${'x '.repeat(4000)}`))
      expect(part.payload).toMatchObject({ link_preview_options: { is_disabled: true } });
  });

  it('nor by WhatsApp: every text goes out without one, and the package that would fetch it is not installed', () => {
    const deliver = sources.find((s) => s.path.endsWith('whatsapp/deliver.ts'))!.text;
    expect(deliver).toContain('linkPreview: null');
    // Every plain text passes through the one function that says so.
    expect(deliver.match(/\{ text: (?!string)/g) ?? []).toEqual([]);
    expect(readdirSync('node_modules')).not.toContain('link-preview-js');
  });
});

describe('a reference to a picture', () => {
  const get = async (path: string): Promise<Uint8Array> => {
    asked.push(path);
    throw new Error('gone');
  };
  let asked: string[] = [];
  const key = Buffer.alloc(32).toString('base64');
  const fetched = async (ref: string): Promise<string> => {
    asked = [];
    return fetchMedia({ kind: 'photo', ref }, 1000, get).then(
      () => 'bytes',
      (error: Error) => error.message,
    );
  };

  it.each([
    'http://169.254.169.254/',
    'file:///etc/passwd',
    '//elsewhere.example/x',
    '@elsewhere.example/x',
    '.elsewhere.example/x',
    ':80@elsewhere.example/',
    '/@elsewhere.example/x',
    '/\\elsewhere.example',
    '/x y',
    '/x#@elsewhere',
    '/%0d%0aHost: elsewhere',
    '/x\r\nHost: elsewhere',
  ])('names no other server: %s', async (path) => {
    expect(await fetched(`wa:${JSON.stringify({ type: 'image', path, key })}`)).toBe('not-a-reference');
    expect(asked).toEqual([]);
    expect(await fetched(path)).toBe('not-a-reference');
  });

  it('whatever it is, only a path of the one media server is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (path) => {
        await fetched(`wa:${JSON.stringify({ type: 'image', path, key })}`);
        for (const p of asked) expect(new URL(`https://mmg.whatsapp.net${p}`).host).toBe('mmg.whatsapp.net');
      }),
    );
  });
});

describe('the source', () => {
  /** Where addresses are opened: each with a host of its own, or one that the operator set. */
  const MAY_FETCH = [
    'channels/telegram/api.ts',
    'channels/whatsapp/fetch-media.ts',
    'channels/whatsapp/whatsapp-channel.ts',
  ];
  it('opens no address anywhere else', () => {
    const opens = sources
      .filter((s) => !s.path.includes('/browser/'))
      .filter((s) =>
        /(?:await|return|=>|=|\()\s*fetch\(|\bhttps?\.(?:get|request)\(/.test(
          s.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
        ),
      )
      .map((s) => s.path.replaceAll('\\', '/').replace(/^src\//, ''));
    expect(opens.filter((p) => !MAY_FETCH.includes(p) && !/^(?:cli|operation|bench)\//.test(p))).toEqual([]);
  });

  it('runs no text as code, as a command line, or as HTML', () => {
    const risky =
      /(?<![\w.])eval\(|new Function\(|\bexecSync\(|(?<!\.)\bexec\(|shell:\s*true|dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/;
    expect(sources.filter((s) => risky.test(s.text)).map((s) => s.path)).toEqual([]);
  });

  it('puts no value into SQL but by parameters', () => {
    // A name between backticks in SQL is one that the same file declares as words of its own, or lists one by one.
    for (const { path, text } of sources)
      for (const [, sql] of text.matchAll(/\.(?:prepare|exec)(?:<[^`]*?>)?\(\s*`([^`]*)`/g))
        for (const [, name] of sql!.matchAll(/\$\{([^}]*)\}/g)) {
          const own = new RegExp(
            `const ${name!.replace(/[^\w]/g, '.')} =\\s*[\`'"]|for \\(const ${name} of \\[`,
          ).test(text);
          expect(own || REVIEWED.has(`${path.replaceAll('\\', '/')} ${name}`), `${path}: \${${name}}`).toBe(
            true,
          );
        }
  });
});

/** Read by a person: only words of the source ever come here. */
const REVIEWED = new Set([
  'src/store/enrolment/enrolments.ts column',
  'src/reports/figures/period-figures.ts sql',
  // A number of milliseconds.
  'src/store/retention.ts DAY',
  // Two names, written there.
  'src/store/verify-newest.ts table',
  // The one condition of src/store/ledger.ts.
  'src/reports/figures/period-figures.ts STANDS',
  'src/reports/letters/gather-letter.ts STANDS',
  'src/console/office/rooms/members.ts STANDS',
  // Tables and columns of data-map.ts.
  "src/store/privacy/export-person.ts columns.join(', ')",
  'src/store/privacy/export-person.ts table',
  'src/store/privacy/export-person.ts place.mine',
]);
