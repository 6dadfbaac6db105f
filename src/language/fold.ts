/**
 * Folding: one plain spelling for the many that people (and evaders) use. Lower case, no accents, no
 * look-alike letters of other alphabets, no invisible characters. Every folded
 * character knows where it came from, so that a finding can point at the original.
 */

export interface Folded {
  readonly text: string;
  /** For each character of `text`, where it starts in the original; one more entry for the end. */
  readonly at: Uint32Array;
}

/** Zero-width, bidirectional and variation marks, soft hyphen, combining marks: no letter of their own. */
const INVISIBLE = /\p{M}|\p{Cf}|[\u115F\u1160\u3164\uFFA0]/u;

/** Letters of other alphabets that look like Latin ones. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  ё: 'e',
  н: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  г: 'r',
  п: 'n',
  и: 'u',
  ь: 'b',
  ո: 'n',
  ս: 'u',
  օ: 'o',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'u',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  ω: 'w',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ɑ: 'a',
  ɡ: 'g',
  ɩ: 'i',
  ʟ: 'l',
  ᴀ: 'a',
  ᴇ: 'e',
  ᴏ: 'o',
};
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '？': '?',
  '！': '!',
  '，': ',',
};

const cache = new Map<number, string>();

function foldOne(code: number): string {
  const known = cache.get(code);
  if (known !== undefined) return known;
  const raw = String.fromCodePoint(code);
  let out = '';
  if (!INVISIBLE.test(raw)) {
    const lower = raw.toLowerCase();
    const simple = SPELLED[lower] ?? LOOK_ALIKE[lower];
    if (simple !== undefined) out = simple;
    else
      for (const c of lower.normalize('NFKD').toLowerCase())
        if (!INVISIBLE.test(c)) out += SPELLED[c] ?? LOOK_ALIKE[c] ?? c;
  }
  if (/^\s$/u.test(out) && out !== '\n') out = ' ';
  if (cache.size < 8192) cache.set(code, out);
  return out;
}

/** Folds a text. Linear in its length. */
export function fold(raw: string): Folded {
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < raw.length; ) {
    const code = raw.codePointAt(i)!;
    const piece = code >= 97 && code <= 122 ? raw[i]! : foldOne(code);
    text += piece;
    for (let k = 0; k < piece.length; k++) at.push(i);
    i += code > 0xffff ? 2 : 1;
  }
  at.push(raw.length);
  return { text, at: Uint32Array.from(at) };
}

/** Folds a word or phrase of a lexicon or a pattern. */
export function foldText(raw: string): string {
  if (/^[a-z0-9* ]*$/.test(raw)) return raw.trim();
  let text = '';
  for (const char of raw) text += foldOne(char.codePointAt(0)!);
  return text.trim();
}
