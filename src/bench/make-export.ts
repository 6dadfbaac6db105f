/** Makes an exported chat of any length: fictional, the same each time for a seed. For benchmarks and tests. */

const NAMES = [
  'Annick Peeters',
  'Luc Dubois',
  'Fatima El Amrani',
  'Jan De Smet',
  'Greta Hilgers',
  '+32 470 00 00 01',
  'Sofie Maes',
  'Paul Lejeune',
  'Tom Van Acker',
  'Police locale - INP Renard',
];
const STREETS = [
  'rue du Moulin',
  'Kerkstraat',
  'clos des Tilleuls',
  'Molenweg',
  'avenue de la Gare',
  'Schulstraße',
  'place Communale',
  'Hoogstraat',
  'chemin du Bois',
  'Am Berg',
  'Stationslei',
  'rue Haute',
];
/** `$` becomes a street and a number, so that few messages but thanks are word for word the same. */
const TEXTS = [
  'Homme suspect $, veste noire, 101 prévenu',
  'Quelqu’un essaie les portières des voitures $, il vient de passer devant chez nous',
  'Verdachte bestelwagen $, politie verwittigd',
  'Er belt iemand aan met een vals badge $, opgepast allemaal',
  'Merci pour l’info',
  'Bedankt!',
  'Danke für die Nachricht',
  'N’oubliez pas de fermer vos fenêtres pendant les vacances, surtout $',
  'Quelqu’un connaît un bon plombier près de $ ?',
  'Wie heeft er een ladder te leen? Ik woon $',
  'Joyeux anniversaire Luc 🎉🎉',
  'La plaque c’est 1-ABC-123, garée $, faites tourner',
  'La police est sur place $, tout va bien',
  'Il est parti vers $\nveste bleue\nsac à dos rouge',
  'Réunion du PLP jeudi à 20 h, $',
];

export interface MakeExportOptions {
  readonly messages: number;
  readonly seed?: number;
  readonly format?: 'whatsapp' | 'telegram';
}

/** Pieces of the file, a few hundred messages each. */
export function* makeExport(options: MakeExportOptions): Generator<string> {
  const { messages, seed = 1, format = 'whatsapp' } = options;
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let at = Date.UTC(2023, 0, 1, 7, 0);
  let piece =
    format === 'whatsapp'
      ? '01/01/2023, 07:00 - Les messages et les appels sont chiffrés de bout en bout. Seules les personnes de cette discussion peuvent les lire.\n'
      : '{\n "name": "PLP Exemple",\n "type": "private_supergroup",\n "id": 1000000001,\n "messages": [\n';
  for (let i = 1; i <= messages; i++) {
    at += Math.floor(random() * 25 * 60_000);
    const name = pick(NAMES);
    const text = pick(TEXTS).replace('$', () => `${pick(STREETS)} ${1 + Math.floor(random() * 150)}`);
    piece += format === 'whatsapp' ? whatsapp(at, name, text) : telegram(i, at, name, text, i === messages);
    if (piece.length > 32_768) {
      yield piece;
      piece = '';
    }
  }
  yield format === 'whatsapp' ? piece : `${piece} ]\n}\n`;
}

const two = (n: number): string => String(n).padStart(2, '0');

function whatsapp(at: number, name: string, text: string): string {
  const d = new Date(at);
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}, ${two(d.getUTCHours())}:${two(d.getUTCMinutes())} - ${name}: ${text}\n`;
}

function telegram(id: number, at: number, name: string, text: string, last: boolean): string {
  const message = {
    id,
    type: 'message',
    date: new Date(at).toISOString().slice(0, 19),
    date_unixtime: String(Math.floor(at / 1000)),
    from: name,
    from_id: `user${1000 + NAMES.indexOf(name)}`,
    text,
    text_entities: [{ type: 'plain', text }],
  };
  return `${JSON.stringify(message, null, 1)
    .split('\n')
    .map((l) => `  ${l}`)
    .join('\n')}${last ? '' : ','}\n`;
}
