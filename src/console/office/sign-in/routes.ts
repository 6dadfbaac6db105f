/** The ways in and out of the office, and who is in. */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { ChannelName } from '../../../domain/vocabulary.js';
import { read, refuse } from '../../http.js';
import type { Office, OfficeApp } from '../context.js';
import { viewerOf } from '../viewer.js';
import type { PasskeyAsked } from '../wire.js';
import { demoPeople } from './demo-people.js';
import { deviceOf } from './device.js';
import { findPeople } from './find-person.js';
import { CODE_ORDER } from './interpreter.js';
import { KEY_MS, type Keys } from './keys.js';
import { orderToBot } from './order-to-bot.js';
import type { Challenges, Passkeys } from './passkeys.js';
import { Rate } from './rate.js';
import { csrfOf, newToken } from './secrets.js';
import type { Session, Sessions } from './sessions.js';
import { siteOf } from './site.js';
import { challengeIn, checkUsed, usedBody } from './webauthn.js';

const QUARTER = 15 * 60_000;
/** Purpose of a question that signs in. */
const ENTERS = 'sign-in';
const askBody = z.strictObject({ who: z.string().trim().min(3).max(80) });
const codeBody = z.strictObject({ code: z.string().regex(/^[\d\s-]{8,12}$/) });
const linkBody = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const demoBody = z.strictObject({ person: z.number().int().positive().nullable() });

/** What the ways in share with the rooms behind them. */
export interface Doors {
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly passkeys: Passkeys;
  readonly challenges: Challenges;
}

export interface Cookies {
  readonly session: string;
  readonly ask: string;
}
/** The prefix makes browsers refuse a cookie of that name from a subdomain or without TLS. */
export const cookieNames = (secure: boolean): Cookies =>
  secure
    ? { session: '__Host-garde-fou', ask: '__Host-garde-fou-ask' }
    : { session: 'garde-fou', ask: 'garde-fou-ask' };

export function giveCookie(c: Context, name: string, value: string, secure: boolean, maxAge: number): void {
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Strict', secure, path: '/', maxAge });
}

/** Where the request comes from; behind a proxy everybody seems to come from it, so the measure is generous. */
export const addressOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
    ?.remoteAddress ?? 'here';

export function signInRoutes(
  api: Hono | OfficeApp,
  office: Office,
  { sessions, keys, passkeys, challenges }: Doors,
): void {
  const secure = office.secure === true;
  const names = cookieNames(secure);
  const asks = new Rate(20, QUARTER, Date.now);
  const tries = new Rate(40, QUARTER, Date.now);
  const app = api as Hono;

  const enter = (c: Context, person: number | null) => {
    const device = deviceOf(c.req.header('user-agent') ?? '');
    const session: Session = sessions.open(person, device);
    if (viewerOf(office.store, session) === null) {
      sessions.end(session.id, 'revoked');
      throw refuse(403, 'no-office', 'This person has no office in any group.');
    }
    giveCookie(c, names.session, session.token, secure, Math.ceil((session.endsAt - Date.now()) / 1000));
    deleteCookie(c, names.ask, { path: '/', secure });
    office.log.note({ session, person }, 'signed-in');
    office.news('operator');
    return c.json({ csrf: csrfOf(session.token) });
  };
  const limited = (c: Context): void => {
    if (!tries.allow(addressOf(c)))
      throw refuse(429, 'too-many', 'Too many attempts; wait a quarter of an hour.');
  };

  /** The answer is the same whether that person exists or not. */
  app.post('/sign-in/ask', async (c) => {
    const { who } = await read(c.req.raw, askBody);
    if (!asks.allow(addressOf(c)))
      throw refuse(429, 'too-many', 'Too many attempts; wait a quarter of an hour.');
    const request = newToken();
    const people = findPeople(office.store.db, who);
    // On the next turn: how long the answer takes must not tell either.
    setImmediate(() => {
      try {
        for (const found of people)
          orderToBot(office, { ...found, channel: found.channel as ChannelName }, CODE_ORDER, { request });
      } catch (error) {
        // Nobody awaits this turn: a full disk must not let a stranger's request end the program.
        process.stderr.write(
          `console: no code could be sent (${(error as { code?: string }).code ?? 'error'})\n`,
        );
      }
    });
    giveCookie(c, names.ask, request, secure, KEY_MS / 1000);
    return c.json({ sent: true }, 202);
  });
  app.post('/sign-in/code', async (c) => {
    const { code } = await read(c.req.raw, codeBody);
    limited(c);
    const request = getCookie(c, names.ask);
    const used = request ? keys.useCode(code.replace(/\D/g, ''), request) : null;
    if (!used) throw refuse(403, 'wrong-code', 'This code is wrong, used, or older than ten minutes.');
    return enter(c, used.person);
  });
  app.post('/sign-in/link', async (c) => {
    const { token } = await read(c.req.raw, linkBody);
    limited(c);
    const used = keys.useLink(token);
    if (!used) throw refuse(403, 'wrong-link', 'This link was used, or is older than ten minutes.');
    return enter(c, used.person);
  });
  app.post('/sign-in/passkey/ask', (c) => {
    const site = siteOf(c, office.publicUrl);
    limited(c);
    return c.json<PasskeyAsked>({ challenge: challenges.ask(ENTERS), rpId: site.rpId });
  });
  app.post('/sign-in/passkey', async (c) => {
    const site = siteOf(c, office.publicUrl);
    const used = await read(c.req.raw, usedBody);
    limited(c);
    const fresh = challenges.answered(challengeIn(used.clientData), ENTERS);
    const known = passkeys.find(used.id);
    const fits = fresh !== null && known !== null ? checkUsed(used, known, site) : null;
    if (known === null || fits === null)
      throw refuse(403, 'wrong-passkey', 'This passkey is not known here, or its answer came too late.');
    passkeys.used(known.id, fits.counter);
    return enter(c, known.person);
  });
  if (office.demo)
    app.post('/sign-in/demo', async (c) => {
      const { person } = await read(c.req.raw, demoBody);
      limited(c);
      if (!demoPeople(office.store).some((p) => p.person === person))
        throw refuse(403, 'no-office', 'Nobody of the demonstration.');
      return enter(c, person);
    });
  app.post('/sign-out', (c) => {
    const token = getCookie(c, names.session);
    const session = token ? sessions.find(token) : null;
    if (session) {
      sessions.end(session.id, 'sign-out');
      office.log.note(
        session.person === null ? { session, person: null } : { session, person: session.person },
        'signed-out',
      );
    }
    deleteCookie(c, names.session, { path: '/', secure });
    return c.json({ signedIn: false });
  });
}
