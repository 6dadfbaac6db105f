/** When I have told to me what happened in a group. */
import { z } from 'zod';
import { LANGS } from '../../../domain/vocabulary.js';
import { digestArgsSchema, mayHaveDigest } from '../../../reports/digest/set-digest.js';
import type { GroupRow } from '../../../store/groups.js';
import { read, refuse } from '../../http.js';
import type { Office, OfficeApp } from '../context.js';
import { pressKeySchema } from '../press-key.js';
import { giveOrder } from '../run-command.js';
import { groupFor, personIn, senderIn, type Viewer } from '../viewer.js';
import type { DigestChoice } from '../wire.js';

const body = z.strictObject({
  key: pressKeySchema,
  lang: z.enum(LANGS),
  ...digestArgsSchema.shape,
});

const two = (n: number): string => String(n).padStart(2, '0');

/** The viewer as a member who may have a digest of the group; null: they may not. */
function holder(office: Office, viewer: Viewer, group: GroupRow) {
  const person = personIn(viewer, group.id);
  const member = person === null ? null : office.store.members.get(group.id, person);
  return person !== null && member && mayHaveDigest(member.role) ? { ...member, person } : null;
}

/** Null: this office has no digest (nor has whoever only has the terminal). */
export function digestOf(office: Office, viewer: Viewer, group: GroupRow): DigestChoice | null {
  const member = holder(office, viewer, group);
  if (!member) return null;
  const set = office.store.digestSettings.get(group.id, member.person);
  const minute = set?.minute ?? 8 * 60;
  return {
    cadence: set?.cadence ?? 'off',
    weekday: set?.weekday ?? 1,
    hour: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    email: set?.email ?? '',
    lang: member.lang,
  };
}

export function digestRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;
  app.put('/groups/:id/digest', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'see-summary');
    const { key, lang, ...wanted } = await read(c.req.raw, body);
    const member = holder(office, viewer, group);
    if (!member) throw refuse(403, 'no-right', 'The digest is for the coordination and the police.');
    // In this language the bot speaks to me of this group, the digest included.
    if (member.lang !== lang) {
      const { id, name } = senderIn(viewer, group.id);
      office.engine.setMember(group.id, { person: id, name, role: member.role, lang });
    }
    const why = giveOrder(office, viewer, group, key, 'digest', wanted);
    if (!why.some((w) => w === 'set' || w === 'off'))
      throw refuse(409, 'step-unclear', 'The digest could not be set.');
    office.news('groups');
    return c.json({ done: true });
  });
}
