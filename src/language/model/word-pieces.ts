/**
 * Pieces of words (three to five letters, with the word's edges), by which a typo or an unknown ending is still
 * understood. A word has the same pieces wherever it stands, so their sum is kept.
 */
import type { Token } from '../tokenise.js';

const SEED = 0x3456789;
const SHORTEST = 3;
const LONGEST = 5;
const LONGEST_WORD = 24;
/** Words whose sums are kept; beyond that the store starts anew. */
const KEPT = 30_000;

/** Numbers, signs and very short words have none. */
export const hasPieces = (token: Token): boolean => token.kind === 'word' && token.text.length >= SHORTEST;

/** Calls `put` with the hash of every piece of a word. */
export function forEachPiece(text: string, put: (hash: number, piece: string) => void): void {
  const word = `_${text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text}_`;
  for (let size = SHORTEST; size <= LONGEST; size++)
    for (let k = 0; k + size <= word.length; k++) {
      let h = SEED;
      for (let m = k; m < k + size; m++) h = Math.imul(h ^ word.charCodeAt(m), 0x01000193);
      put(h >>> 0, word.slice(k, k + size));
    }
}

/** How many pieces a word of so many letters has. */
function countOf(letters: number): number {
  const n = Math.min(letters, LONGEST_WORD) + 2;
  let count = 0;
  for (let size = SHORTEST; size <= LONGEST; size++) count += Math.max(0, n - size + 1);
  return count;
}

export class WordPieces {
  private readonly kept = new Map<string, Float32Array>();

  constructor(
    private readonly columns: number,
    private readonly addRow: (hash: number, into: Float32Array) => void,
  ) {}

  /** Value of one piece in a text: the more there are, the less each says. */
  static scale(tokens: readonly Token[]): number {
    let pieces = 0;
    for (const token of tokens) if (hasPieces(token)) pieces += countOf(token.text.length);
    return 1.8 / Math.sqrt(pieces + 12);
  }

  /** Sum of the rows of a word's pieces, or null for a token that has none. */
  of(token: Token): Float32Array | null {
    if (!hasPieces(token)) return null;
    let sum = this.kept.get(token.text);
    if (!sum) {
      if (this.kept.size >= KEPT) this.kept.clear();
      const fresh = new Float32Array(this.columns);
      forEachPiece(token.text, (hash) => this.addRow(hash, fresh));
      this.kept.set(token.text, fresh);
      sum = fresh;
    }
    return sum;
  }

  accumulate(tokens: readonly Token[], sums: Float64Array): void {
    const scale = WordPieces.scale(tokens);
    for (const token of tokens) {
      const vector = this.of(token);
      if (vector) for (let c = 0; c < vector.length; c++) sums[c]! += scale * vector[c]!;
    }
  }
}
