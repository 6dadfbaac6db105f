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
  a: 'alpha alfa anton anna arthur anatole',
  b: 'bravo berta bertha bernard',
  c: 'charlie caesar casar cesar celestin cornelis',
  d: 'delta dora desire dirk',
  e: 'echo emil emile eduard eugene',
  f: 'foxtrot friedrich francois ferdinand',
  g: 'golf gustav gaston gerard',
  h: 'hotel heinrich henri hendrik',
  i: 'india ida irma isaac izaak',
  j: 'juliet juliett julius joseph johan',
  k: 'kilo kaufmann kleber karel',
  l: 'lima ludwig louis lodewijk',
  m: 'mike martha marcel maria',
  n: 'november nordpol nicolas nico',
  o: 'oscar otto oscar',
  p: 'papa paula pierre pieter',
  q: 'quebec quelle quintal quotient',
  r: 'romeo richard raoul rudolf',
  s: 'sierra samuel siegfried suzanne simon',
  t: 'tango theodor therese teunis',
  u: 'uniform ulrich ursule utrecht',
  v: 'victor viktor',
  w: 'whiskey whisky wilhelm william willem',
  x: 'xray xanthippe xavier xantippe',
  y: 'yankee ypsilon yvonne ypsylon',
  z: 'zulu zacharias zoe zaandam',
};
export const LETTER_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(letters).flatMap(([letter, words]) => words.split(' ').map((w) => [w, letter] as const)),
);

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

/** Words of two to four letters that stand before or after numbers in ordinary sentences. */
export const SHORT_WORDS: ReadonlySet<string> = new Set(
  `le la les des du de un une au aux et ou en on il elle ils je tu ce se sa son ses mes mon ma tes nos vos par pour sur sous dans vers chez est ont ete ans mois jour an min sec
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
