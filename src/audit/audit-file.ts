/** `garde-fou audit FILE` without the command line around it: reads the export, writes the report, answers the summary. */
import { basename, dirname, join, resolve } from 'node:path';
import type { RuleTable } from '../domain/rule.js';
import type { Lang, Mode, Role } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';
import { ExportError } from './export-error.js';
import { type FileWriter, writeFileSafely } from './file-writer.js';
import { Format } from './format.js';
import { type OpenedExport, openExport } from './open-export.js';
import type { AnalysisPool } from './parallel/analysis-pool.js';
import { CsvWriter } from './report/csv.js';
import { page } from './report/page.js';
import { summaryOf } from './report/summary.js';
import { EXCERPTS_KEPT, runAudit } from './run-audit.js';
import { loadTexts } from './texts.js';

export interface AuditFileOptions {
  readonly analyser: Analyser;
  readonly rules: RuleTable;
  /** A rule's title for people. */
  readonly title: (rule: string, lang: Lang) => string;
  readonly mode: Mode;
  /** Of the report; by default the language in which the chat program wrote, else French. */
  readonly lang?: Lang;
  readonly urgentMessages?: 'forbidden' | 'saa';
  readonly showNames?: boolean;
  /** Names of members with a role, as the export shows them. */
  readonly coordinators?: readonly string[];
  readonly mandataries?: readonly string[];
  readonly chat?: string;
  /** A path; true: next to the export; false: not at all. */
  readonly html: string | boolean;
  readonly csv: string | boolean;
  /** Threads that read along, for long exports; by default none. */
  readonly startPool?: (groupLang: Lang) => AnalysisPool;
  readonly onProgress?: (share: number) => void;
  readonly now: number;
}

export interface AuditFileResult {
  readonly summary: string;
  readonly files: readonly string[];
  readonly malformed: number;
}

/** Bytes, as they lie on the disk: some three thousand messages. */
const LONG_EXPORT = 300_000;

/** @throws ExportError for what the user can mend. */
export async function auditFile(path: string, options: AuditFileOptions): Promise<AuditFileResult> {
  const opened = await openExport(path, {
    ...(options.chat === undefined ? {} : { chat: options.chat }),
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  const lang = options.lang ?? opened.lang ?? 'fr';
  const texts = loadTexts(lang);
  const format = new Format(texts);
  const titles = (rule: string): string => options.title(rule, lang);
  const roles = rolesOf(opened, options);
  const targets = {
    html: target(path, options.html, 'html'),
    csv: target(path, options.csv, 'csv'),
  };

  const writers: FileWriter[] = [];
  const writer = async (file: string): Promise<FileWriter> => {
    const w = await writeFileSafely(file).catch((error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT'
          ? 'its folder does not exist.'
          : error.code === 'EACCES' || error.code === 'EROFS'
            ? 'you may not write in its folder.'
            : error.message;
      throw new ExportError(
        `${file} can't be written: ${why}\nSay where the reports go, e.g. --html report.html --csv report.csv, or leave them out (--no-html, --no-csv).`,
      );
    });
    writers.push(w);
    return w;
  };
  // Starting threads takes longer than reading a short chat.
  const pool = opened.bytes >= LONG_EXPORT ? options.startPool?.(lang) : undefined;
  try {
    const csv = targets.csv === null ? null : await writer(targets.csv);
    const html = targets.html === null ? null : await writer(targets.html);
    const rows = new CsvWriter(texts, format, titles);
    csv?.write(rows.head());
    const { tally, excerpts } = await runAudit(opened, {
      analyser: options.analyser,
      rules: options.rules,
      texts,
      mode: options.mode,
      groupLang: lang,
      roles,
      showNames: options.showNames ?? false,
      ...(options.urgentMessages ? { urgentMessages: options.urgentMessages } : {}),
      ...(pool && pool.size > 0 ? { helpers: pool } : {}),
      ...(csv ? { onFinding: (row) => csv.write(rows.row(row)) } : {}),
    });
    html?.write(
      page({
        tally,
        texts,
        format,
        titles,
        clauses: (rule) => options.rules[rule]?.clause ?? '',
        source: opened.kind,
        mode: options.mode,
        excerpts,
        excerptLimit: EXCERPTS_KEPT,
        now: options.now,
      }),
    );
    for (const w of writers) await w.commit();
    const files = [targets.html, targets.csv].filter((f) => f !== null);
    const heading = `${basename(path)} · ${texts(`source.${opened.kind}`)}${
      tally.messages > 0
        ? ` · ${texts('period', { from: format.day(tally.first), to: format.day(tally.last) })}`
        : ''
    } · ${texts(`mode.${options.mode}`)}`;
    const summary = summaryOf(tally, texts, format, titles, heading);
    return {
      summary:
        files.length > 0 ? `${summary}\n${texts('summary.files', { files: files.join(', ') })}\n` : summary,
      files,
      malformed: tally.malformed,
    };
  } finally {
    await pool?.close();
    for (const w of writers) await w.discard();
  }
}

function target(path: string, wanted: string | boolean, ending: 'html' | 'csv'): string | null {
  if (wanted === false) return null;
  if (typeof wanted === 'string') {
    if (resolve(wanted) === resolve(path))
      throw new ExportError(`--${ending} names the export itself; give the report another name.`);
    return wanted;
  }
  const name = basename(resolve(path)).replace(/\.(txt|zip|json)$/iu, '');
  return join(dirname(resolve(path)), `${name}.garde-fou.${ending}`);
}

function rolesOf(
  opened: OpenedExport,
  options: Pick<AuditFileOptions, 'coordinators' | 'mandataries'>,
): Map<string, Role> {
  const roles = new Map<string, Role>();
  const fold = (name: string): string => name.normalize('NFC').trim().toLowerCase();
  const give = (names: readonly string[] | undefined, role: Role): void => {
    for (const wanted of names ?? []) {
      const ids = [...opened.members].filter(([, name]) => fold(name) === fold(wanted)).map(([id]) => id);
      if (ids.length === 0)
        throw new ExportError(
          `Nobody named “${wanted}” wrote in this chat. Give the name as the export shows it.`,
        );
      for (const id of ids) roles.set(id, role);
    }
  };
  give(options.coordinators, 'coordinator');
  give(options.mandataries, 'mandatary');
  return roles;
}
