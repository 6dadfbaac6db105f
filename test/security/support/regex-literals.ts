/** Finds the regular expressions that are written out in TypeScript source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformSync } from 'esbuild';

export interface RegexLiteral {
  /** File and expression, to point at it. */
  readonly name: string;
  readonly regex: RegExp;
}

/** After one of these a slash begins an expression; after anything else it divides. */
const BEFORE_REGEX =
  /(?:^|\.\.\.|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|await|yield))\s*$/;
const FLAGS = /^[dgimsuvy]*/;

/** The expressions of one file. Types are stripped first: what is left is easy to read. */
export function literalsOf(code: string, loader: 'ts' | 'tsx' = 'ts'): RegExp[] {
  const js = transformSync(code, { loader, target: 'esnext', jsx: 'automatic' }).code;
  const found: RegExp[] = [];
  /** Depth of braces at which each open template's expression ends. */
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  const skipQuoted = (quote: string): void => {
    for (at++; at < js.length && js[at] !== quote; at++) if (js[at] === '\\') at++;
    at++;
  };
  const skipTemplate = (): void => {
    for (at++; at < js.length; at++) {
      if (js[at] === '\\') at++;
      else if (js[at] === '`') break;
      else if (js[at] === '$' && js[at + 1] === '{') {
        templates.push(depth++);
        at++;
        break;
      }
    }
    at++;
  };
  while (at < js.length) {
    const c = js[at]!;
    if (c === '"' || c === "'") skipQuoted(c);
    else if (c === '`') skipTemplate();
    else if (c === '{') {
      depth++;
      at++;
    } else if (c === '}') {
      depth--;
      // The end of `${…}`: on with the template's text.
      if (templates.at(-1) === depth) {
        templates.pop();
        skipTemplate();
      } else at++;
    } else if (c === '/' && js[at + 1] === '/') at = js.indexOf('\n', at) + 1 || js.length;
    else if (c === '/' && js[at + 1] === '*') at = js.indexOf('*/', at) + 2;
    else if (c === '/' && BEFORE_REGEX.test(js.slice(Math.max(0, at - 40), at))) {
      const from = at + 1;
      let inClass = false;
      for (at++; at < js.length && (js[at] !== '/' || inClass); at++)
        if (js[at] === '\\') at++;
        else if (js[at] === '[') inClass = true;
        else if (js[at] === ']') inClass = false;
      const flags = FLAGS.exec(js.slice(at + 1))![0];
      found.push(new RegExp(js.slice(from, at), flags));
      at += 1 + flags.length;
    } else at++;
  }
  return found;
}

/** The expressions of every file below `dir`. */
export function literalsBelow(dir: string): RegexLiteral[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'))
    .sort()
    .flatMap((f) =>
      literalsOf(readFileSync(join(dir, f), 'utf8'), f.endsWith('x') ? 'tsx' : 'ts').map((regex) => ({
        name: `${relative(dir, join(dir, f))}: ${regex}`,
        regex,
      })),
    );
}
