/** People who ask to be let into a group (Annex 4 §3); the answer is the same press as in the coordinator's private chat. */
import { z } from 'zod';
import { notFound, read, refuse } from '../../http.js';
import { nameOf, type Office, type OfficeApp } from '../context.js';
import { pressKeySchema } from '../press-key.js';
import { handTo } from '../run-command.js';
import { groupFor, groupsWhere, roleIn, type Viewer } from '../viewer.js';
import type { JoinItem } from '../wire.js';

const body = z.strictObject({
  group: z.number().int(),
  accept: z.boolean(),
  key: pressKeySchema,
});

export function joinItems(office: Office, viewer: Viewer): JoinItem[] {
  const waiting = office.store.db.prepare<[number], { person: number; name: string; at: number }>(`
    SELECT e.person, p.name, e.requested_at AS at FROM enrolments e JOIN persons p ON p.id = e.person
    WHERE e.grp = ? AND e.requested_at IS NOT NULL ORDER BY e.requested_at`);
  return groupsWhere(viewer, 'release')
    .filter((g) => decides(viewer, g.id))
    .flatMap((group) =>
      waiting.all(group.id).map((w) => ({
        kind: 'join',
        id: String(w.person),
        group: nameOf(group),
        at: w.at,
        name: w.name,
      })),
    );
}

/** The coordinator manages the list of members (art. 8 c); the mandatary may as well. */
const decides = (viewer: Viewer, group: number): boolean =>
  ['coordinator', 'temporary-coordinator', 'mandatary'].includes(roleIn(viewer, group));

export function joinRoutes(app: OfficeApp, office: Office): void {
  app.post('/joins/:person', async (c) => {
    const viewer = c.get('viewer');
    const { group: id, accept, key } = await read(c.req.raw, body);
    const group = groupFor(office.store, viewer, id, 'release');
    if (!decides(viewer, group.id)) throw refuse(403, 'no-right', 'The coordinator manages the members.');
    const person = Number(c.req.param('person'));
    if (!joinItems(office, viewer).some((j) => j.group.id === group.id && j.id === String(person)))
      throw Number.isInteger(person) ? refuse(409, 'gone', 'Somebody answered already.') : notFound();
    const action = `enr:${accept ? 'in' : 'out'}:${group.id}:${person}`;
    handTo(office, viewer, group, key, 'private', { type: 'press', action });
    office.log.note(viewer, accept ? 'let-in' : 'declined', group.id, person);
    office.news('today', 'members');
    return c.json({ done: true });
  });
}
