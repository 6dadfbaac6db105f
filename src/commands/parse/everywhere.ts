/** Words by which somebody means all of their groups, on every network: “tous”, “overal”, “alle”, “everywhere”. */
const WORDS: ReadonlySet<string> = new Set(
  'tous toutes partout alle allemaal overal uberall ueberall all everywhere --all'.split(' '),
);

/** @param folded a word as `fold` leaves it; a colon or comma behind it is forgiven */
export const meansEverywhere = (folded: string): boolean => WORDS.has(folded.replace(/[:,]{1,8}$/, ''));
