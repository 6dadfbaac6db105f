/** A template and its data become a document. What is not known is left open and listed, never invented. */
import type { Block, Doc, SignatureSlot } from '../document/document.js';
import { unbroken } from '../french-spaces.js';
import { appointmentOf, dayOf, momentOf } from '../report-dates.js';
import type { ReportTexts } from '../report-texts.js';
import type { LetterData } from './letter-data.js';
import {
  type Condition,
  type LetterMoment,
  type LetterName,
  type LetterTemplate,
  MOMENTS,
  type Placeholder,
} from './letter-schema.js';

export interface ComposedLetter {
  readonly doc: Doc;
  /** Names and moments that the letter needs and did not get: dotted lines in the text. */
  readonly missing: readonly Placeholder[];
}

const OPEN = '……………………';

/** Pure: the same template and data give the same document. */
export function composeLetter(
  template: LetterTemplate,
  data: LetterData,
  texts: ReportTexts,
): ComposedLetter {
  const { lang } = data;
  const text = template[lang];
  const say = (key: string, params?: Readonly<Record<string, string | number>>): string =>
    texts(key, lang, params);
  const missing = new Set<Placeholder>();
  const holds = conditionsOf(data);
  const value = (name: string): string => {
    const found = (MOMENTS as readonly string[]).includes(name)
      ? momentText(name as LetterMoment, data)
      : data.names[name as LetterName]?.trim() || null;
    if (found === null) missing.add(name as Placeholder);
    return found ?? OPEN;
  };
  const fill = (sentence: string): string =>
    unbroken(sentence, lang).replace(/\{([a-z]+)\}/g, (_, name: string) => value(name));

  const body = text.body.flatMap((part): Block[] => {
    if (typeof part === 'string') return [{ type: 'paragraph', text: fill(part) }];
    if ('text' in part) return holds.has(part.when) ? [{ type: 'paragraph', text: fill(part.text) }] : [];
    return blockOf(part.block, data, say);
  });
  const subject = fill(text.subject);
  const copies = template.copies.map((c) => say(`copy.${c}`));
  const blocks: Block[] = [
    {
      type: 'letterhead',
      sender: senderOf(data, say),
      addressee: addresseeOf(template, data, say),
      placeAndDate: data.names.commune
        ? say('letter.place-date', { place: data.names.commune, date: dayOf(data.at, lang) })
        : say('letter.date', { date: dayOf(data.at, lang) }),
      references: [[say('letter.reference'), data.reference]],
    },
    { type: 'subject', label: say('letter.subject'), text: subject },
    { type: 'paragraph', text: fill(text.salutation) },
    ...body,
    { type: 'paragraph', text: fill(text.closing) },
    { type: 'signatures', slots: slotsOf(template, data, holds, say) },
    ...(copies.length === 0
      ? []
      : [
          { type: 'paragraph', soft: true, text: say('letter.copies', { list: copies.join(', ') }) } as const,
        ]),
  ];
  return {
    doc: {
      lang,
      title: subject,
      footer: say('letter.footer', { group: data.names.group ?? '', reference: data.reference }),
      pageOf: (page, pages) => say('page', { page, pages }),
      showTable: say('show-table'),
      at: data.at,
      blocks,
    },
    missing: [...missing],
  };
}

function conditionsOf(data: LetterData): ReadonlySet<Condition> {
  return new Set<Condition>([
    data.side,
    ...(data.holds ?? []),
    ...(data.moments.advice === undefined ? [] : (['advised'] as const)),
  ]);
}

/** A talk that is to come needs its hour; of one that was held the day is enough. */
function momentText(name: LetterMoment, { moments, lang, holds = [] }: LetterData): string | null {
  const at = moments[name];
  if (at === undefined) return null;
  return name === 'talkat' && !holds.includes('talked') ? appointmentOf(at, lang) : dayOf(at, lang);
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const senderOf = ({ names }: LetterData, say: Say): string[] => [
  say('letter.partnership', { group: names.group ?? OPEN }),
  ...(names.zone ? [say('letter.zone', { zone: names.zone })] : []),
  ...(names.commune ? [say('letter.commune', { commune: names.commune })] : []),
];

function addresseeOf({ addressee }: LetterTemplate, { names, address = [] }: LetterData, say: Say): string[] {
  switch (addressee) {
    case 'person':
      return [names.person ?? OPEN, ...address];
    case 'temporary':
      return [names.temporary ?? OPEN, ...address];
    default:
      return address.length > 0 ? [...address] : say(`address.${addressee}`).split('\n');
  }
}

function blockOf(
  block: 'reasons' | 'evidence' | 'changes' | 'checklist',
  data: LetterData,
  say: Say,
): Block[] {
  switch (block) {
    case 'reasons':
      return data.reasons.length === 0 ? [] : [{ type: 'list', items: data.reasons }];
    case 'evidence':
      return data.evidence.map((e) => ({
        type: 'evidence',
        head: say('evidence.head', { when: momentOf(e.at, data.lang), rule: e.rule }),
        text:
          e.excerpt === null
            ? say('evidence.erased')
            : e.excerpt === ''
              ? say('evidence.picture')
              : e.excerpt,
        foot: say('evidence.foot', {
          clause: clauseIn(e.clause, say),
          entry: e.entry,
          hash: e.hash.slice(0, 16),
        }),
      }));
    case 'changes': {
      // The register knows what holds now; what held before is there only where somebody wrote it.
      const before = data.changes.some((c) => c.before !== '');
      return [
        {
          type: 'table',
          table: {
            caption: say('changes.caption'),
            head: [
              say('changes.what'),
              ...(before ? [say('changes.before')] : []),
              say('changes.after'),
              say('changes.from'),
            ],
            rows: data.changes.map((c) => [
              c.what,
              ...(before ? [c.before] : []),
              c.after,
              dayOf(c.from, data.lang),
            ]),
            numeric: [],
            widths: before ? [3, 4, 4, 3] : [3, 6, 3],
          },
        },
      ];
    }
    case 'checklist':
      return [{ type: 'facts', rows: data.checklist.map((c) => [c.what, c.answer]) }];
  }
}

/** The rules' files cite in English (“Annex 4 §5”, “Art. 8 b”); a letter cites in its own language. */
export const clauseIn = (clause: string, say: (key: string) => string): string =>
  clause.replace(/\bAnnex\b/g, say('clause.annex')).replace(/\bArt\./g, say('clause.article'));

/** Who signs, in the template's order; where one of two may, the one who did. */
function slotsOf(
  template: LetterTemplate,
  data: LetterData,
  holds: ReadonlySet<Condition>,
  say: Say,
): SignatureSlot[] {
  return template.signers
    .filter((s) => s.when === undefined || holds.has(s.when))
    .map((s) => {
      const signedBy = (role: typeof s.role): boolean => (data.signatures[role]?.at ?? null) !== null;
      const role = s.or !== undefined && !signedBy(s.role) && signedBy(s.or) ? s.or : s.role;
      const signature = data.signatures[role];
      const title = say(`role.${role}`);
      return {
        title: s.visa ? say('visa', { role: title }) : title,
        name: signature?.name ?? '',
        signed:
          signature?.at === undefined || signature.at === null
            ? ''
            : say(s.visa ? 'signed.visa' : 'signed.sign', { when: momentOf(signature.at, data.lang) }),
        visa: s.visa,
      };
    });
}
