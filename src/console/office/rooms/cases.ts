/** Cases of art. 8 b and c: the ladder, the next legal step, who must sign; letters and the whole file on paper. */
import type { Context } from 'hono';
import { z } from 'zod';
import { ACTS, LETTERS, viewOf } from '../../../domain/ladder/index.js';
import { ledgerEntry } from '../../../engine/read-ledger.js';
import { DOCUMENT_POLICY } from '../../../reports/document/to-html.js';
import type { GroupRow } from '../../../store/groups.js';
import type { LedgerRow } from '../../../store/ledger.js';
import type { CaseRow } from '../../../store/people/cases.js';
import { notFound, read, refuse } from '../../http.js';
import { nameOf, type Office, type OfficeApp } from '../context.js';
import { pressKeySchema } from '../press-key.js';
import { runCommand } from '../run-command.js';
import { may, roleIn, type Viewer } from '../viewer.js';
import type { CasePage, Cases } from '../wire.js';
import { caseLine, casesIn, groupsWithCases, maySee, mineIn, proposalsIn } from './case-items.js';

const key = pressKeySchema;
const actBody = z.strictObject({
  key,
  act: z.enum(ACTS as [string, ...string[]]),
  fields: z.record(
    z.string().regex(/^[A-Za-z]{1,20}$/),
    z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]),
  ),
});
const proposalBody = z.strictObject({
  key,
  take: z.boolean(),
  reason: z.string().trim().max(2000).default(''),
});

export function caseRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;
  const found = (viewer: Viewer, id: string): { about: CaseRow; group: GroupRow } => {
    const about = store.cases.byId(Number(id));
    const group = about && store.groups.byId(about.group);
    if (!about || !group || !viewer.roles.has(group.id) || !maySee(viewer, about)) throw notFound();
    return { about, group };
  };
  const entry = store.db.prepare<[number], LedgerRow>(`
    SELECT l.*, e.excerpt, p.identity, p.name FROM ledger l LEFT JOIN ledger_evidence e ON e.seq = l.seq
    JOIN persons p ON p.id = l.person WHERE l.seq = ?`);
  const entries = (seqs: readonly number[]) =>
    seqs.flatMap((seq) => {
      const row = entry.get(seq);
      return row ? [ledgerEntry(row)] : [];
    });

  app.get('/cases', (c) => {
    const viewer = c.get('viewer');
    if (!may(viewer, 'see-member-cases') && !may(viewer, 'see-coordinator-cases'))
      throw refuse(403, 'no-right', 'This needs the right to see cases.');
    const groups = groupsWithCases(viewer);
    for (const group of groups) office.log.note(viewer, 'saw-cases', group.id);
    return c.json<Cases>({
      cases: groups.flatMap((g) => casesIn(office, viewer, g).map((about) => caseLine(office, g, about))),
      proposals: groups.flatMap((g) =>
        proposalsIn(office, viewer, g).map((p) => ({
          id: p.id,
          group: nameOf(g),
          person: p.person,
          name: p.name,
          rung: p.rung,
          because: p.because,
          points: p.points,
          at: p.at,
          evidence: entries(p.evidence),
          mine: mayTalk(viewer, g, p.ladder),
          case: store.cases.openOf(g.id, p.person)?.id ?? null,
        })),
      ),
    });
  });

  app.get('/cases/:id', (c) => {
    const viewer = c.get('viewer');
    const { about, group } = found(viewer, c.req.param('id'));
    office.log.note(viewer, 'saw-case', group.id, about.person);
    const { terms } = office.rules().ladder;
    const view = viewOf(about.state, office.clock(), terms);
    const mine = new Set(mineIn(office, viewer, about));
    const nameById = (person: number): string =>
      person === 0 ? '' : (store.persons.byId(person)?.name ?? '');
    return c.json<CasePage>({
      ...caseLine(office, group, about),
      reason: about.reason,
      rungs: view.rungs.map((r) => ({
        rung: r.rung,
        status: r.status,
        marks: r.marks.map((m) => ({
          act: m.act,
          name: nameById(m.by),
          role: m.role,
          at: m.at,
          words: m.words,
        })),
      })),
      next: view.next.map((n) => ({ act: n.act, by: n.by, mine: mine.has(n.act) })),
      deadlines: view.deadlines.map((d) => ({ what: d.what, due: d.due, who: d.who, legal: d.legal })),
      evidence: entries(store.cases.evidence(about.id)),
      acts: store.cases.acts(about.id).map((a) => ({
        act: a.act.act,
        name: nameById(a.actor.person),
        role: a.actor.role,
        at: a.at,
      })),
      letters: LETTERS.filter((kind) => exists(office, `letter:${about.id}:${kind}`)),
      mayExport: may(viewer, 'export-case', group.id),
      people: store.members
        .list(group.id)
        .filter((m) => m.person !== about.person)
        .map((m) => ({ person: m.person, name: m.name })),
      excludedUntil: about.state.exclusion?.until ?? null,
    });
  });

  app.post('/cases/:id/acts', async (c) => {
    const viewer = c.get('viewer');
    const { about, group } = found(viewer, c.req.param('id'));
    const body = await read(c.req.raw, actBody);
    runCommand(office, viewer, group, body.key, 'act', { ...body.fields, case: about.id, act: body.act });
    office.log.note(viewer, 'acted-on-case', group.id, about.person);
    office.news('cases', 'today', 'members');
    return c.json({ done: true });
  });

  app.post('/proposals/:id', async (c) => {
    const viewer = c.get('viewer');
    const proposal = store.proposals.byId(Number(c.req.param('id')));
    const group = proposal && store.groups.byId(proposal.group);
    if (!proposal || !group || !maySee(viewer, proposal)) throw notFound();
    const body = await read(c.req.raw, proposalBody);
    if (!body.take) runCommand(office, viewer, group, body.key, 'no-step', { proposal: proposal.id });
    else
      runCommand(office, viewer, group, body.key, 'warn', { person: proposal.person, reason: body.reason });
    office.log.note(viewer, 'acted-on-case', group.id, proposal.person);
    office.news('cases', 'today');
    return c.json({ done: true, case: store.cases.openOf(group.id, proposal.person)?.id ?? null });
  });

  app.get('/cases/:id/letters/:kind', async (c) => {
    const viewer = c.get('viewer');
    const { about, group } = found(viewer, c.req.param('id'));
    const kind = LETTERS.find((l) => l === c.req.param('kind'));
    if (!kind) throw notFound();
    office.log.note(viewer, 'saw-letter', group.id, about.person);
    return file(c, office, `letter:${about.id}:${kind}`, `${kind}-${about.id}`);
  });
  app.get('/cases/:id/file', async (c) => {
    const viewer = c.get('viewer');
    const { about, group } = found(viewer, c.req.param('id'));
    if (!may(viewer, 'export-case', group.id))
      throw refuse(403, 'no-right', 'This needs the right export-case.');
    office.log.note(viewer, 'saw-case', group.id, about.person);
    return file(c, office, `case:${about.id}`, `case-${about.id}`);
  });
}

const mayTalk = (viewer: Viewer, group: GroupRow, ladder: 'member' | 'coordinator'): boolean =>
  may(viewer, ladder === 'member' ? 'talk-member' : 'talk-coordinator', group.id) &&
  roleIn(viewer, group.id) !== 'member';

/** A letter that the case does not (yet) give a reason for can't be made. */
function exists(office: Office, ref: string): boolean {
  try {
    office.files?.document(`${ref}:html`);
    return office.files !== undefined;
  } catch {
    return false;
  }
}

/** As a page to read and print, or (`?as=pdf`) as a file. */
export async function file(
  c: Context,
  office: Office,
  ref: string,
  name: string,
  formats: readonly string[] = ['html', 'pdf'],
): Promise<Response> {
  const format = formats.find((f) => f === c.req.query('as')) ?? 'html';
  let bytes: Uint8Array;
  try {
    if (!office.files) throw new Error('There are no documents here.');
    bytes = await office.files.readFile(`${ref}:${format}`);
  } catch {
    throw notFound('This document can not be made: what it tells of did not happen.');
  }
  const type = { html: 'text/html; charset=utf-8', pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' }[
    format
  ];
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Security-Policy': `${DOCUMENT_POLICY}; frame-ancestors 'none'`,
    ...(format === 'html' ? {} : { 'Content-Disposition': `attachment; filename="${name}.${format}"` }),
  });
}
