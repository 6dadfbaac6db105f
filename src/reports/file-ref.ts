/** References of files that are made when they are asked for: what a `send-file` action carries instead of bytes. */
import { LANGS, type Lang } from '../domain/vocabulary.js';

export const FORMATS = ['pdf', 'html', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

interface Made {
  readonly format: Format;
  /** Absent: the language of whom it is for. */
  readonly lang?: Lang;
}
export type FileRef =
  | ({ readonly what: 'letter'; readonly case: number; readonly kind: string } & Made)
  | ({ readonly what: 'charter-letter'; readonly group: number; readonly kind: string } & Made)
  | ({ readonly what: 'case'; readonly case: number } & Made)
  | ({ readonly what: 'evaluation'; readonly evaluation: number } & Made)
  | ({
      readonly what: 'digest';
      readonly group: number;
      readonly person: number;
      readonly from: number;
      readonly to: number;
    } & Made);

const number = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;

/**
 * `letter:12:removal`, `letter:g3:charter-change`, `case:12`, `evaluation:3`, `digest:3:12:FROM:TO`; then, each optional,
 * `:pdf` (default), `:html` or `:csv` (evaluations only), and `:fr`, `:nl`, `:de` or `:en`. Null for anything else.
 */
export function parseFileRef(ref: string): FileRef | null {
  const parts = ref.split(':');
  let lang: Lang | undefined;
  let format: Format | undefined;
  const last = (): string => parts.at(-1) ?? '';
  if (LANGS.some((l) => l === last())) lang = parts.pop() as Lang;
  if (FORMATS.some((f) => f === last())) format = parts.pop() as Format;
  const made: Made = { format: format ?? 'pdf', ...(lang === undefined ? {} : { lang }) };
  const [what, first, second, third, fourth] = parts;
  if (format === 'csv' && what !== 'evaluation') return null;
  const one = number(first);
  if (what === 'letter' && parts.length === 3 && /^[a-z]+(-[a-z]+)*$/.test(second ?? '')) {
    if (one !== null) return { what, case: one, kind: second!, ...made };
    const group = number(first?.startsWith('g') ? first.slice(1) : undefined);
    return group === null ? null : { what: 'charter-letter', group, kind: second!, ...made };
  }
  if (one === null) return null;
  if (what === 'case' && parts.length === 2) return { what, case: one, ...made };
  if (what === 'evaluation' && parts.length === 2) return { what, evaluation: one, ...made };
  if (what === 'digest' && parts.length === 5) {
    const [person, from, to] = [number(second), number(third), number(fourth)];
    if (person !== null && from !== null && to !== null && from < to)
      return { what, group: one, person, from, to, ...made };
  }
  return null;
}
