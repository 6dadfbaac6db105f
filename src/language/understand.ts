/** What a message tells besides its findings: answers to the bot, notices, what a description holds. */
import type { Description } from '../domain/finding.js';
import type { Reading } from './engine.js';

export interface Understood {
  readonly confirmsInformed: boolean;
  readonly withdraws: boolean;
  readonly publicNotice: boolean;
  readonly description: Description;
  readonly signature: readonly string[];
}

/** An answer to the bot is short; a longer text is a message of its own. */
const ANSWER_WORDS = 7;
/** A bare yes says what it means only as an answer, and only by itself. */
const YES_WORDS = 3;
const COMMON = 4;
/** Street names as one word, and the words for a street in any of the languages, whatever the text is written in. */
const STREET =
  /(?:straat|laan|steenweg|plein|dreef|strasse|gasse|platz|kaai)$|^(?:rue|avenue|chaussee|boulevard|place|quai|clos|drève|dreve|allee|impasse|ruelle|straat|laan|plein|steenweg|strasse|street|square)$/;

/** Reads answers, notices and descriptions from the concepts mentioned. */
export function describe(reading: Reading, raw: string): Understood {
  const { read } = reading;
  const names = new Set<string>();
  for (const m of read.mentions) names.add(reading.conceptNames[m.concept]!);
  const words = read.tokens.filter((t) => t.kind !== 'mark');
  const asks = read.tokens.some((t) => t.text === '?');
  const short = words.length > 0 && words.length <= ANSWER_WORDS;
  const emptyPromise =
    names.has('future') ||
    names.has('obligation') ||
    names.has('conditional') ||
    names.has('call-failed') ||
    names.has('negation');
  const has = (...list: string[]): boolean => list.some((n) => names.has(n));
  return {
    confirmsInformed:
      short &&
      !asks &&
      !emptyPromise &&
      !has('other-channel') &&
      (has('answer-informed') || (read.isAnswer && words.length <= YES_WORDS && has('answer-yes'))),
    withdraws: words.length <= 14 && !asks && has('withdraw'),
    publicNotice: has('public-notice'),
    description: {
      where: has('place') || /\b\d{4}\s+\p{Lu}/u.test(raw) || words.some((t) => STREET.test(t.text)),
      when:
        has('now', 'lately', 'clock') ||
        /\b\d{1,2}\s?(?:h|u|:|\.)\s?\d{2}\b|\b\d{1,2}\s?(?:h|u|uhr|uur|am|pm)\b/i.test(raw),
      direction: has('direction'),
      person: has('person'),
      clothes: has('clothing'),
      vehicle: has('vehicle', 'brand'),
    },
    signature: signatureOf(reading),
  };
}

/** Folded telling words: names of places and things, brands, colours, clothes; sorted, without repeats. */
function signatureOf(reading: Reading): string[] {
  const out = new Set<string>();
  const { read } = reading;
  for (const m of read.mentions) {
    const name = reading.conceptNames[m.concept]!;
    if (name === 'brand' || name === 'colour')
      out.add(
        name === 'colour' ? `colour:${read.tokens[m.from]!.text.slice(0, 3)}` : read.tokens[m.from]!.text,
      );
    else if (name === 'vehicle' || name === 'clothing' || name === 'alarm') out.add(`${name}`);
    else if (name === 'suspicious-act') out.add(`act:${read.tokens[m.from]!.text.slice(0, 4)}`);
  }
  // Proper names (streets, shops, places) tell most: long words with a capital inside a sentence, or after a place word.
  const placeAt = new Set(
    read.mentions
      .filter((m) => reading.conceptNames[m.concept] === 'place')
      .flatMap((m) => [m.to, m.to + 1, m.to + 2]),
  );
  read.tokens.forEach((t, i) => {
    const before = read.tokens[i - 1];
    const inside = before !== undefined && before.sentence === t.sentence;
    if (
      t.kind === 'word' &&
      t.text.length >= COMMON &&
      ((t.capital && inside) || placeAt.has(i) || /(?:straat|laan|strasse|plein|weg)$/.test(t.text))
    )
      out.add(t.text);
  });
  return [...out].sort();
}
