/**
 * Files sealed with AES-256-GCM, as a stream: 8 bytes of magic, 12 of nonce, the ciphertext, 16 of tag. A file is only
 * good when its last byte has been read and the tag fits: until then the plaintext is not to be used.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MAGIC = Buffer.from('GFBACK1\n');
const NONCE = 12;
const TAG = 16;
const HEAD = MAGIC.length + NONCE;

/** Seals `from` into the new file `to` (0600). Each file has a nonce of its own. */
export async function seal(from: string, to: string, key: Buffer): Promise<void> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(MAGIC);
  let begun = false;
  const frame = new Transform({
    transform(chunk: Buffer, _, done) {
      if (!begun) this.push(Buffer.concat([MAGIC, nonce]));
      begun = true;
      done(null, cipher.update(chunk));
    },
    flush(done) {
      if (!begun) this.push(Buffer.concat([MAGIC, nonce]));
      this.push(cipher.final());
      done(null, cipher.getAuthTag());
    },
  });
  await pipeline(createReadStream(from), frame, createWriteStream(to, { mode: 0o600, flags: 'wx' }));
}

/** Opens a sealed file into the new file `to`. Rejects when the key is another one or a byte was changed. */
export async function unseal(from: string, to: string, key: Buffer): Promise<void> {
  const { size } = await stat(from);
  if (!(await isSealed(from)) || size < HEAD + TAG) throw new Error('it is no sealed backup');
  const file = await open(from);
  const nonce = Buffer.alloc(NONCE);
  const tag = Buffer.alloc(TAG);
  try {
    await file.read(nonce, 0, NONCE, MAGIC.length);
    await file.read(tag, 0, TAG, size - TAG);
  } finally {
    await file.close();
  }
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(MAGIC);
  decipher.setAuthTag(tag);
  try {
    await pipeline(
      // `end` is the last byte that is read; an empty ciphertext has none.
      size === HEAD + TAG ? [] : createReadStream(from, { start: HEAD, end: size - TAG - 1 }),
      decipher,
      createWriteStream(to, { mode: 0o600, flags: 'wx' }),
    );
  } catch (error) {
    if (/authenticate/i.test((error as Error).message))
      throw new Error('the key does not fit, or the file was changed');
    throw error;
  }
}

/** Whether a file begins as a sealed one does. */
export async function isSealed(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(MAGIC.length);
    await file.read(head, 0, MAGIC.length, 0);
    return head.equals(MAGIC);
  } finally {
    await file.close();
  }
}
