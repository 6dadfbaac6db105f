/** The rules as people read them: each clause, its examples, a sentence to try, and what they would have done. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ExportError } from '../../../audit/export-error.js';
import { excerptText } from '../../../audit/finding-row.js';
import { openExport } from '../../../audit/open-export.js';
import { runAudit } from '../../../audit/run-audit.js';
import { loadTexts } from '../../../audit/texts.js';
import { decide, NO_CONTEXT } from '../../../domain/decide/index.js';
import { withoutMarks } from '../../../domain/excerpt.js';
import { policy } from '../../../domain/group.js';
import { LANGS, type Lang, MODES } from '../../../domain/vocabulary.js';
import { readExamples } from '../../../rules/read-examples.js';
import type { RuleFile } from '../../../rules/schema.js';
import { notFound, read, refuse } from '../../http.js';
import type { Office, OfficeApp } from '../context.js';
import { groupsWhere, need, type Viewer } from '../viewer.js';
import type { DryRunResult, RuleLine, RulePage, Tried } from '../wire.js';

const MONTH = 31 * 86_400_000;
const EXAMPLES_SHOWN = 12;
const EXCERPTS_SHOWN = 3;
/** A year of a lively group, without its pictures. */
export const MAX_EXPORT = 24 * 1024 * 1024;

const tryBody = z.strictObject({
  text: z.string().trim().min(1).max(4000),
  lang: z.enum(LANGS),
  mode: z.enum(MODES).default('hold'),
});

const langOf = (value: string | undefined): Lang => LANGS.find((l) => l === value) ?? 'fr';

export function ruleRoutes(app: OfficeApp, office: Office): void {
  const fired = office.store.db.prepare<[number, number], { rule: string; n: number }>(
    "SELECT rule, count(*) AS n FROM ledger WHERE grp = ? AND kind = 'infraction' AND at > ? GROUP BY rule",
  );
  const line = (rule: RuleFile, lang: Lang, last30: number): RuleLine => ({
    id: rule.id,
    clause: rule.clause,
    title: rule.title[lang],
    severity: rule.severity,
    response: rule.response,
    last30,
  });
  const counted = (viewer: Viewer): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const group of groupsWhere(viewer, 'see-summary'))
      for (const { rule, n } of fired.all(group.id, office.clock() - MONTH))
        sums.set(rule, (sums.get(rule) ?? 0) + n);
    return sums;
  };

  app.get('/rules', (c) => {
    const lang = langOf(c.req.query('lang'));
    const sums = counted(c.get('viewer'));
    return c.json(office.rules().files.map((r) => line(r, lang, sums.get(r.id) ?? 0)));
  });
  app.get('/rules/:id', (c) => {
    const lang = langOf(c.req.query('lang'));
    const rule = office.rules().files.find((r) => r.id === c.req.param('id'));
    if (!rule) throw notFound();
    const examples = rule.examples ?? readExamples(rule.id);
    return c.json<RulePage>({
      ...line(rule, lang, counted(c.get('viewer')).get(rule.id) ?? 0),
      explanation: rule.explanation[lang],
      say: rule.say[lang],
      actFrom: rule.actFrom,
      reviewFrom: rule.reviewFrom,
      fires: (examples?.fires[lang] ?? []).slice(0, EXAMPLES_SHOWN),
      quiet: (examples?.passes[lang] ?? []).slice(0, EXAMPLES_SHOWN),
    });
  });
  app.post('/rules/try', async (c) => c.json(tried(office, await read(c.req.raw, tryBody))));

  /** What was kept of the last month, read again by the rules of today. */
  app.post('/rules/dry-run', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-history');
    office.log.note(viewer, 'dry-run');
    return c.json(lastMonth(office, viewer));
  });
  app.post('/rules/upload', async (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-summary');
    const lang = langOf(c.req.query('lang'));
    const mode = MODES.find((m) => m === c.req.query('mode')) ?? 'ask';
    if (!/^application\/octet-stream\b/i.test(c.req.header('content-type') ?? ''))
      throw refuse(415, 'not-an-export', 'Send the file as application/octet-stream.');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    office.log.note(viewer, 'dry-run');
    return c.json(await auditOf(office, bytes, lang, mode));
  });
}

function tried(office: Office, { text, lang, mode }: z.infer<typeof tryBody>): Tried {
  const analysis = office.analyser().analyse(text, { preferred: lang });
  const now = office.clock();
  const decision = decide({
    event: {
      type: 'message',
      channel: 'playground',
      chat: 'try',
      scope: 'group',
      at: now,
      message: 'try',
      revision: 0,
      sender: { id: 'try', name: 'try' },
      text,
      media: [],
    },
    tag: 'try',
    analysis: { text: analysis, pictures: [] },
    joined: null,
    group: { id: '0', policy: policy({ lang, mode }), recognised: true, policeApproved: true },
    sender: { id: 'try', name: 'try', role: 'member', lang, offTopicCount: 0 },
    context: NO_CONTEXT,
    rules: office.rules().table,
    now,
  });
  return {
    kind: analysis.kind,
    kindConfidence: analysis.kindConfidence,
    police: analysis.police,
    lang: analysis.lang,
    findings: analysis.findings.filter(
      (f) => f.confidence >= (office.rules().table[f.rule]?.reviewFrom ?? 0),
    ),
    outcome: decision.outcome,
    why: decision.why,
  };
}

/** Messages in order leave only counts, so it is the kept excerpts of infractions that can be read again. */
function lastMonth(office: Office, viewer: Viewer): DryRunResult {
  const kept = office.store.db.prepare<
    [number, number],
    { rule: string; at: number; excerpt: string; response: string }
  >(`SELECT l.rule, l.at, e.excerpt, l.response FROM ledger l JOIN ledger_evidence e ON e.seq = l.seq
     WHERE l.grp = ? AND l.at > ? AND l.kind = 'infraction' AND e.excerpt IS NOT NULL AND e.excerpt <> ''
     ORDER BY l.seq DESC LIMIT 500`);
  const rules = new Map<string, { found: number; review: number }>();
  const outcomes: Record<string, number> = {};
  const excerpts: { rule: string; at: number; excerpt: string; response: string }[] = [];
  let messages = 0;
  let reports = 0;
  let informedAtOnce = 0;
  for (const group of groupsWhere(viewer, 'see-history'))
    for (const row of kept.all(group.id, office.clock() - MONTH)) {
      messages++;
      const now = tried(office, {
        text: withoutMarks(row.excerpt),
        lang: group.policy.lang,
        mode: group.policy.mode,
      });
      outcomes[now.outcome] = (outcomes[now.outcome] ?? 0) + 1;
      if (now.kind === 'signalement') reports++;
      if (now.kind === 'signalement' && now.police === 'informed') informedAtOnce++;
      const hit = now.findings.find((f) => f.rule === row.rule);
      const sum = rules.get(row.rule) ?? { found: 0, review: 0 };
      rules.set(row.rule, sum);
      if (!hit) excerpts.push({ ...row, response: 'no-more' });
      else if (hit.confidence >= (office.rules().table[row.rule]?.actFrom ?? 0)) sum.found++;
      else sum.review++;
    }
  return {
    messages,
    members: null,
    reports,
    informedAtOnce,
    outcomes,
    rules: [...rules].map(([rule, n]) => ({ rule, ...n })),
    excerpts: excerpts.slice(0, 20),
  };
}

async function auditOf(
  office: Office,
  bytes: Uint8Array,
  lang: Lang,
  mode: (typeof MODES)[number],
): Promise<DryRunResult> {
  // The parsers read a file twice and never whole; it is for the owner only, and gone when this returns.
  const dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  try {
    const file = join(dir, 'export');
    writeFileSync(file, bytes, { mode: 0o600 });
    const opened = await openExport(file);
    const { tally, excerpts } = await runAudit(opened, {
      analyser: office.analyser(),
      rules: office.rules().table,
      texts: loadTexts(lang),
      mode,
      groupLang: opened.lang ?? lang,
    });
    return {
      messages: tally.messages,
      members: tally.members,
      reports: tally.reports.total,
      informedAtOnce: tally.reports.atOnce,
      outcomes: tally.outcomes,
      rules: [...tally.rules].map(([rule, n]) => ({ rule, ...n })).sort((a, b) => b.found - a.found),
      excerpts: [...excerpts].flatMap(([rule, rows]) =>
        rows.slice(-EXCERPTS_SHOWN).map((r) => ({
          rule,
          at: r.at,
          excerpt: r.excerpt ? excerptText(r.excerpt) : '',
          response: r.response,
        })),
      ),
    };
  } catch (error) {
    if (error instanceof ExportError) throw refuse(400, 'not-an-export', error.message);
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
