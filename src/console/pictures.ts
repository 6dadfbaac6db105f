/** The pictures of the playground over HTTP: uploaded, shown, and shown covered. Nothing of them touches the disk. */
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PictureShelf } from '../channels/playground/picture-shelf.js';
import type { Redacted, Vision } from '../vision/api.js';
import { type Format, sniff } from '../vision/sniff.js';
import { notFound, refuse } from './http.js';
import type { ApiProblem } from './wire.js';

/** What Telegram hands a bot at most. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
const UPLOAD = /^\/api\/rooms\/[^/]+\/pictures$/;

/** True for the one address that takes more than a few words. */
export const takesPictures = (path: string): boolean => UPLOAD.test(path);

const MIME: Readonly<Record<Format, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  tiff: 'image/tiff',
  heic: 'image/heic',
  svg: 'image/svg+xml',
  film: 'video/mp4',
  tgs: 'application/x-tgsticker',
  pdf: 'application/pdf',
  unknown: 'application/octet-stream',
};
/** Formats that a browser draws and that can't carry a script. */
const DRAWN: ReadonlySet<string> = new Set([MIME.jpeg, MIME.png, MIME.webp, MIME.gif, MIME.avif]);

export function pictureRoutes(
  api: Hono,
  parts: {
    readonly shelf: PictureShelf;
    readonly vision: Vision | undefined;
    /** Throws PlaygroundError for a room that isn't there. */
    readonly checkRoom: (room: string) => void;
  },
): void {
  const { shelf, vision } = parts;
  const copies = new WeakMap<Uint8Array, Promise<Redacted>>();
  const send = (c: Context, bytes: Uint8Array, mime: string): Response => {
    const drawn = DRAWN.has(mime);
    c.header('Content-Type', drawn ? mime : 'application/octet-stream');
    if (!drawn) c.header('Content-Disposition', 'attachment');
    return c.body(new Uint8Array(bytes));
  };
  const shelved = (c: Context): { readonly bytes: Uint8Array; readonly mime: string } => {
    const picture = shelf.get(c.req.param('ref') ?? '');
    if (!picture) throw notFound('This picture was forgotten: pictures are kept in memory only.');
    return picture;
  };

  api.post(
    '/rooms/:room/pictures',
    bodyLimit({
      maxSize: MAX_PICTURE_BYTES,
      onError: (c) =>
        c.json<ApiProblem>(
          { error: 'picture-too-large', detail: `A picture has at most ${MAX_PICTURE_BYTES} bytes.` },
          413,
        ),
    }),
    async (c) => {
      parts.checkRoom(c.req.param('room'));
      // A form of another site can't claim this type, so that only the page itself puts pictures here.
      if (c.req.header('content-type') !== 'application/octet-stream')
        throw refuse(415, 'not-a-picture', 'Send the bytes as application/octet-stream.');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (bytes.length === 0) throw refuse(400, 'not-a-picture', 'The file is empty.');
      const mime = MIME[sniff(bytes)];
      return c.json({ ref: shelf.put({ bytes, mime, name: '' }), mime }, 201);
    },
  );
  api.get('/rooms/:room/pictures/:ref', (c) => {
    const { bytes, mime } = shelved(c);
    return send(c, bytes, mime);
  });
  api.get('/rooms/:room/pictures/:ref/safe', async (c) => {
    const { bytes } = shelved(c);
    if (!vision) throw refuse(409, 'no-safe-copy', 'Pictures are not looked at here.');
    const copy = copies.get(bytes) ?? vision.redact(bytes);
    copies.set(bytes, copy);
    const made = await copy;
    if (!made.verified) {
      copies.delete(bytes);
      throw refuse(409, 'no-safe-copy', `No safe copy can be made: ${made.reason}.`);
    }
    return send(c, made.bytes, made.mime);
  });
}
