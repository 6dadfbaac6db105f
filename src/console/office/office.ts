/** The office: what coordinators, mandataries and the other actors of the circular see once they have signed in. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { may, RIGHTS, rightsOf } from '../../domain/roles.js';
import { sameSecret } from '../../same-secret.js';
import { refuse } from '../http.js';
import { accessLogOn } from './access-log.js';
import { nameOf, type Office, type OfficeApp, type OfficeParts } from './context.js';
import { Live } from './live.js';
import { accountRoutes } from './rooms/account.js';
import { caseRoutes } from './rooms/cases.js';
import { digestRoutes } from './rooms/digest.js';
import { evaluationRoutes } from './rooms/evaluation.js';
import { dutyRoutes } from './rooms/group-duties.js';
import { groupRoutes } from './rooms/groups.js';
import { joinRoutes } from './rooms/join-items.js';
import { memberRoutes } from './rooms/members.js';
import { operatorRoutes } from './rooms/operator.js';
import { pairingRoutes } from './rooms/pairing.js';
import { reviewRoutes } from './rooms/reviews.js';
import { MAX_EXPORT, ruleRoutes } from './rooms/rules.js';
import { todayRoutes, waitingItems } from './rooms/today.js';
import { demoPeople } from './sign-in/demo-people.js';
import { keysOn } from './sign-in/keys.js';
import { Challenges, passkeysOn } from './sign-in/passkeys.js';
import { cookieNames, type Doors, giveCookie, signInRoutes } from './sign-in/routes.js';
import { csrfOf } from './sign-in/secrets.js';
import { type SessionTimes, sessionsOn } from './sign-in/sessions.js';
import { siteAt } from './sign-in/site.js';
import { sectionOf } from './today-sections.js';
import { roleIn, type Viewer, viewerOf } from './viewer.js';
import { watchChannels } from './watch-channels.js';
import type { Me } from './wire.js';

export interface OpenOffice {
  /** Everything under /api/office. */
  readonly routes: Hono;
  /** Tells every open page which rooms have news. */
  news(...rooms: string[]): void;
  close(): void;
}

const MAX_BODY = 32 * 1024;
const UPLOAD = '/rules/upload';
const CSRF_HEADER = 'x-garde-fou';

export function openOffice(parts: OfficeParts, times?: SessionTimes): OpenOffice {
  const { store, engine } = parts;
  // The playground's clock can be moved; sessions and keys live by the real one.
  const sessions = sessionsOn(store.db, Date.now, times);
  const doors: Doors = {
    sessions,
    keys: keysOn(store.db, Date.now),
    passkeys: passkeysOn(store.db, Date.now),
    challenges: new Challenges(Date.now),
  };
  const live = new Live();
  const office: Office = {
    ...parts,
    log: accessLogOn(store.db, Date.now),
    news: (...rooms) => live.news(rooms),
  };
  const unsubscribe = engine.subscribe((notice) => live.notice(notice));
  const unwatch = watchChannels(
    parts.channels,
    () => live.watched,
    () => live.news(['operator', 'today']),
  );
  const secure = parts.secure === true;
  const names = cookieNames(secure);

  const api = new Hono();
  const limit = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (c) => c.json({ error: 'too-large', detail: `A request has at most ${maxSize} bytes.` }, 413),
    });
  const [small, large] = [limit(MAX_BODY), limit(MAX_EXPORT)];
  api.use((c, next) => (c.req.path.endsWith(UPLOAD) ? large : small)(c, next));
  signInRoutes(api, office, doors);

  const staffed = (): boolean =>
    store.db
      .prepare(
        `SELECT 1 FROM memberships m JOIN groups g ON g.id = m.grp
         WHERE m.left_at IS NULL AND m.role <> 'member' AND g.channel <> 'playground' AND g.active = 1 LIMIT 1`,
      )
      .get() !== undefined;

  api.get('/me', (c) => {
    const token = getCookie(c, names.session);
    const session = token ? sessions.find(token) : null;
    const viewer = session && viewerOf(store, session);
    if (!session || !viewer)
      return c.json<Me>({
        signedIn: false,
        staffed: staffed(),
        demo: parts.demo ? demoPeople(store) : [],
        passkeys: doors.passkeys.any() && siteAt(c, parts.publicUrl) !== null,
      });
    if (session.renewed) renew(c, viewer);
    return c.json(me(office, viewer));
  });

  const renew = (c: Parameters<typeof giveCookie>[0], { session }: Viewer): void =>
    giveCookie(c, names.session, session.token, secure, Math.ceil((session.endsAt - Date.now()) / 1000));

  const inside: OfficeApp = new Hono();
  inside.use(async (c, next) => {
    const token = getCookie(c, names.session);
    const session = token ? sessions.find(token) : null;
    if (!session) throw refuse(401, 'signed-out', 'Sign in first.');
    const viewer = viewerOf(store, session);
    if (!viewer) {
      sessions.end(session.id, 'revoked');
      throw refuse(401, 'no-office', 'This person has no office in any group any more.');
    }
    if (c.req.method !== 'GET' && !sameSecret(c.req.header(CSRF_HEADER) ?? '', csrfOf(token!)))
      throw refuse(403, 'stale', 'The page is older than its session: load it again.');
    c.set('viewer', viewer);
    await next();
    if (session.renewed) {
      renew(c, viewer);
      c.header('X-Garde-Fou-Csrf', csrfOf(session.token));
    }
  });
  inside.get('/events', (c) => {
    const { session } = c.get('viewer');
    const stream = live.open(() => sessions.holds(session.id));
    return c.body(stream.body, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
  });
  todayRoutes(inside, office);
  joinRoutes(inside, office);
  groupRoutes(inside, office);
  dutyRoutes(inside, office);
  digestRoutes(inside, office);
  memberRoutes(inside, office);
  caseRoutes(inside, office);
  reviewRoutes(inside, office);
  ruleRoutes(inside, office);
  evaluationRoutes(inside, office);
  operatorRoutes(inside, office, doors);
  accountRoutes(inside, office, doors);
  pairingRoutes(inside, office);
  api.route('/', inside);

  return {
    routes: api,
    news: office.news,
    close() {
      unsubscribe();
      unwatch();
      live.close();
    },
  };
}

function me(office: Office, viewer: Viewer): Me {
  const offices = viewer.groups.map((group) => {
    const role = roleIn(viewer, group.id);
    return { ...nameOf(group), role, rights: rightsOf(role) };
  });
  return {
    signedIn: true,
    name: viewer.name,
    operator: viewer.operator,
    terminal: viewer.person === null,
    offices,
    rights: RIGHTS.filter((right) => [...viewer.roles.values()].some((role) => may(role, right))),
    csrf: csrfOf(viewer.session.token),
    endsAt: viewer.session.endsAt,
    now: office.clock(),
    waiting: waitingItems(office, viewer).filter((i) => sectionOf(i) !== 'others').length,
    demo: office.demo === true,
  };
}
