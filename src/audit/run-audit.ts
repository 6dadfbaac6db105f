/** The audit itself: an opened export through the dry run into counts, excerpts and rows. */
import { effectiveMode, type GroupState, policy } from '../domain/group.js';
import type { RuleTable } from '../domain/rule.js';
import type { Lang, Mode, Role } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';
import { DryRun, type Judged } from './dry-run/dry-run.js';
import type { FindingRow, RowResponse } from './finding-row.js';
import { Masker } from './mask.js';
import { Members } from './members.js';
import type { OpenedExport } from './open-export.js';
import { type Helpers, readAhead, readHere } from './read-ahead.js';
import { reviewed, Tally } from './tally.js';
import type { Texts } from './texts.js';

export interface AuditOptions {
  readonly analyser: Analyser;
  readonly rules: RuleTable;
  readonly texts: Texts;
  readonly mode: Mode;
  /** The language of the group; for short messages that could be of two. */
  readonly groupLang: Lang;
  readonly urgentMessages?: 'forbidden' | 'saa';
  readonly showNames?: boolean;
  /** Members who aren't plain members, by id. */
  readonly roles?: ReadonlyMap<string, Role>;
  /** Threads that read texts beside this one. */
  readonly helpers?: Helpers;
  /** Hears of every finding, in the order of the file. May answer a promise to slow the audit down to its pace. */
  readonly onFinding?: (row: FindingRow) => void | Promise<void>;
}

export interface AuditResult {
  readonly tally: Tally;
  /** Rule → its latest findings, oldest first, at most EXCERPTS_KEPT. */
  readonly excerpts: ReadonlyMap<string, readonly FindingRow[]>;
}

export const EXCERPTS_KEPT = 40;
const MAX_MENTIONED = 5_000;

export async function runAudit(opened: OpenedExport, options: AuditOptions): Promise<AuditResult> {
  const { showNames = false, onFinding } = options;
  const tally = new Tally();
  const excerpts = new Map<string, FindingRow[]>();
  const members = new Members(opened.members, options.texts, showNames);
  const masker = new Masker(showNames ? [] : opened.members.values());
  let mentioned = 0;
  const dryRun = new DryRun({
    analyser: options.analyser,
    rules: options.rules,
    group: groupOf(options),
    channel: opened.kind,
    roles: options.roles ?? new Map(),
    onTimer: (timed) => tally.timed(timed),
  });

  const here = readHere(options.analyser, options.groupLang);
  for await (const item of readAhead(opened.items(), here, options.helpers)) {
    if ('type' in item) {
      if (item.type === 'malformed') tally.malformedLine(item);
      else tally.system(item);
    } else {
      const { mentions } = item.message;
      if (!showNames && mentions.length > 0 && mentioned < MAX_MENTIONED)
        for (const name of mentions) {
          masker.addName(name);
          mentioned++;
        }
      const judged = dryRun.judge(item);
      tally.message(judged);
      for (const row of rowsOf(judged, members, masker, options.rules)) {
        keep(excerpts, row);
        const wait = onFinding?.(row);
        if (wait) await wait;
      }
    }
  }
  dryRun.finish();
  return { tally, excerpts };
}

/** A group as if it were recognised and approved: the mode asked for is the one that holds. */
function groupOf(options: AuditOptions): GroupState {
  const group: GroupState = {
    id: 'export',
    policy: policy({
      lang: options.groupLang,
      mode: options.mode,
      urgentMessages: options.urgentMessages ?? 'saa',
    }),
    recognised: true,
    policeApproved: true,
  };
  if (effectiveMode(group) !== options.mode)
    throw new Error('The dry run does not run in the mode asked for.');
  return group;
}

function* rowsOf(judged: Judged, members: Members, masker: Masker, rules: RuleTable): Generator<FindingRow> {
  const { message, analysis, findings, decision } = judged;
  if (decision.infractions.length === 0 && !decision.effects.some((e) => e.type === 'review')) return;
  const row = (
    rule: string,
    confidence: number,
    span: readonly [number, number] | undefined,
    response: RowResponse,
  ): FindingRow => ({
    line: message.line,
    at: message.at,
    member: members.label(message.sender.id, message.sender.name),
    kind: analysis?.kind ?? 'offtopic',
    lang: analysis?.lang ?? 'fr',
    rule,
    clause: rules[rule]?.clause ?? '',
    confidence,
    response,
    excerpt: masker.excerpt(message.text, span, findings),
  });
  for (const i of decision.infractions) yield row(i.rule, i.confidence, i.span, i.response);
  for (const f of reviewed(decision)) yield row(f.rule, f.confidence, f.span, 'review');
}

function keep(excerpts: Map<string, FindingRow[]>, row: FindingRow): void {
  const list = excerpts.get(row.rule);
  if (!list) {
    excerpts.set(row.rule, [row]);
    return;
  }
  list.push(row);
  if (list.length > EXCERPTS_KEPT) list.shift();
}
