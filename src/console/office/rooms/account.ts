/** My ways in: passkeys to make and to take back, and the devices on which I am signed in. */
import { notFound, read, refuse } from '../../http.js';
import type { Office, OfficeApp } from '../context.js';
import { deviceOf } from '../sign-in/device.js';
import { PASSKEY_ORDER } from '../sign-in/interpreter.js';
import { orderToBot } from '../sign-in/order-to-bot.js';
import { MOST_PASSKEYS, type PasskeyRow } from '../sign-in/passkeys.js';
import type { Doors } from '../sign-in/routes.js';
import type { SessionRow } from '../sign-in/sessions.js';
import { siteAt, siteOf } from '../sign-in/site.js';
import { ALGORITHMS, challengeIn, checkMade, madeBody } from '../sign-in/webauthn.js';
import { isSelf, type Viewer } from '../viewer.js';
import type { Account, PasskeyLine, PasskeyWanted, SessionLine } from '../wire.js';

export const passkeyLine = (p: PasskeyRow): PasskeyLine => ({
  id: p.id,
  device: p.device,
  since: p.created_at,
  used: p.used_at,
});

export const sessionLines = (
  office: Office,
  viewer: Viewer,
  rows: readonly SessionRow[],
): readonly SessionLine[] =>
  rows.map((s) => ({
    id: s.id,
    name: s.person === null ? '' : (office.store.persons.byId(s.person)?.name ?? ''),
    device: s.device,
    since: s.created_at,
    seen: s.seen_at,
    own: s.id === viewer.session.id,
  }));

export function accountRoutes(
  app: OfficeApp,
  office: Office,
  { sessions, passkeys, challenges }: Pick<Doors, 'sessions' | 'passkeys' | 'challenges'>,
): void {
  const purpose = (viewer: Viewer): string => `make ${viewer.session.id}`;
  const mine = (viewer: Viewer): PasskeyRow[] => [...viewer.selves].flatMap((p) => passkeys.of(p));
  const mySessions = (viewer: Viewer): SessionRow[] =>
    sessions
      .list()
      .filter((s) => (s.person === null ? s.id === viewer.session.id : isSelf(viewer, s.person)));

  app.get('/account', (c) => {
    const viewer = c.get('viewer');
    return c.json<Account>({
      noPasskey:
        viewer.person === null ? 'terminal' : siteAt(c, office.publicUrl) === null ? 'address' : null,
      passkeys: mine(viewer).map(passkeyLine),
      sessions: sessionLines(office, viewer, mySessions(viewer)),
    });
  });

  app.post('/account/passkeys/ask', (c) => {
    const viewer = c.get('viewer');
    const { rpId } = siteOf(c, office.publicUrl);
    if (viewer.person === null) throw refuse(403, 'no-right', 'The terminal has no passkey.');
    if (mine(viewer).length >= MOST_PASSKEYS)
      throw refuse(409, 'too-many-passkeys', 'Take one back before you add another.');
    const handle = passkeys.handleOf(viewer.person);
    return c.json<PasskeyWanted>({
      challenge: challenges.ask(purpose(viewer), handle),
      rpId,
      handle,
      name: viewer.name,
      known: passkeys.credentialsOf(viewer.person),
      algorithms: ALGORITHMS,
    });
  });

  app.post('/account/passkeys', async (c) => {
    const viewer = c.get('viewer');
    const site = siteOf(c, office.publicUrl);
    if (viewer.person === null) throw refuse(403, 'no-right', 'The terminal has no passkey.');
    const made = await read(c.req.raw, madeBody);
    const handle = challenges.answered(challengeIn(made.clientData), purpose(viewer));
    const checked = handle === null ? null : checkMade(made, site);
    const device = deviceOf(c.req.header('user-agent') ?? '');
    const kept =
      checked !== null &&
      handle !== null &&
      passkeys.keep({
        person: viewer.person,
        handle,
        credential: made.id,
        key: made.publicKey,
        algorithm: made.algorithm,
        counter: checked.counter,
        device,
      });
    if (!kept) throw refuse(403, 'wrong-passkey', 'This passkey can not be kept: begin again.');
    office.log.note(viewer, 'added-passkey');
    office.news('operator', 'account');
    tellAdded(office, viewer, device);
    return c.json({ done: true }, 201);
  });

  app.delete('/account/passkeys/:id', (c) => {
    const viewer = c.get('viewer');
    const id = Number(c.req.param('id'));
    if (!mine(viewer).some((p) => p.id === id) || !passkeys.drop(id)) throw notFound();
    office.log.note(viewer, 'removed-passkey');
    office.news('operator', 'account');
    return c.json({ done: true });
  });

  app.delete('/account/sessions/:id', (c) => {
    const viewer = c.get('viewer');
    const id = Number(c.req.param('id'));
    if (!mySessions(viewer).some((s) => s.id === id) || !sessions.end(id, 'revoked')) throw notFound();
    office.log.note(viewer, 'ended-session');
    office.news('operator', 'account');
    return c.json({ done: true });
  });
}

/** In the private chat: whoever borrowed an open page must not leave a way in behind unnoticed. */
function tellAdded(office: Office, viewer: Viewer, device: string): void {
  const seat = [...viewer.seats].find(([, i]) => i.person === viewer.person) ?? [...viewer.seats][0];
  const group = seat && office.store.groups.byId(seat[0]);
  if (!seat || !group) return;
  const { identity, name } = seat[1];
  orderToBot(office, { channel: group.channel, chat: group.chat, identity, name }, PASSKEY_ORDER, { device });
}
