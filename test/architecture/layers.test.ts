import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');
const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesUnder(join(dir, e.name)) : /\.tsx?$/.test(e.name) ? [join(dir, e.name)] : [],
  );
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((m) => m[1]!);
const layerOf = (file: string): string => relative(src, file).split('/')[0]!;
const targetsOf = (file: string): string[] =>
  importsOf(file).map((i) => (i.startsWith('.') ? layerOf(resolve(dirname(file), i)) : i));

/** What each layer may know of; its own folder is always allowed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // date-fns counts days and weeks; nothing of it reads a clock by itself.
  domain: ['zod', '@date-fns/tz', ...['addDays', 'addMonths', 'endOfDay', 'set'].map((f) => `date-fns/${f}`)],
};
/** Layers that the inner ones must never know. */
const OUTER = ['channels', 'console', 'cli', 'audit', 'bench'];

describe('layers', () => {
  const files = filesUnder(src);

  it('the domain knows nothing but itself, zod and the calendar', () => {
    const strangers = files
      .filter((f) => layerOf(f) === 'domain')
      .flatMap((f) =>
        targetsOf(f)
          .filter((t) => t !== 'domain' && !MAY_IMPORT.domain!.includes(t))
          .map((t) => `${relative(src, f)} → ${t}`),
      );
    expect(strangers).toEqual([]);
  });

  it('the domain has no clock, no randomness and no I/O', () => {
    const impure =
      /\b(?:Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|fetch\(|setTimeout|console\.)/;
    expect(
      files
        .filter((f) => layerOf(f) === 'domain' && impure.test(readFileSync(f, 'utf8')))
        .map((f) => relative(src, f)),
    ).toEqual([]);
  });

  it('language, rules and store never know channels, console or commands', () => {
    const wrong = files
      .filter((f) => ['language', 'rules', 'store', 'domain'].includes(layerOf(f)))
      .flatMap((f) =>
        targetsOf(f)
          .filter((t) => OUTER.includes(t))
          .map((t) => `${relative(src, f)} → ${t}`),
      );
    expect(wrong).toEqual([]);
  });

  it('the engine knows channels only through their port', () => {
    const wrong = files
      .filter((f) => layerOf(f) === 'engine')
      .flatMap((f) =>
        importsOf(f)
          .filter((i) => /channels\/(?!channel\.js$)/.test(i) || /(?:console|cli|audit)\//.test(i))
          .map((i) => `${relative(src, f)} → ${i}`),
      );
    expect(wrong).toEqual([]);
  });

  it('channels do not know one another, nor the console', () => {
    const wrong = files
      .filter((f) => layerOf(f) === 'channels')
      .flatMap((f) => {
        const own = relative(src, f).split('/')[1]!;
        // It puts them side by side for the program; that is all it does.
        if (own === 'open-channels.ts') return [];
        return importsOf(f)
          .filter((i) => i.startsWith('.'))
          .map((i) => relative(src, resolve(dirname(f), i)))
          .filter(
            (t) =>
              /^(?:console|cli|audit)\//.test(t) ||
              (t.startsWith('channels/') &&
                !t.startsWith(`channels/${own}`) &&
                !t.startsWith('channels/channel')),
          )
          .map((t) => `${relative(src, f)} → ${t}`);
      });
    expect(wrong).toEqual([]);
  });
});
