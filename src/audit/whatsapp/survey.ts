/**
 * First reading of a WhatsApp export: which layout and date order it has, who speaks in it, in which language
 * the program wrote. Reading twice costs a tenth of a second and spares guesses.
 */
import { LANGS, type Lang } from '../../domain/vocabulary.js';
import type { ByteSource } from '../byte-source.js';
import { linesOf } from '../lines.js';
import { type DateOrder, DateOrderVotes } from './date-order.js';
import { headerOf, type Layout, MARKS } from './header.js';
import { systemPhrase } from './phrases.js';
import { senderOf } from './sender.js';

export interface WhatsAppSurvey {
  readonly kind: 'whatsapp';
  readonly order: DateOrder;
  /** Heads in another layout are words that somebody pasted; null: the file really mixes the two. */
  readonly layout: Layout | null;
  /** Members by name, in the order in which they first wrote or were called. */
  readonly names: readonly string[];
  /** The language in which the program wrote its own lines, if it did. */
  readonly lang: Lang | null;
  readonly headers: number;
}

/** Below this share of all heads, a second layout is taken for pasted text. */
const PASTED_SHARE = 0.02;
const MAX_NAMES = 5_000;

export async function surveyWhatsApp(
  source: ByteSource,
  onProgress?: (bytes: number) => void,
): Promise<WhatsAppSurvey> {
  const votes = { dash: new DateOrderVotes(), brackets: new DateOrderVotes() };
  const count = { dash: 0, brackets: 0 };
  const langs: Record<Lang, number> = { fr: 0, nl: 0, de: 0, en: 0 };
  const names = new Set<string>();
  for await (const lines of linesOf(source.open(onProgress))) {
    for (const line of lines) {
      const header = headerOf(line.text);
      if (!header) continue;
      votes[header.layout].add(header);
      count[header.layout]++;
      const head = senderOf(header);
      if (head.sender !== null && names.size < MAX_NAMES) names.add(head.sender);
      if (head.sender === null) {
        const phrase = systemPhrase(head.text.replace(MARKS, ''));
        if (phrase) langs[phrase.lang]++;
      }
    }
  }
  const layout: Layout = count.dash >= count.brackets ? 'dash' : 'brackets';
  const total = count.dash + count.brackets;
  const other = total - count[layout];
  const lang = LANGS.reduce((a, b) => (langs[b] > langs[a] ? b : a));
  return {
    kind: 'whatsapp',
    order: votes[layout].decide(),
    layout: other <= total * PASTED_SHARE ? layout : null,
    names: [...names],
    lang: langs[lang] > 0 ? lang : null,
    headers: total,
  };
}
