/** The page's own files, kept in memory with their compressed forms: they are few, small and never change. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

type Encoding = 'br' | 'gzip';

export class StaticFile {
  readonly etag: string;
  readonly #packed = new Map<Encoding, Uint8Array<ArrayBuffer>>();

  constructor(
    readonly body: Uint8Array<ArrayBuffer>,
    readonly type: string,
  ) {
    this.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  }

  /** Compressed at the first request, then remembered. */
  packed(encoding: Encoding): Uint8Array<ArrayBuffer> {
    let bytes = this.#packed.get(encoding);
    if (!bytes) {
      bytes = new Uint8Array(
        encoding === 'br'
          ? brotliCompressSync(this.body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } })
          : gzipSync(this.body),
      );
      this.#packed.set(encoding, bytes);
    }
    return bytes;
  }

  /** Answers 304 to a browser that has it, and the smallest form that the browser can read otherwise. */
  answer(c: Context): Response {
    c.header('ETag', this.etag);
    c.header('Cache-Control', 'no-cache');
    c.header('Vary', 'Accept-Encoding');
    if (c.req.header('if-none-match')?.includes(this.etag)) return c.body(null, 304);
    c.header('Content-Type', this.type);
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding: Encoding | null = /\bbr\b/.test(accepted)
      ? 'br'
      : /\bgzip\b/.test(accepted)
        ? 'gzip'
        : null;
    if (encoding === null || this.body.length < 512) return c.body(this.body);
    c.header('Content-Encoding', encoding);
    return c.body(this.packed(encoding));
  }
}

export const staticText = (text: string, extension: '.html' | '.svg' | '.json'): StaticFile =>
  new StaticFile(new TextEncoder().encode(text), TYPES[extension]!);

/** The files of `dir` by their path in the address. Throws when the page was never built. */
export function loadStaticFiles(dir: string): ReadonlyMap<string, StaticFile> {
  if (!existsSync(join(dir, 'main.js')))
    throw new Error(`The console's page is not in ${dir}: run “npm run build” first.`);
  const files = new Map<string, StaticFile>();
  for (const name of readdirSync(dir)) {
    const type = TYPES[extname(name)];
    if (type) files.set(`/${name}`, new StaticFile(new Uint8Array(readFileSync(join(dir, name))), type));
  }
  return files;
}
