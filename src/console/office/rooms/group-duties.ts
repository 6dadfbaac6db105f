/** What the coordination and the police do for a group: its registration, its closing, messages of the police to it. */
import { z } from 'zod';
import { alteredFrom, reachesResidentsBadly, rightFor } from '../../../commands/list/broadcast.js';
import { charterSchema } from '../../../domain/registration/index.js';
import { closeAction } from '../../../enrolment/what-is-missing.js';
import { BROADCAST_KINDS } from '../../../store/people/broadcasts.js';
import { notFound, read, refuse } from '../../http.js';
import type { Office, OfficeApp } from '../context.js';
import { pressBody, pressKeySchema } from '../press-key.js';
import { handTo, runCommand } from '../run-command.js';
import { groupFor, groupsWhere, may, type Viewer } from '../viewer.js';
import type { BroadcastLine } from '../wire.js';

const key = pressKeySchema;
const charterBody = z.strictObject({ key, charter: charterSchema });
const registerBody = z.discriminatedUnion('what', [
  z.strictObject({
    key,
    what: z.enum(['recognition', 'approval']),
    reference: z.string().trim().min(1).max(120),
    date: z.iso.date(),
  }),
  z.strictObject({ key, what: z.enum(['withdraw-approval', 'notified']) }),
]);
const broadcastBody = z.strictObject({
  key,
  kind: z.enum(BROADCAST_KINDS),
  all: z.boolean(),
  text: z.string().trim().min(2).max(4000),
  /** What speaks against it was read. */
  sure: z.boolean().default(false),
});
const announceBody = z.strictObject({ key, what: z.enum(['on', 'off']) });
const SHOWN = 30;
/** The order’s own measure of a text. */
const MOST_CHARTER = 20_000;

export function dutyRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;

  app.post('/groups/:id/charter', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'edit-registration');
    const body = await read(c.req.raw, charterBody);
    const charter = JSON.stringify(body.charter);
    if (charter.length > MOST_CHARTER)
      throw refuse(413, 'too-large', `A charter has at most ${MOST_CHARTER} letters.`);
    runCommand(office, viewer, group, body.key, 'register', { what: 'charter', charter });
    office.news('groups', 'today');
    return c.json({ done: true });
  });

  app.post('/groups/:id/register', async (c) => {
    const viewer = c.get('viewer');
    const { key: press, ...args } = await read(c.req.raw, registerBody);
    const group = groupFor(store, viewer, c.req.param('id'), 'see-status');
    runCommand(office, viewer, group, press, 'register', args);
    office.news('groups', 'today');
    return c.json({ done: true });
  });

  /** Asked “are you sure?” by the page, as the chat does. */
  app.post('/groups/:id/announce', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'see-status');
    const { key: press, what } = await read(c.req.raw, announceBody);
    runCommand(office, viewer, group, press, 'announce', { what });
    office.news('groups', 'today');
    return c.json({ done: true });
  });

  /** The same press as in the coordinator’s private chat. */
  app.post('/groups/:id/tighten', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'edit-registration');
    const body = await read(c.req.raw, pressBody);
    const why = handTo(office, viewer, group, body.key, 'private', {
      type: 'press',
      action: closeAction(group),
    });
    if (why.includes('no-right')) throw refuse(403, 'no-right', 'The coordinator closes the group.');
    if (why.includes('late')) throw refuse(409, 'gone', 'There is nothing that the bot could close.');
    office.log.note(viewer, 'changed-settings', group.id);
    office.news('groups', 'today');
    return c.json({ done: true });
  });

  app.get('/groups/:id/broadcasts', (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'see-status');
    if (!broadcasts(viewer, group.id)) throw notFound();
    return c.json(
      store.broadcasts.ofGroup(group.id, 0, SHOWN).map(
        (b): BroadcastLine => ({
          id: b.id,
          kind: b.kind,
          at: b.at,
          sender: b.senderName,
          text: b.text,
          // Where somebody has no office, they hear nothing of the groups there.
          groups: b.groups
            .filter((g) => viewer.roles.has(g.group))
            .map(({ endedAt, ...g }) => ({ ...g, at: endedAt })),
        }),
      ),
    );
  });

  app.post('/groups/:id/broadcasts', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(store, viewer, c.req.param('id'), 'see-status');
    if (!broadcasts(viewer, group.id)) throw refuse(403, 'no-right', 'This is for the police (art. 9 b).');
    const { key: press, sure, ...args } = await read(c.req.raw, broadcastBody);
    // What the chat asks with “are you sure?”.
    const right = rightFor(args.kind);
    const reached = args.all ? groupsWhere(viewer, right) : [group];
    if (!sure && reached.some((g) => reachesResidentsBadly(store, args.kind, g.id)))
      throw refuse(409, 'hot-residents', 'Urgent messages to residents go by SMS and the like (art. 9 b).');
    if (!sure && alteredFrom(store, args, office.clock()) !== null)
      throw refuse(409, 'relay-altered', 'A crisis message is relayed word for word (art. 9 d).');
    runCommand(office, viewer, group, press, 'broadcast', args);
    office.news('broadcasts');
    return c.json({ done: true });
  });
}

const broadcasts = (viewer: Viewer, group: number): boolean =>
  may(viewer, 'broadcast', group) || may(viewer, 'relay-crisis', group);
