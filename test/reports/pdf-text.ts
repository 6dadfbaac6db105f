/** What a PDF of ours says, page by page: its streams are unpacked and its glyphs read back through the fonts' maps. */
import { inflateSync } from 'node:zlib';

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every object stream of the file, unpacked where it is packed. */
function streams(file: Uint8Array): { readonly dict: string; readonly data: string }[] {
  const text = latin(file);
  const found: { dict: string; data: string }[] = [];
  for (const m of text.matchAll(/<<((?:[^<>]|<<[^>]*>>|<[0-9a-f]*>)*)>>\s*stream\r?\n/g)) {
    const start = m.index + m[0].length;
    const length = Number(/\/Length (\d+)/.exec(m[1]!)?.[1] ?? 0);
    const raw = file.subarray(start, start + length);
    const data = m[1]!.includes('FlateDecode') ? latin(inflateSync(raw)) : latin(raw);
    found.push({ dict: m[1]!, data });
  }
  return found;
}

export const pageCount = (file: Uint8Array): number =>
  (latin(file).match(/\/Type \/Page\b(?!s)/g) ?? []).length;

/** The structure elements by their type, e.g. how many `TH`. */
export const tagsOf = (file: Uint8Array, type: string): number =>
  (latin(file).match(new RegExp(`/S /${type}\\b`, 'g')) ?? []).length;

/** All that is printed, without layout; words of several fonts are told apart by no more than their glyphs. */
export function hasSignsOf(file: Uint8Array, sign: string): boolean {
  const code = sign.codePointAt(0)!.toString(16).padStart(4, '0');
  return streams(file).some(
    (s) => s.data.includes('beginbfrange') && s.data.toLowerCase().includes(`<${code}>`),
  );
}
