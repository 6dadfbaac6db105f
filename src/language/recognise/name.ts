/** Full names of persons: two capitalised words in a row that are neither a street nor the beginning of a sentence. */
import type { Lexicon, Mention } from '../lexicon.js';
import type { Token } from '../tokenise.js';

/** Endings and words of places that are written with capitals too. */
const PLACE =
  /(?:straat|laan|plein|steenweg|weg|dreef|baan|strasse|str|platz|gasse|kaai|lei|markt|berg|dorp|gem|ghem|ville|street|road|avenue|lane)$/;
const PLACE_BEFORE: ReadonlySet<string> = new Set(
  'rue avenue av place chemin chaussee clos allee quai boulevard bd impasse square ruelle drove dreve sentier route straat laan plein weg steenweg street road lane saint sainte st ste sint sankt college ecole school gare station cafe restaurant hotel brasserie salle'.split(
    ' ',
  ),
);
const PARTICLE: ReadonlySet<string> = new Set([
  'van',
  'de',
  'der',
  'den',
  'von',
  'du',
  'le',
  'la',
  'el',
  'al',
  'ben',
  'vande',
  'vanden',
  'd',
]);

/** Tokens at which a full name begins. */
export function findNames(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  lexicon: Lexicon,
): number[] {
  const known = new Set<number>();
  const givenName = lexicon.numberOf('given-name');
  const given = new Set<number>();
  for (const m of mentions)
    for (let k = m.from; k < m.to; k++) {
      if (m.concept === givenName) given.add(k);
      else known.add(k);
    }
  const found: number[] = [];
  const proper = (i: number): boolean => {
    const t = tokens[i];
    return (
      t !== undefined &&
      t.kind === 'word' &&
      t.capital &&
      !t.shouted &&
      t.text.length > 1 &&
      !PLACE.test(t.text)
    );
  };
  for (let i = 0; i < tokens.length - 1; i++) {
    const first = tokens[i]!;
    if (!(proper(i) || given.has(i))) continue;
    const before = tokens[i - 1];
    if (before && PLACE_BEFORE.has(before.text)) continue;
    if (!given.has(i) && (known.has(i) || !before || before.sentence !== first.sentence)) continue;
    let j = i + 1;
    while (j < tokens.length && PARTICLE.has(tokens[j]!.text) && j - i < 4) j++;
    const second = tokens[j];
    if (
      second &&
      second.sentence === first.sentence &&
      second.clause === first.clause &&
      (proper(j) || (given.has(i) && second.capital)) &&
      !(known.has(j) && !given.has(i))
    ) {
      found.push(i);
      i = j;
    }
  }
  return found;
}
