/** Animated stickers of Telegram: a drawing made of curves (Lottie), packed. A photo can only be in it as an asset. */
import { gunzipSync } from 'node:zlib';
import { DecodeError } from './decode-error.js';

const MAX_UNPACKED = 8 * 1024 * 1024;

/** Resolves to nothing for a drawing. Throws DecodeError: `unsupported` when pictures are embedded or it is none. */
export function checkTgs(bytes: Uint8Array): void {
  let lottie: unknown;
  try {
    lottie = JSON.parse(gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED }).toString('utf8'));
  } catch (error) {
    const bomb = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new DecodeError(bomb ? 'too-large' : 'unsupported');
  }
  if (typeof lottie !== 'object' || lottie === null || !('layers' in lottie))
    throw new DecodeError('unsupported');
  const assets = 'assets' in lottie && Array.isArray(lottie.assets) ? lottie.assets : [];
  // An asset with a path is a picture; one with layers is a part of the drawing.
  if (assets.some((a) => typeof a === 'object' && a !== null && 'p' in a))
    throw new DecodeError('unsupported');
}
