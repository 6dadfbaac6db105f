/** The report's words, from rules/messages/audit/<lang>.yaml. A missing or unknown key is an error at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Outcome } from '../domain/decision.js';
import { KINDS, type Kind, LANGS, type Lang, MODES, type Mode } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';
import { MALFORMED_REASONS, type MalformedReason } from './exported.js';
import type { RowResponse } from './finding-row.js';

const PLAIN = [
  'title',
  'intro',
  'member',
  'source.whatsapp',
  'source.telegram',
  'period',
  'minutes',
  'hours',
  'none',
  'show-table',
  'hidden',
  'footer',
  'by-month',
  'by-quarter',
  'by-year',
  'quarter',
  'figure.messages',
  'figure.members',
  'figure.reports',
  'figure.findings',
  'figure.informed',
  'figure.median',
  'section.kinds',
  'section.months',
  'section.rules',
  'section.rules-by-month',
  'section.informed',
  'section.hours',
  'section.decisions',
  'section.done',
  'section.excerpts',
  'section.malformed',
  'note.kinds',
  'note.informed',
  'note.hours',
  'note.decisions',
  'note.excerpts',
  'note.malformed',
  'note.no-malformed',
  'note.more-lines',
  'note.no-findings',
  'note.no-reports',
  'content.media-only',
  'content.deleted',
  'done.taken-out',
  'done.told',
  'done.said',
  'done.reposted',
  'done.expired',
  'done.review',
  'col.kind',
  'col.messages',
  'col.share',
  'col.rule',
  'col.clause',
  'col.findings',
  'col.review',
  'col.month',
  'col.reports',
  'col.at-once',
  'col.later',
  'col.never',
  'col.rate',
  'col.hour',
  'col.decision',
  'col.done',
  'col.times',
  'col.line',
  'col.date',
  'col.time',
  'col.member',
  'col.lang',
  'col.confidence',
  'col.response',
  'col.excerpt',
  'col.reason',
  'summary.joined-left',
  'summary.malformed',
  'summary.files',
] as const;

const of = <P extends string, T extends string>(prefix: P, names: readonly T[]) =>
  names.map((name) => `${prefix}.${name}` as `${P}.${T}`);

type Key =
  | (typeof PLAIN)[number]
  | `kind.${Kind}`
  | `mode.${Mode}`
  | `outcome.${Outcome}`
  | `response.${RowResponse}`
  | `reason.${MalformedReason}`
  | `lang.${Lang}`;
export type AuditKey = Key;

const KEYS: readonly Key[] = [
  ...PLAIN,
  ...of('kind', KINDS),
  ...of('mode', MODES),
  ...of('outcome', ['passed', 'warned', 'asked', 'held', 'removed', 'observed', 'review', 'ignored']),
  ...of('response', ['observed', 'warned', 'asked', 'held', 'removed', 'review']),
  ...of('reason', MALFORMED_REASONS),
  ...of('lang', LANGS),
];

const schema = z.strictObject(
  Object.fromEntries(KEYS.map((key) => [key, z.string().trim().min(1).max(600)])) as Record<Key, z.ZodString>,
);

export interface Texts {
  readonly lang: Lang;
  (key: Key, params?: Readonly<Record<string, string | number>>): string;
}

export const auditTextsDir = join(projectRoot, 'rules', 'messages', 'audit');

/** Throws an Error that names the file and each wrong key. */
export function loadTexts(lang: Lang, dir: string = auditTextsDir): Texts {
  const file = join(dir, `${lang}.yaml`);
  const parsed = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new Error(
      `${file}: ${parsed.error.issues.map((i) => `${i.path.join('.') || 'file'}: ${i.message}`).join('; ')}`,
    );
  const texts = parsed.data;
  const say = (key: Key, params?: Readonly<Record<string, string | number>>): string =>
    params
      ? texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
      : texts[key];
  return Object.assign(say, { lang });
}
