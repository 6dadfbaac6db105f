/**
 * Doubts of the machine and contests of members. “Right” makes a doubt an entry of the ledger; “wrong” annuls what a
 * contest is about, puts the message back where it still waits, and offers the words as an example. Nothing is learnt
 * before a person accepts it.
 */
import { z } from 'zod';
import { effectiveMode } from '../../../domain/group.js';
import { ruleOf } from '../../../domain/rule.js';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import type { GroupRow } from '../../../store/groups.js';
import { notFound, read, refuse } from '../../http.js';
import { nameOf, type Office, type OfficeApp } from '../context.js';
import { writeExample } from '../examples-file.js';
import { pressKeySchema } from '../press-key.js';
import { groupFor, groupsWhere, isSelf, may, need, personIn, senderIn, type Viewer } from '../viewer.js';
import type { OfferedExample, Reviews } from '../wire.js';
import { noteReviews, reviewItems } from './review-items.js';
import { order } from './today.js';

const verdictBody = z.strictObject({
  group: z.number().int(),
  verdict: z.enum(['right', 'wrong']),
  reason: z.string().trim().max(500).default(''),
  key: pressKeySchema,
});
const exampleBody = z.strictObject({
  group: z.number().int(),
  accept: z.boolean(),
  text: z.string().trim().min(2).max(2000),
  lang: z.enum(LANGS),
});

export function reviewRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;
  const offer = store.db.prepare(
    'INSERT INTO offered_examples (grp, at, rule, lang, text, offered_by) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const offered = store.db.prepare<
    [number],
    { id: number; at: number; rule: string; lang: Lang; text: string }
  >(
    'SELECT id, at, rule, lang, text FROM offered_examples WHERE grp = ? AND decided_at IS NULL ORDER BY id DESC LIMIT 100',
  );
  const oneOffered = store.db.prepare<[number, number], { rule: string }>(
    'SELECT rule FROM offered_examples WHERE id = ? AND grp = ? AND decided_at IS NULL',
  );
  const decided = store.db.prepare(
    "UPDATE offered_examples SET decided_at = ?, decided_by = ?, accepted = ?, text = '' WHERE id = ? AND decided_at IS NULL",
  );

  app.get('/reviews', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'pardon');
    const groups = groupsWhere(viewer, 'pardon');
    const items = groups.flatMap((g) => reviewItems(office, g)).sort((a, b) => b.at - a.at);
    noteReviews(office, viewer, items);
    return c.json<Reviews>({
      items,
      offered: groups.flatMap((g) =>
        offered.all(g.id).map((o): OfferedExample => ({ ...o, group: nameOf(g) })),
      ),
      mayAccept: may(viewer, 'change-settings'),
    });
  });

  app.post('/reviews/:id', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, verdictBody);
    const group = groupFor(store, viewer, body.group, 'pardon');
    const id = Number(c.req.param('id'));
    const item = reviewItems(office, group).find((r) => r.id === id);
    if (!item) throw refuse(409, 'gone', 'Somebody decided already.');
    const row = store.reviews.open(group.id, 200).find((r) => r.id === id)!;
    const about = store.persons.find(group.channel, row.member);
    if (about !== null && isSelf(viewer, about.id)) throw refuse(403, 'own-case', 'This is about yourself.');
    // The message goes back first: its words stand in the hold only as long as it waits.
    if (row.kind === 'contest' && body.verdict === 'wrong' && row.hold !== null)
      putBack(office, viewer, group, row.hold, body.key);
    store.transaction(() => {
      if (!office.engine.resolveReview(group.id, id, senderIn(viewer, group.id).id, body.verdict)) return;
      if (row.kind === 'doubt' && body.verdict === 'right' && about)
        confirm(office, viewer, group, about.id, row.rule, row.excerpt, row.confidence ?? 1);
      if (row.kind === 'contest' && body.verdict === 'wrong' && about)
        annulContested(office, viewer, group, about.id, row.rule, row.hold, body.reason);
      if (body.verdict === 'wrong' && item.excerpt !== '')
        offer.run(
          group.id,
          office.clock(),
          row.rule,
          languageOf(office, group, item.excerpt),
          item.excerpt,
          personIn(viewer, group.id),
        );
    });
    office.log.note(viewer, 'reviewed', group.id, about?.id ?? null);
    office.news('reviews', 'today');
    return c.json({ done: true });
  });

  app.post('/examples/:id', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, exampleBody);
    const group = groupFor(store, viewer, body.group, 'change-settings');
    const id = Number(c.req.param('id'));
    const example = oneOffered.get(id, group.id);
    if (!example) throw notFound();
    if (body.accept) {
      const { kind, findings } = office.analyser().analyse(body.text, { preferred: body.lang });
      writeExample(office.examplesDir, {
        text: body.text,
        lang: body.lang,
        kind: example.rule === 'off-topic' && kind === 'offtopic' ? 'prevention' : kind,
        labels: findings.filter((f) => f.confidence >= 0.5 && f.rule !== example.rule).map((f) => f.rule),
        not: example.rule,
      });
    }
    decided.run(office.clock(), personIn(viewer, group.id), body.accept ? 1 : 0, id);
    office.log.note(viewer, body.accept ? 'accepted-example' : 'discarded-example', group.id);
    office.news('reviews');
    return c.json({ done: true });
  });
}

const languageOf = (office: Office, group: GroupRow, text: string): Lang =>
  office.analyser().analyse(text, { preferred: group.policy.lang }).lang;

/** A doubt that a person confirmed is an infraction like any other (Annex 4 §4). */
function confirm(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  person: number,
  rule: string,
  excerpt: string,
  confidence: number,
): void {
  office.store.ledger.append({
    at: office.clock(),
    grp: group.id,
    kind: 'infraction',
    person,
    actor: personIn(viewer, group.id),
    rule,
    clause: ruleOf(office.rules().table, rule).clause,
    mode: effectiveMode(group.state),
    response: 'observed',
    confidence,
    span_from: null,
    span_to: null,
    message: '',
    ref: null,
    excerpt,
  });
}

/** As it was, a picture uncovered. The hold may have ended by itself meanwhile: then there is nothing left to put back. */
function putBack(office: Office, viewer: Viewer, group: GroupRow, hold: string, key: string): void {
  if (office.store.holds.openById(group.id, hold).length === 0) return;
  if (effectiveMode(group.state) === 'observe') return;
  order(office, viewer, group, key, { what: 'release', hold, annulled: true });
}

function annulContested(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  person: number,
  rule: string,
  hold: string | null,
  reason: string,
): void {
  const opened = hold === null ? null : office.store.holds.about(hold)?.opened_at;
  const seq = office.store.db
    .prepare<unknown[], number>(
      `SELECT seq FROM ledger WHERE grp = ? AND person = ? AND rule = ? AND kind = 'infraction' AND at = ?
       ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
    .get(group.id, person, rule, opened ?? -1);
  if (seq !== undefined) office.engine.annul(seq, senderIn(viewer, group.id).id, reason || 'contest');
}
