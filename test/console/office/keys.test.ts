/** One-time keys: each works once, for ten minutes, and a code only in the browser that asked for it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_MS, type Keys, keysOn } from '../../../src/console/office/sign-in/keys.js';
import { newToken } from '../../../src/console/office/sign-in/secrets.js';
import { openStore, type Store } from '../../../src/store/store.js';

let store: Store;
let now: number;
let keys: Keys;
let person: number;
beforeEach(() => {
  store = openStore(':memory:');
  now = Date.UTC(2026, 2, 1);
  keys = keysOn(store.db, () => now);
  person = store.persons.know('whatsapp', { id: '32470000001@s.whatsapp.net', name: 'Claire' }, now).id;
});
afterEach(() => store.close());

describe('a link', () => {
  it('signs in its person once', () => {
    const token = keys.link(person);
    expect(keys.useLink(token)).toEqual({ person });
    expect(keys.useLink(token)).toBeNull();
  });
  it('is too old after ten minutes', () => {
    const token = keys.link(person);
    now += KEY_MS;
    expect(keys.useLink(token)).toBeNull();
  });
  it('of the terminal is nobody’s', () => {
    expect(keys.useLink(keys.link(null))).toEqual({ person: null });
  });
});

describe('a code', () => {
  it('has eight digits and works once, in the browser that asked', () => {
    const request = newToken();
    const code = keys.code(person, request);
    expect(code).toMatch(/^\d{8}$/);
    expect(keys.useCode(code, newToken()), 'another browser').toBeNull();
    expect(keys.useCode(code, request)).toEqual({ person });
    expect(keys.useCode(code, request)).toBeNull();
  });
  it('is void after five wrong guesses', () => {
    const request = newToken();
    const code = keys.code(person, request);
    const wrong = code === '00000000' ? '00000001' : '00000000';
    for (let i = 0; i < 5; i++) expect(keys.useCode(wrong, request)).toBeNull();
    expect(keys.useCode(code, request)).toBeNull();
  });
  it('is too old after ten minutes', () => {
    const request = newToken();
    const code = keys.code(person, request);
    now += KEY_MS;
    expect(keys.useCode(code, request)).toBeNull();
  });
});

it('nobody is sent more than three codes in ten minutes', () => {
  for (let i = 0; i < 3; i++) {
    expect(keys.mayBeSent(person, 'code')).toBe(true);
    keys.code(person, newToken());
  }
  expect(keys.mayBeSent(person, 'code')).toBe(false);
  expect(keys.mayBeSent(person, 'link'), 'their own way in stays open, whoever asked for codes').toBe(true);
  now += KEY_MS;
  expect(keys.mayBeSent(person, 'code')).toBe(true);
});

it('no key stands in the database as it is', () => {
  const link = keys.link(person);
  const code = keys.code(person, newToken());
  const kept = JSON.stringify(store.db.prepare('SELECT * FROM console_keys').all());
  expect(kept).not.toContain(link);
  expect(kept).not.toContain(`"${code}"`);
});
