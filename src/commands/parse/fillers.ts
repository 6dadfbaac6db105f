/** Words of four languages that mean nothing by themselves in a command: politeness, titles, articles, leads to a name. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** One word each, folded and without what stands behind it. */
const POLITE = words(
  "svp s.v.p stp s.t.p merci alstublieft aub a.u.b alsjeblieft graag bedankt dank dankjewel bitte danke please pls thanks s'il vous te plait u je",
);
/** These alone say nothing polite: they only belong to those beside them. */
const POLITE_PARTS = words('vous te plait u je');
const GREETINGS = words(
  'bonjour bonsoir salut coucou hallo goeiedag goedendag goeiemorgen goedemorgen goeieavond goedenavond dag hoi guten tag morgen abend hello hi good morning evening hey cher chere beste',
);
/** What may stand before a name. */
const BEFORE_NAME = words(
  'madame mme mlle mademoiselle monsieur m mr mrs ms mevrouw mevr mw meneer mijnheer mnr dhr heer herr herrn frau dame pour a au aux de du des d l la le les un une contre vers envers chez voor aan tegen van naar de het een over fur fuer an von gegen der die das den dem ein eine for to of about against the personne persoon person membre lid mitglied member voisin voisine buur buurman buurvrouw nachbar nachbarn nachbarin neighbour avec met mit with numero nummer number gsm tel tel. telephone telefoon telefon handy temporairement tijdelijk vorubergehend temporarily',
);
/** Parts of a name that alone name nobody. */
const PARTICLES = words(
  "de den der des du d van von vander vanden vande ver ter ten te le la les l el al ben bin o 't t zu zum zur di da do dos san saint st",
);

/** A word as it is compared: nothing but letters, digits, points and apostrophes within. */
export const bare = (folded: string): string =>
  folded.replace(/^[^\p{L}\p{N}']{1,8}/u, '').replace(/[^\p{L}\p{N}]{1,8}$/u, '');

export const isParticle = (word: string): boolean => PARTICLES.has(word);
export const leadsToName = (folded: string): boolean => {
  const word = bare(folded);
  return word === '' || BEFORE_NAME.has(word) || POLITE.has(word);
};
export const isGreeting = (folded: string): boolean => {
  const word = bare(folded);
  return word === '' || GREETINGS.has(word) || POLITE.has(word);
};

interface Word {
  readonly folded: string;
  readonly quoted: boolean;
}

/** “svp …”, “… s'il vous plaît, merci”: without what is only polite, at either end. */
export function withoutPoliteness<T extends Word>(tokens: readonly T[]): readonly T[] {
  const polite = (t: T | undefined): boolean => t !== undefined && !t.quoted && POLITE.has(bare(t.folded));
  const real = (from: number, to: number): boolean =>
    tokens.slice(from, to).some((t) => !POLITE_PARTS.has(bare(t.folded)));
  let from = 0;
  while (polite(tokens[from])) from++;
  if (!real(0, from)) from = 0;
  let to = tokens.length;
  while (to > from && polite(tokens[to - 1])) to--;
  if (!real(to, tokens.length)) to = tokens.length;
  return tokens.slice(from, to);
}
