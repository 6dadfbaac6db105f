/** The register: who is in a group, what they declared on joining, and (by right) what the ledger says of them. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import { mayGrant } from '../../../domain/roles.js';
import { type Lang, ROLES, type Role } from '../../../domain/vocabulary.js';
import { ledgerEntry } from '../../../engine/read-ledger.js';
import { type LedgerRow, STANDS } from '../../../store/ledger.js';
import { notFound, read, refuse } from '../../http.js';
import { nameOf, type Office, type OfficeApp } from '../context.js';
import { groupFor, groupsWhere, isSelf, may, need, roleIn, senderIn, type Viewer } from '../viewer.js';
import type { MemberLine, MemberPage } from '../wire.js';
import { casesOf } from './case-items.js';

interface Row {
  readonly person: number;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  readonly joined_at: number;
  readonly left_at: number | null;
  readonly declared_at: number | null;
  readonly rules_version: string | null;
  readonly infractions: number;
}

const LEFT_SHOWN_MS = 365 * 86_400_000;
const reason = z.string().trim().min(3).max(1000);
const roleBody = z.strictObject({ group: z.number().int(), role: z.enum(ROLES) });
const annulBody = z.strictObject({ group: z.number().int(), reason });

export function memberRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;
  const columns = `SELECT m.person, p.name, m.role, m.lang, m.joined_at, m.left_at, m.declared_at, m.rules_version,
      (SELECT count(*) FROM ledger l WHERE l.grp = m.grp AND l.person = m.person AND l.kind = 'infraction'
        AND ${STANDS}) AS infractions
    FROM memberships m JOIN persons p ON p.id = m.person`;
  const ofGroup: Statement<[number, number], Row> = store.db.prepare(
    `${columns} WHERE m.grp = ? AND coalesce(m.left_at, 9e15) > ? AND p.erased_at IS NULL ORDER BY p.name COLLATE NOCASE`,
  );
  const one: Statement<[number, number], Row> = store.db.prepare(
    `${columns} WHERE m.grp = ? AND m.person = ? AND p.erased_at IS NULL`,
  );
  const grants = store.db.prepare<
    [number, number],
    { role: Role; granted_by: string; granted_at: number; ended_at: number | null }
  >(
    'SELECT role, granted_by, granted_at, ended_at FROM role_grants WHERE grp = ? AND person = ? ORDER BY id DESC',
  );
  const history: Statement<[number, number], LedgerRow> = store.db.prepare(`
    SELECT l.*, e.excerpt, p.identity, p.name FROM ledger l LEFT JOIN ledger_evidence e ON e.seq = l.seq
    JOIN persons p ON p.id = l.person WHERE l.grp = ? AND l.person = ? ORDER BY l.seq DESC LIMIT 300`);

  const annulled = store.db
    .prepare<[number, number], number>(
      "SELECT ref FROM ledger WHERE grp = ? AND person = ? AND kind = 'annulment' AND ref IS NOT NULL",
    )
    .pluck();

  const line = (viewer: Viewer, group: Parameters<typeof nameOf>[0], r: Row): MemberLine => ({
    person: r.person,
    name: r.name,
    role: r.role,
    lang: r.lang,
    group: nameOf(group),
    joinedAt: r.joined_at,
    leftAt: r.left_at,
    declaredAt: r.declared_at,
    rulesVersion: r.rules_version,
    infractions: may(viewer, 'see-history', group.id) ? r.infractions : null,
  });

  app.get('/members', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-history');
    const wanted = c.req.query('group');
    const groups =
      wanted === undefined
        ? groupsWhere(viewer, 'see-history')
        : [groupFor(store, viewer, wanted, 'see-history')];
    const since = office.clock() - LEFT_SHOWN_MS;
    for (const group of groups) office.log.note(viewer, 'saw-members', group.id);
    return c.json(groups.flatMap((g) => ofGroup.all(g.id, since).map((r) => line(viewer, g, r))));
  });

  app.get('/members/:person', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-history');
    const person = Number(c.req.param('person'));
    const groups = groupsWhere(viewer, 'see-history');
    const found = groups.flatMap((group) => {
      const row = one.get(group.id, person);
      return row ? [{ group, row }] : [];
    });
    const first = found[0];
    if (!first) throw notFound();
    for (const { group } of found) office.log.note(viewer, 'saw-history', group.id, person);
    return c.json<MemberPage>({
      person,
      name: first.row.name,
      places: found.map(({ group, row }) => line(viewer, group, row)),
      grants: found.flatMap(({ group }) =>
        grants.all(group.id, person).map((g) => ({
          group: group.title,
          role: g.role,
          by: store.persons.find(group.channel, g.granted_by)?.name ?? g.granted_by,
          at: g.granted_at,
          endedAt: g.ended_at,
        })),
      ),
      history: found.flatMap(({ group }) => history.all(group.id, person).map(ledgerEntry)),
      annulled: found.flatMap(({ group }) => annulled.all(group.id, person)),
      cases: casesOf(office, viewer, person),
      givable: found
        .filter(({ row }) => row.left_at === null && !isSelf(viewer, person))
        .map(({ group, row }) => ({
          group: nameOf(group),
          roles: ROLES.filter((to) => mayGrant(roleIn(viewer, group.id), row.role, to)),
        }))
        .filter((g) => g.roles.length > 0),
    });
  });

  app.post('/members/:person/role', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, roleBody);
    const group = groupFor(store, viewer, body.group, 'see-status');
    const person = Number(c.req.param('person'));
    const row = one.get(group.id, person);
    if (!row || row.left_at !== null) throw notFound();
    if (isSelf(viewer, person) || !mayGrant(roleIn(viewer, group.id), row.role, body.role))
      throw refuse(403, 'no-right', 'This office is not yours to give.');
    store.transaction(() =>
      store.members.setRole(
        group.id,
        person,
        body.role,
        row.lang,
        senderIn(viewer, group.id).id,
        office.clock(),
      ),
    );
    office.log.note(viewer, 'gave-role', group.id, person);
    office.news('members', 'groups');
    return c.json({ done: true });
  });

  app.post('/ledger/:seq/annul', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, annulBody);
    const group = groupFor(store, viewer, body.group, 'pardon');
    const seq = Number(c.req.param('seq'));
    const entry = store.ledger.bySeq(seq);
    if (!entry || entry.grp !== group.id) throw notFound();
    // Nobody judges their own conduct.
    if (isSelf(viewer, entry.person)) throw refuse(403, 'own-case', 'This is about yourself.');
    if (!office.engine.annul(seq, senderIn(viewer, group.id).id, body.reason))
      throw refuse(409, 'gone', 'This line can not be annulled.');
    office.log.note(viewer, 'annulled', group.id, entry.person);
    office.news('members', 'today');
    return c.json({ done: true });
  });
}
