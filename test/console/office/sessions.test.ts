/** Cookies of the office: they change, they end, and a copied one ends the session for everybody. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/console/office/sign-in/secrets.js';
import { SESSION_TIMES, type Sessions, sessionsOn } from '../../../src/console/office/sign-in/sessions.js';
import { openStore, type Store } from '../../../src/store/store.js';

const { idleMs, absoluteMs, rotateMs } = SESSION_TIMES;
let store: Store;
let now: number;
let sessions: Sessions;
beforeEach(() => {
  store = openStore(':memory:');
  now = Date.UTC(2026, 2, 1);
  sessions = sessionsOn(store.db, () => now);
});
afterEach(() => store.close());

describe('a session', () => {
  it('is found by its cookie, of which only a digest is kept', () => {
    const { token } = sessions.open(null, 'Firefox · Linux');
    expect(sessions.find(token)).toMatchObject({ person: null, renewed: false });
    const row = store.db.prepare('SELECT * FROM console_sessions').get() as Record<string, unknown>;
    expect(Object.values(row)).not.toContain(token);
    expect(row.token).toBe(digestOf(token));
  });

  it('knows no cookie that it did not give', () => {
    sessions.open(null, 'x');
    expect(sessions.find('a'.repeat(43))).toBeNull();
  });

  it('ends after half an hour without a request, and not while it is used', () => {
    const { token } = sessions.open(null, 'x');
    let cookie = token;
    for (let i = 0; i < 5; i++) {
      now += idleMs - 60_000;
      const found = sessions.find(cookie);
      expect(found).not.toBeNull();
      cookie = found!.token;
    }
    now += idleMs;
    expect(sessions.find(cookie)).toBeNull();
    now -= idleMs;
    expect(sessions.find(cookie), 'ended for good').toBeNull();
  });

  it('ends after twelve hours, however busy it is', () => {
    let cookie = sessions.open(null, 'x').token;
    for (let passed = 0; passed < absoluteMs - rotateMs; passed += rotateMs) {
      now += rotateMs;
      cookie = sessions.find(cookie)!.token;
    }
    now += rotateMs;
    expect(sessions.find(cookie)).toBeNull();
  });

  it('gets a new cookie every quarter of an hour; the old one still serves what was on its way', () => {
    const first = sessions.open(null, 'x').token;
    now += rotateMs;
    const renewed = sessions.find(first)!;
    expect(renewed.renewed).toBe(true);
    expect(renewed.token).not.toBe(first);
    now += 5_000;
    expect(sessions.find(first)).toMatchObject({ renewed: false });
    expect(sessions.find(renewed.token)).not.toBeNull();
  });

  it('ends for thief and owner when a replaced cookie comes back', () => {
    const first = sessions.open(null, 'x').token;
    now += rotateMs;
    const second = sessions.find(first)!.token;
    now += 60_000;
    expect(sessions.find(first)).toBeNull();
    expect(sessions.find(second)).toBeNull();
    expect(store.db.prepare('SELECT ended_by FROM console_sessions').pluck().get()).toBe('reuse');
  });

  it('can be ended by somebody else, once', () => {
    const { id, token } = sessions.open(null, 'x');
    expect(sessions.list().map((s) => s.id)).toEqual([id]);
    expect(sessions.end(id, 'revoked')).toBe(true);
    expect(sessions.end(id, 'revoked')).toBe(false);
    expect(sessions.find(token)).toBeNull();
    expect(sessions.holds(id)).toBe(false);
    expect(sessions.list()).toEqual([]);
  });
});
