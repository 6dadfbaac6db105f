/**
 * Takes out of an excerpt what a report must not spread: telephone numbers, plates, addresses of mail and
 * profiles, account and national numbers, members' names. Rather one word too many than one too few: the rules'
 * own findings are masked too, and these patterns catch what they weren't sure of.
 */
import type { Finding } from '../domain/finding.js';
import type { Excerpt } from './finding-row.js';

export const MASK = '▇▇▇';

/** Only looked for in texts that have an @, a slash or a digit: looking costs more than all the rest of an excerpt. */
const WITH_AT: readonly RegExp[] = [
  /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{2,63}){1,4}/gu,
  /@\d{6,15}/gu,
  /@[A-Za-z][\w.]{3,40}/gu,
];
const WITH_SLASH: readonly RegExp[] = [
  /(?:https?:\/\/)?(?:[\w-]{1,20}\.)?(?:facebook|fb|instagram|tiktok|linkedin|snapchat|twitter|x|t|wa|m)\.(?:com|me|be|net)\/[^\s]{1,300}/giu,
];
const WITH_DIGIT: readonly RegExp[] = [
  // IBAN
  /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,3})?\b/gu,
  // Telephone and national numbers: nine digits or more, whatever stands between them.
  /(?:\+|\b)\d(?:[ \u00a0\u202f./()-]{0,3}\d){8,17}\b/gu,
  // Plates: Belgium new and old, France, Germany, the Netherlands, United Kingdom.
  /\b\d[-. ]?[A-Z]{3}[-. ]?\d{3}\b/giu,
  /\b[A-Z]{3}[-. ]?\d{3}\b/gu,
  /\b[a-z]{3}-\d{3}\b/giu,
  /\b(?!101|112)\d{3}[-. ]?[A-Z]{3}\b/gu,
  /\b[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}\b/gu,
  /\b[a-z]{2}-?\d{3}-?[a-z]{2}\b/giu,
  /\b[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}\b/gu,
  /\b(?=[\dA-Z-]{0,9}\d)(?=[\d-]{0,9}[A-Z])(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,2}|\d{1,2})\b/giu,
  /\b[A-Z]{2}\d{2} ?[A-Z]{3}\b/gu,
];

const PRIVATE: ReadonlySet<string> = new Set(['plate-in-text', 'identity-disclosed']);

/** Parts of display names that are everyday words: masking them would make excerpts unreadable. */
const EVERYDAY = new Set(
  (
    'police politie polizei plp bin ric agent wijkagent inspecteur inspektor coordinateur coordinatrice coördinator koordinator ' +
    'coordinator rue avenue chaussée place clos allée impasse straat laan plein weg steenweg dreef strasse straße platz allee street ' +
    'road voisin voisine voisins buur buurman buurvrouw nachbar nachbarin neighbour quartier wijk viertel monsieur madame mevrouw ' +
    'meneer mijnheer herr frau mister les des het een der die das und the and van von den dit aux est sud nord ouest noord zuid oost west ' +
    'maison huis haus famille familie family maman papa mama boulangerie bakker pharmacie apotheek garage école school schule'
  ).split(' '),
);

type Range = readonly [number, number];

const WORD = /[\p{L}][\p{L}'’-]*/gu;

/** How much of a message is looked at around the proof, and how much of it is shown. */
const LOOKED_AT = 400;
const SHOWN = 70;
const SHOWN_WHOLE = 240;

export class Masker {
  private readonly words = new Set<string>();

  /** `names`: as the chat program shows the members. None where the report shows names. */
  constructor(names: Iterable<string>) {
    for (const name of names) this.addName(name);
  }

  addName(name: string): void {
    for (const [found] of name.toLowerCase().matchAll(WORD))
      for (const word of [found, ...found.split(/['’-]/u)])
        if (word.length >= 3 && !EVERYDAY.has(word)) this.words.add(word);
  }

  /**
   * The words around the proof, masked. `findings`: all of the message's, because any of them may lie in view.
   * Null when one that must be hidden has no place in the text.
   */
  excerpt(text: string, span: Range | undefined, findings: readonly Finding[]): Excerpt | null {
    const hidden = findings.filter((f) => PRIVATE.has(f.rule));
    if (hidden.some((f) => !f.span)) return null;
    const start = span ? Math.max(0, span[0] - LOOKED_AT) : 0;
    const end = span ? Math.min(text.length, span[1] + LOOKED_AT) : Math.min(text.length, 2 * LOOKED_AT);
    const view = text.slice(start, end);
    const ranges = this.ranges(
      view,
      hidden.map((f) => [f.span![0] - start, f.span![1] - start] as const),
    );
    if (!span)
      return {
        before: '',
        proof: '',
        after: crop(maskRanges(view, ranges, 0, view.length), SHOWN_WHOLE, 'end'),
      };
    const from = span[0] - start;
    const to = Math.max(from, span[1] - start);
    return {
      before: crop(maskRanges(view, ranges, 0, from), SHOWN, 'start'),
      proof: crop(maskRanges(view, ranges, from, to), SHOWN_WHOLE, 'end'),
      after: crop(maskRanges(view, ranges, to, view.length), SHOWN, 'end'),
    };
  }

  private ranges(text: string, known: readonly Range[]): Range[] {
    const found: Range[] = known.map(([a, b]) => [Math.max(0, a), Math.min(text.length, b)] as const);
    const look = (patterns: readonly RegExp[]): void => {
      for (const pattern of patterns)
        for (const m of text.matchAll(pattern)) found.push([m.index, m.index + m[0].length]);
    };
    if (text.includes('@')) look(WITH_AT);
    if (text.includes('/')) look(WITH_SLASH);
    if (/\d/u.test(text)) look(WITH_DIGIT);
    if (this.words.size > 0)
      for (const m of text.matchAll(WORD))
        if (m[0] !== m[0].toLowerCase() && this.isName(m[0])) found.push([m.index, m.index + m[0].length]);
    const sorted = found.filter(([a, b]) => b > a).sort((x, y) => x[0] - y[0]);
    const merged: [number, number][] = [];
    for (const [a, b] of sorted) {
      const last = merged[merged.length - 1];
      if (last && a <= last[1]) last[1] = Math.max(last[1], b);
      else merged.push([a, b]);
    }
    return merged;
  }

  private isName(word: string): boolean {
    const lower = word.toLowerCase();
    if (this.words.has(lower)) return true;
    // d'Hooghe, Dupont's, Van-Damme
    return lower.split(/['’-]/u).some((part) => part.length >= 3 && this.words.has(part));
  }
}

/** The piece [from, to) with every masked range in it replaced; a range that goes over the edge masks both sides. */
function maskRanges(text: string, ranges: readonly Range[], from: number, to: number): string {
  let out = '';
  let at = from;
  for (const [a, b] of ranges) {
    if (b <= at || a >= to) continue;
    if (a > at) out += text.slice(at, a);
    out += MASK;
    at = Math.min(b, to);
  }
  return (at < to ? out + text.slice(at, to) : out).replace(/\s+/gu, ' ');
}

function crop(text: string, max: number, side: 'start' | 'end'): string {
  if (text.length <= max) return text;
  if (side === 'end') {
    const space = text.lastIndexOf(' ', max);
    return `${text.slice(0, space > max / 2 ? space : wholeUntil(text, max))}…`;
  }
  const cut = text.length - max;
  const space = text.indexOf(' ', cut);
  return `…${text.slice(space !== -1 && space < cut + max / 2 ? space + 1 : wholeUntil(text, cut))}`;
}

/** Never between the two halves of an emoji. */
const wholeUntil = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
};
