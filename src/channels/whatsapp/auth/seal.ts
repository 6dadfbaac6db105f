/** Seals values with AES-256-GCM, each bound to its place so that none can be put where another belongs. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV = 12;
const TAG = 16;

export interface Seal {
  /** `place` is authenticated with it: the same is needed to open it. */
  close(place: string, value: Uint8Array): Buffer;
  /** Throws when the key is another one, or value or place were changed. */
  open(place: string, sealed: Uint8Array): Buffer;
  /** A digest that only this key can make: a name in the database that tells nobody whose it is. */
  digest(text: string): string;
}

export function sealWith(key: Uint8Array): Seal {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `garde-fou whatsapp ${purpose}`, 32));
  const secret = derive('seal');
  const names = derive('names');
  return {
    close(place, value) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(place));
      return Buffer.concat([
        Buffer.of(VERSION),
        iv,
        cipher.update(value),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < 1 + IV + TAG || bytes[0] !== VERSION) throw new Error('not a sealed value');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(1, 1 + IV))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(1 + IV, -TAG)), decipher.final()]);
    },
    digest: (text) => createHmac('sha256', names).update(text).digest('base64url'),
  };
}
