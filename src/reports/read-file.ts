/** Makes the file behind a reference, at the moment when it is sent or shown; nothing of it is stored. */
import type { Lang } from '../domain/vocabulary.js';
import type { ReadFile } from '../engine/render.js';
import type { Store } from '../store/store.js';
import { composeCaseFile, type TitleOf } from './case-file/compose-case-file.js';
import { gatherCaseFile } from './case-file/gather-case-file.js';
import { composeDigest } from './digest/compose-digest.js';
import { gatherDigest } from './digest/gather-digest.js';
import type { Doc } from './document/document.js';
import { toHtml } from './document/to-html.js';
import { composeEvaluation } from './evaluation/compose-evaluation.js';
import { evaluationCsv } from './evaluation/evaluation-csv.js';
import { gatherEvaluation, type StepCounts } from './evaluation/gather-evaluation.js';
import { type FileRef, parseFileRef } from './file-ref.js';
import { composeLetter } from './letters/compose-letter.js';
import { gatherCaseLetter, gatherCharterLetter, isCaseLetter, letterLang } from './letters/gather-letter.js';
import type { Letters } from './letters/load-letters.js';
import type { ReportTexts } from './report-texts.js';

export interface ReportSources {
  readonly store: Store;
  /** Read at the first letter: the program starts sooner. */
  readonly letters: () => Letters;
  readonly texts: () => ReportTexts;
  /** Title of a rule in a language; the rule's name where nobody knows it any more. */
  readonly titleOf: TitleOf;
  /** ms since 1970. */
  readonly clock: () => number;
}

export interface ReportFiles {
  /** For the engine: the bytes of a `send-file`. Rejects for what is no reference of ours and for what is gone. */
  readonly readFile: ReadFile;
  /** The document behind a reference, to be shown in the console. Throws likewise. */
  document(ref: string): Doc;
  /** Names and moments that a letter lacks; empty for other documents. */
  missing(ref: string): readonly string[];
}

/** Answers every reference of `parseFileRef`. */
export function reportFiles(sources: ReportSources): ReportFiles {
  const { store, titleOf, clock } = sources;
  const texts: ReportTexts = (key, lang, params) => sources.texts()(key, lang, params);
  const parsed = (ref: string): FileRef => {
    const found = parseFileRef(ref);
    if (!found) throw new Error(`“${ref}” is no file that the reports know.`);
    return found;
  };
  const caseOf = (id: number) => {
    const found = store.cases.byId(id);
    if (!found) throw new Error(`There is no case ${id}.`);
    return found;
  };
  const groupOf = (id: number) => {
    const found = store.groups.byId(id);
    if (!found) throw new Error(`There is no group ${id}.`);
    return found;
  };
  const evaluationOf = (ref: FileRef & { what: 'evaluation' }) => {
    const row = store.evaluations.byId(ref.evaluation);
    if (!row) throw new Error(`There is no evaluation ${ref.evaluation}.`);
    const lang: Lang = ref.lang ?? groupOf(row.group).policy.lang;
    return gatherEvaluation(store, row, lang, row.finishedAt ?? clock(), stepCounts(store));
  };

  function letterOf(ref: FileRef & { what: 'letter' | 'charter-letter' }) {
    const template = sources.letters().get(ref.kind);
    if (!template) throw new Error(`There is no letter “${ref.kind}”.`);
    if (ref.what === 'charter-letter') {
      if (isCaseLetter(ref.kind)) throw new Error(`The letter “${ref.kind}” needs a case.`);
      const group = groupOf(ref.group);
      const lang = letterLang(ref.lang, group.policy.lang);
      return composeLetter(template, gatherCharterLetter(store, group, lang, clock(), texts), texts);
    }
    if (!isCaseLetter(ref.kind)) throw new Error(`The letter “${ref.kind}” is not about a case.`);
    const found = caseOf(ref.case);
    const official = template.addressee === 'interior' || template.addressee === 'prosecutor';
    const lang = letterLang(
      ref.lang,
      official ? undefined : store.members.get(found.group, found.person)?.lang,
      groupOf(found.group).policy.lang,
    );
    return composeLetter(template, gatherCaseLetter(store, found, ref.kind, lang, titleOf), texts);
  }

  function documentOf(ref: FileRef): Doc {
    switch (ref.what) {
      case 'letter':
      case 'charter-letter':
        return letterOf(ref).doc;
      case 'case': {
        const found = caseOf(ref.case);
        const lang = ref.lang ?? groupOf(found.group).policy.lang;
        return composeCaseFile(gatherCaseFile(store, found, lang, clock()), texts, titleOf);
      }
      case 'evaluation':
        return composeEvaluation(evaluationOf(ref), texts, titleOf);
      case 'digest': {
        const group = groupOf(ref.group);
        const lang = ref.lang ?? store.members.get(group.id, ref.person)?.lang ?? group.policy.lang;
        return composeDigest(gatherDigest(store, group, ref.from, ref.to, lang), texts, titleOf);
      }
    }
  }

  return {
    async readFile(file) {
      const ref = parsed(file);
      if (ref.what === 'evaluation' && ref.format === 'csv')
        return Buffer.from(evaluationCsv(evaluationOf(ref), texts, titleOf), 'utf8');
      const doc = documentOf(ref);
      if (ref.format === 'html') return Buffer.from(toHtml(doc), 'utf8');
      // The library is large, and most starts of the program print nothing.
      const { toPdf } = await import('./document/to-pdf.js');
      return toPdf(doc);
    },
    document: (ref) => documentOf(parsed(ref)),
    missing(ref) {
      const found = parsed(ref);
      return found.what === 'letter' || found.what === 'charter-letter' ? letterOf(found).missing : [];
    },
  };
}

/** How often each rung of the ladders was taken in a period: rungs that ended well in it, over all cases of the group. */
const stepCounts =
  (store: Store): StepCounts =>
  (group, from, to) => {
    const steps = new Map<string, number>();
    for (const { state } of store.cases.ofGroup(group))
      for (const [rung, { status, endedAt }] of Object.entries(state.rungs))
        if (status === 'done' && endedAt !== null && endedAt >= from && endedAt < to)
          steps.set(rung, (steps.get(rung) ?? 0) + 1);
    return [...steps].map(([step, n]) => ({ step, n })).sort((a, b) => (a.step < b.step ? -1 : 1));
  };
