/** Passkeys: made while signed in, used instead of a code, taken back; and every way in which an answer can be false. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Challenges } from '../../../src/console/office/sign-in/passkeys.js';
import { checkUsed } from '../../../src/console/office/sign-in/webauthn.js';
import type { Account, PasskeyWanted } from '../../../src/console/office/wire.js';
import { type Bent, device } from '../support/device.js';
import { type OpenedOffice, openOfficeFor, PEOPLE, type Visitor } from '../support/office.js';

let office: OpenedOffice;
let coordinator: Visitor;
let site: { rpId: string; origin: string };
let phone: ReturnType<typeof device>;

/** Browsers make passkeys for names, not for numbers. */
const at = (v: Visitor, method: string, path: string, body?: unknown) =>
  v.send(method, `/api/office${path}`, body, { host: `localhost:${office.port}` });
const challenge = async (v: Visitor, path: string): Promise<string> =>
  (await at(v, 'POST', `${path}/ask`, {})).json<{ challenge: string }>().challenge;
const account = async (): Promise<Account> => (await at(coordinator, 'GET', '/account')).json<Account>();
const enter = async (bent: Bent = {}, device_ = phone) => {
  const v = office.visitor();
  return at(v, 'POST', '/sign-in/passkey', device_.used(await challenge(v, '/sign-in/passkey'), bent));
};

beforeAll(async () => {
  office = await openOfficeFor();
  site = { rpId: 'localhost', origin: `http://localhost:${office.port}` };
  coordinator = await office.signIn('coordinator');
});
afterAll(() => office.close());

describe('a passkey', () => {
  it('is not on offer before somebody has one', async () => {
    expect((await at(office.visitor(), 'GET', '/me')).json()).toMatchObject({ passkeys: false });
  });

  it('is made while signed in, and its owner hears of it in private', async () => {
    const asked = (await at(coordinator, 'POST', '/account/passkeys/ask', {})).json<PasskeyWanted>();
    expect(asked).toMatchObject({ rpId: 'localhost', name: PEOPLE.coordinator!.name, known: [] });
    expect(asked.handle, 'says nothing of the person').toMatch(/^[\w-]{43}$/);
    phone = device(site);
    const before = office.toldTo('coordinator').length;
    expect((await at(coordinator, 'POST', '/account/passkeys', phone.made(asked.challenge))).status).toBe(
      201,
    );
    await office.settled();
    expect(office.toldTo('coordinator').slice(before).join()).toContain('console');
    expect(await account()).toMatchObject({ noPasskey: null, passkeys: [{ used: null }] });
    const again = (await at(coordinator, 'POST', '/account/passkeys/ask', {})).json<PasskeyWanted>();
    expect(again).toMatchObject({ handle: asked.handle, known: [phone.id] });
  });

  it('signs in without a code', async () => {
    expect((await at(office.visitor(), 'GET', '/me')).json()).toMatchObject({ passkeys: true });
    const v = office.visitor();
    const used = phone.used(await challenge(v, '/sign-in/passkey'));
    expect((await at(v, 'POST', '/sign-in/passkey', used)).status).toBe(200);
    expect(await office.me(v)).toMatchObject({ signedIn: true, name: PEOPLE.coordinator!.name });
    expect((await account()).passkeys[0]!.used).not.toBeNull();
    expect((await at(office.visitor(), 'POST', '/sign-in/passkey', used)).status, 'once').toBe(403);
  });

  it.each<[string, Bent]>([
    ['asked by another site', { origin: 'https://elsewhere.example' }],
    ['made for another site', { rpId: 'elsewhere.example' }],
    ['made for something else', { type: 'webauthn.create' }],
    ['without showing that it is the owner', { flags: 1 }],
    ['without a press', { flags: 4 }],
    ['of a copied device: its counter stands still', { counter: 1 }],
  ])('does not sign in when the answer is %s', async (_, bent) => {
    expect((await enter(bent)).json().error).toBe('wrong-passkey');
  });

  it('of somebody else, under a known number, does not sign in', async () => {
    const thief = device(site);
    const v = office.visitor();
    const used = thief.used(await challenge(v, '/sign-in/passkey'));
    expect((await at(v, 'POST', '/sign-in/passkey', { ...used, id: phone.id })).status).toBe(403);
    expect((await at(v, 'POST', '/sign-in/passkey', used)).status).toBe(403);
  });

  it('is kept only for a question of the same session, and for this site', async () => {
    const other = await office.signIn('mandatary');
    const theirs = await challenge(other, '/account/passkeys');
    const make = (c: string, bent: Bent = {}) =>
      at(coordinator, 'POST', '/account/passkeys', device(site).made(c, bent));
    expect((await make(theirs)).status).toBe(403);
    expect((await make(await challenge(office.visitor(), '/sign-in/passkey'))).status).toBe(403);
    for (const bent of [
      { origin: 'http://localhost:1' },
      { rpId: 'x' },
      { flags: 65 },
      { type: 'webauthn.get' },
    ])
      expect((await make(await challenge(coordinator, '/account/passkeys'), bent)).status).toBe(403);
    const first = device(site);
    const made = first.made(await challenge(coordinator, '/account/passkeys'));
    const key = randomBytes(60).toString('base64url');
    expect((await at(coordinator, 'POST', '/account/passkeys', { ...made, publicKey: key })).status).toBe(
      403,
    );
    expect((await account()).passkeys.length).toBe(1);
  });

  it('is not made at an address of numbers, nor by the terminal', async () => {
    expect((await coordinator.send('POST', '/api/office/account/passkeys/ask', {})).json().error).toBe(
      'no-passkey-here',
    );
    expect((await coordinator.send('GET', '/api/office/account')).json()).toMatchObject({
      noPasskey: 'address',
    });
  });

  it('is taken back by its owner, by nobody else but the operator, and opens nothing after', async () => {
    const { id } = (await account()).passkeys[0]!;
    const mandatary = await office.signIn('mandatary');
    expect((await at(mandatary, 'DELETE', `/account/passkeys/${id}`)).status).toBe(404);
    expect((await at(mandatary, 'DELETE', `/operator/passkeys/${id}`)).status).toBe(403);
    expect((await at(coordinator, 'DELETE', `/account/passkeys/${id}`)).status).toBe(200);
    expect((await enter()).status).toBe(403);
    expect(await account()).toMatchObject({ passkeys: [] });
  });
});

describe('one’s own sessions', () => {
  it('can be ended from another device; others’ can not', async () => {
    const lost = await office.signIn('coordinator');
    const stranger = await office.signIn('chef');
    const theirs = (await stranger.send('GET', '/api/office/account')).json<Account>().sessions[0]!;
    const { sessions } = await account();
    expect(sessions.filter((s) => s.own).length).toBe(1);
    expect((await at(coordinator, 'DELETE', `/account/sessions/${theirs.id}`)).status).toBe(404);
    const { id } = sessions.reduce((a, b) => (a.id > b.id ? a : b));
    expect((await at(coordinator, 'DELETE', `/account/sessions/${id}`)).status).toBe(200);
    expect((await lost.send('GET', '/api/office/today')).status).toBe(401);
    expect((await stranger.send('GET', '/api/office/today')).status).toBe(200);
  });
});

describe('a challenge', () => {
  let now: number;
  let challenges: Challenges;
  beforeEach(() => {
    now = 1;
    challenges = new Challenges(() => now);
  });

  it('is answered once, in time, for what it was asked', () => {
    const one = challenges.ask('a', 'memo');
    expect(challenges.answered(one, 'a')).toBe('memo');
    expect(challenges.answered(one, 'a')).toBeNull();
    expect(challenges.answered(challenges.ask('a'), 'b')).toBeNull();
    const late = challenges.ask('a');
    now += 5 * 60_000;
    expect(challenges.answered(late, 'a')).toBeNull();
    expect(challenges.answered(null, 'a')).toBeNull();
  });

  it('of which too many are asked gives way to newer ones', () => {
    const first = challenges.ask('a');
    for (let i = 0; i < 500; i++) challenges.ask('a');
    expect(challenges.answered(first, 'a')).toBeNull();
  });
});

it('an answer of any bytes is refused, and never an error', () => {
  const known = {
    public_key: Buffer.from(device(site).made('x').publicKey, 'base64url'),
    algorithm: -7,
    counter: 0,
  };
  const bytes = fc.uint8Array({ maxLength: 120 }).map((b) => Buffer.from(b));
  fc.assert(
    fc.property(bytes, bytes, bytes, (clientData, authenticator, signature) => {
      expect(checkUsed({ id: 'x', clientData, authenticator, signature }, known, site)).toBeNull();
    }),
    { numRuns: 200 },
  );
  const { clientData, authenticator } = device(site).used('x');
  const head = { id: 'x', clientData: Buffer.from(clientData, 'base64url') };
  const good = Buffer.from(authenticator, 'base64url');
  fc.assert(
    fc.property(bytes, (signature) => {
      expect(checkUsed({ ...head, authenticator: good, signature }, known, site)).toBeNull();
    }),
    { numRuns: 200 },
  );
});
