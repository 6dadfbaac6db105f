/** How plates and numbers are spelled out: digits, spelling alphabets, the word for a hyphen. Folded spelling. */

const digits: Readonly<Record<string, string>> = {
  '0': 'zero nul null oh',
  '1': 'un une een eins one',
  '2': 'deux twee zwei zwo two',
  '3': 'trois drie drei three',
  '4': 'quatre vier four',
  '5': 'cinq vijf fuenf funf five',
  '6': 'six zes sechs',
  '7': 'sept zeven sieben seven',
  '8': 'huit acht eight',
  '9': 'neuf negen neun nine',
};
export const DIGIT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(digits).flatMap(([digit, words]) => words.split(' ').map((w) => [w, digit] as const)),
);

const letters: Readonly<Record<string, string>> = {
  a: 'alpha alfa anton anna arthur anatole albert',
  b: 'bravo berta bertha bernard benoit',
  c: 'charlie caesar casar cesar celestin cornelis',
  d: 'delta dora desire dirk denis daniel david',
  e: 'echo emil emile eduard eugene eva',
  f: 'foxtrot friedrich francois ferdinand',
  g: 'golf gustav gaston gerard georges gust',
  h: 'hotel heinrich henri hendrik',
  i: 'india ida irma isaac izaak',
  j: 'juliet juliett julius joseph johan',
  k: 'kilo kaufmann kleber karel konrad',
  l: 'lima ludwig louis lodewijk lucien leopold',
  m: 'mike martha marcel maria marie',
  n: 'november nordpol nicolas nico',
  o: 'oscar otto oscar',
  p: 'papa paula pierre pieter',
  q: 'quebec quelle quintal quotient',
  r: 'romeo richard raoul rudolf robert roger',
  s: 'sierra samuel siegfried suzanne simon sophie',
  t: 'tango theodor therese teunis thomas',
  u: 'uniform ulrich ursule utrecht',
  v: 'victor viktor vincent',
  w: 'whiskey whisky wilhelm william willem',
  x: 'xray xanthippe xavier xantippe',
  y: 'yankee ypsilon yvonne ypsylon',
  z: 'zulu zacharias zoe zaandam',
};
export const LETTER_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(letters).flatMap(([letter, words]) => words.split(' ').map((w) => [w, letter] as const)),
);

const tens: Readonly<Record<string, number>> = {
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  nonante: 90,
  tien: 10,
  elf: 11,
  twaalf: 12,
  dertien: 13,
  veertien: 14,
  vijftien: 15,
  zestien: 16,
  zeventien: 17,
  achttien: 18,
  negentien: 19,
  twintig: 20,
  dertig: 30,
  veertig: 40,
  vijftig: 50,
  zestig: 60,
  zeventig: 70,
  tachtig: 80,
  negentig: 90,
  zehn: 10,
  zwoelf: 12,
  zwolf: 12,
  dreizehn: 13,
  vierzehn: 14,
  sechzehn: 16,
  siebzehn: 17,
  achtzehn: 18,
  neunzehn: 19,
  zwanzig: 20,
  dreissig: 30,
  vierzig: 40,
  funfzig: 50,
  sechzig: 60,
  siebzig: 70,
  achtzig: 80,
  neunzig: 90,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const HUNDRED: ReadonlySet<string> = new Set(['cent', 'cents', 'honderd', 'hundert', 'hundred']);
const AND: ReadonlySet<string> = new Set(['et', 'en', 'und', 'and']);

/** Words joined as Dutch and German do: “vierhundertzwölf” → vier hundert zwolf. */
function splitCompound(word: string): string[] {
  const joined = /^([a-z]*?)(honderd|hundert)([a-z]*)$/.exec(word);
  if (joined) return [joined[1]!, joined[2]!, ...splitCompound(joined[3]!)].filter((w) => w !== '');
  const units = /^([a-z]+?)(?:en|und)((?:[a-z]+)(?:tig|zig|ssig))$/.exec(word);
  if (units && DIGIT_WORDS.has(units[1]!) && tens[units[2]!] !== undefined) return [units[2]!, units[1]!];
  return [word];
}

/**
 * The number that words from `i` on spell, as digits, and how many words it took: “deux cent trente-quatre” →
 * 234. Null for a single digit (those are read one by one) and for no number.
 */
export function spelledNumber(
  words: readonly string[],
  i: number,
): { digits: string; length: number } | null {
  const first = words[i]!;
  if (
    !DIGIT_WORDS.has(first) &&
    tens[first] === undefined &&
    !HUNDRED.has(first) &&
    !/hundert|honderd|[tzs]i[gs]$/.test(first)
  )
    return null;
  let total = 0;
  let length = 0;
  let parts = 0;
  let last = '';
  for (let k = i; k < words.length && k < i + 6; k++) {
    const word = words[k]!;
    if (parts > 0 && AND.has(word)) continue;
    const pieces = splitCompound(word);
    let known = true;
    for (const piece of pieces) {
      const digit = DIGIT_WORDS.get(piece);
      if (HUNDRED.has(piece)) total = (total === 0 ? 1 : total) * 100;
      else if (tens[piece] !== undefined && (last === '' || last === 'hundred' || total < 100))
        total += tens[piece]!;
      else if (digit !== undefined && (last === '' || last === 'hundred' || last === 'ten'))
        total += Number(digit);
      else {
        known = false;
        break;
      }
      last = HUNDRED.has(piece) ? 'hundred' : tens[piece] !== undefined ? 'ten' : 'digit';
      parts++;
    }
    if (!known) break;
    length = k - i + 1;
  }
  return parts >= 2 && total >= 10 && total <= 999
    ? { digits: String(total), length }
    : parts === 1 && total >= 10 && total <= 99
      ? { digits: String(total), length: 1 }
      : null;
}

export const SEPARATOR_WORDS: ReadonlySet<string> = new Set([
  'tiret',
  'tirets',
  'streepje',
  'streep',
  'strich',
  'bindestrich',
  'dash',
  'hyphen',
  'trait',
]);

/** “A comme Anatole”: the word between a letter and its spelling name. */
export const LIKE_WORDS: ReadonlySet<string> = new Set([
  'comme',
  'zoals',
  'gelijk',
  'van',
  'wie',
  'as',
  'like',
  'for',
  'in',
]);

/** Words of two to four letters that stand before or after numbers in ordinary sentences. */
export const SHORT_WORDS: ReadonlySet<string> = new Set(
  `bel ring call tel rijd big leon sn model type versie sinds jd wtu le la les des du de un une au aux et ou en on il elle ils je tu ce se sa son ses mes mon ma tes nos vos par pour sur sous dans vers chez est ont ete ans mois jour an min sec
   rue av bd num no nr la y a que qui des mais donc or ni car pas ne si plus tout tous vu eu pm am nov dec jan feb fev mar avr mai juin aout sept oct maa mei jun jul aug okt mar apr may
   het een der den van op in te om aan bij uit met tot dag jaar uur min en of wat hij zij wij ik je is was zijn had de die dat dit nu al er nog geen niet dan als naar
   der die das den dem ein eine im am um zu von mit bei aus auf ab an in vor nach uhr tag jahr und oder es er sie wir ich ist war hat vom zum bis ca ca. tel gsm fax eur kg km cm mm
   the of to at in on by for and or it he she we i is was are had has age day year mon tue wed thu fri sat sun hrs bus tec stib zip box bte bus app apt route n bis ter via per pro vol
   about abt max plus circa x fois maal keer mal zone nous vous avec sans deux trois cinq dix onze zes zeven acht negen tien vijf drie vier twee than then them from this that
   bmw audi vw opel ford fiat seat kia golf polo clio mini vito iphone ps xbox usb hdmi wifi led lcd uhd mp ml gb mb tb go mo ip id pc tv hd php html ace sncb nmbs pmd dvd cd rer tgv ic ir
   art loi ar mb no nos pv bal etc svp ref dhl dpd ups gls colis pg page ed pt rt lot kot bic swift btw tva rpm kbo bce ssin niss inss eid plp bin roi saa zp pz gps sms cam`.split(
    /\s+/,
  ),
);
