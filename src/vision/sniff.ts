/** What a file is, by its first bytes. Names and declared types are strangers' words and decide nothing. */

export type Format =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'tiff'
  | 'avif'
  | 'heic'
  | 'svg'
  | 'tgs'
  | 'film'
  | 'pdf'
  | 'unknown';

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
const begins = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((value, i) => bytes[i] === value);

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

/** Brands of an ISO media file: the major one first. */
function brandsOf(bytes: Uint8Array): string[] {
  const length = Math.min(
    new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0),
    bytes.length,
    16 + 4 * 32,
  );
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= length; at += 4) brands.push(ascii(bytes, at, at + 4));
  return brands;
}

function isoFormat(bytes: Uint8Array): Format {
  const brands = brandsOf(bytes);
  // A sequence is a film that calls itself a picture.
  if (brands.includes('avis')) return 'film';
  if (brands.includes('avif')) return 'avif';
  if (brands.some((b) => HEIC.has(b))) return 'heic';
  if (brands[0] === 'mif1' || brands[0] === 'msf1') return 'heic';
  return 'film';
}

/** The root element of the XML text is `<svg`, whatever stands before it. */
function isSvg(bytes: Uint8Array): boolean {
  const utf16 = begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff);
  const head = new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(
    bytes.subarray(0, 4096),
  );
  return /^\s*</.test(head.replace(/^\uFEFF/, '')) && /<(?:[\w-]+:)?svg[\s>/]/.test(head);
}

/** The format of a file. Never throws. */
export function sniff(bytes: Uint8Array): Format {
  if (bytes.length < 12) return 'unknown';
  if (begins(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png';
  const start = ascii(bytes, 0, 12);
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF'))
    return start.endsWith('WEBP') ? 'webp' : start.slice(8, 11) === 'AVI' ? 'film' : 'unknown';
  if (begins(bytes, 0x49, 0x49, 0x2a, 0) || begins(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (start.slice(4, 8) === 'ftyp') return isoFormat(bytes);
  // Matroska and WebM; MPEG transport and program streams; FLV; ASF (wmv).
  if (begins(bytes, 0x1a, 0x45, 0xdf, 0xa3) || begins(bytes, 0, 0, 1, 0xba)) return 'film';
  if (start.startsWith('FLV') || begins(bytes, 0x30, 0x26, 0xb2, 0x75)) return 'film';
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return 'film';
  // Old QuickTime begins with another atom than `ftyp`.
  if (['moov', 'mdat', 'wide', 'free'].includes(start.slice(4, 8))) return 'film';
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'pdf';
  if (begins(bytes, 0x1f, 0x8b)) return 'tgs';
  return isSvg(bytes) ? 'svg' : 'unknown';
}
