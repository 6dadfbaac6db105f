/** Credentials at rest: sealed, whole or not at all, and opened by the right key file only. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initAuthCreds, proto, type SignalDataSet } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetPairing, openAuthStore } from '../../../src/channels/whatsapp/auth/auth-store.js';
import { createKeyFile, type WhatsAppKeyError } from '../../../src/channels/whatsapp/auth/key-file.js';
import { sealWith } from '../../../src/channels/whatsapp/auth/seal.js';
import { sentStore } from '../../../src/channels/whatsapp/auth/sent-store.js';
import { isPaired } from '../../../src/channels/whatsapp/is-paired.js';
import { openDatabase } from '../../../src/store/open-database.js';

let dir: string;
let db: ReturnType<typeof openDatabase>;
let keyFile: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'auth-'));
  db = openDatabase(join(dir, 'a.sqlite'), { synchronous: 'NORMAL' });
  keyFile = join(dir, 'keys', 'whatsapp.key');
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});
const open = (create = true) => openAuthStore({ db, keyFile, create });
const problem = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as WhatsAppKeyError).code;
  }
};

describe('the store', () => {
  it('gives back what was put in, after a restart too', async () => {
    const store = open();
    const bytes = Buffer.from('a session');
    await store.keys.set({
      session: { '32470000001.0': bytes },
      'pre-key': { 7: { public: Buffer.of(1), private: Buffer.of(2) } },
      'app-state-sync-key': { k: proto.Message.AppStateSyncKeyData.fromObject({ keyData: Buffer.of(3) }) },
      'lid-mapping': { 32470000001: '900000000001', '900000000001_reverse': '32470000001' },
    });
    const again = open(false);
    expect(await again.keys.get('session', ['32470000001.0', 'other'])).toEqual({ '32470000001.0': bytes });
    expect((await again.keys.get('pre-key', ['7']))['7']?.private).toEqual(Buffer.of(2));
    expect((await again.keys.get('app-state-sync-key', ['k'])).k?.keyData).toEqual(Buffer.of(3));
    expect(again.identities()).toEqual([['900000000001@lid', '32470000001@s.whatsapp.net']]);
    await again.keys.set({ session: { '32470000001.0': null } });
    expect(await open(false).keys.get('session', ['32470000001.0'])).toEqual({});
  });

  it('keeps one set together: all of it, or nothing', async () => {
    const store = open();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const broken = { session: { a: Buffer.of(1), b: circle } } as unknown as SignalDataSet;
    expect(() => store.keys.set(broken)).toThrow();
    expect(await store.keys.get('session', ['a'])).toEqual({});
  });

  it('shows nothing to who has only the database: neither keys nor telephone numbers', async () => {
    const store = open();
    store.creds.me = { id: '32490000000:7@s.whatsapp.net', name: 'Garde-fou' };
    store.saveCreds();
    await store.keys.set({ session: { '32470000001.0': Buffer.from('the secret of a session') } });
    db.pragma('wal_checkpoint(TRUNCATE)');
    const file = readFileSync(join(dir, 'a.sqlite'), 'latin1');
    for (const word of ['32490000000', '32470000001', 'the secret', 'Garde-fou', 'noiseKey'])
      expect(file).not.toContain(word);
  });

  it('an unfinished pairing leaves no half credentials, and a finished one is known', () => {
    const store = open();
    store.creds.me = { id: '32490000000@s.whatsapp.net' };
    store.saveCreds();
    expect(isPaired(db)).toBe(false);
    expect(open().creds.me).toBeUndefined();
    store.creds.account = {};
    store.saveCreds();
    expect(isPaired(db)).toBe(true);
    expect(open(false).creds.me?.id).toBe('32490000000@s.whatsapp.net');
    forgetPairing(db);
    expect(isPaired(db)).toBe(false);
    expect(open().creds.registrationId).not.toBe(store.creds.registrationId);
  });
});

describe('the key file', () => {
  it('is made once, for its owner only, and never overwritten', () => {
    open();
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(() => createKeyFile(keyFile)).toThrow('EEXIST');
  });

  it('lost, wrong, damaged or open to others: each is said', () => {
    open();
    const good = readFileSync(keyFile);
    rmSync(keyFile);
    // Nothing new is made in its place: that would lock the credentials for good.
    expect(problem(() => open(true))).toBe('key-lost');
    createKeyFile(keyFile);
    expect(problem(() => open(true))).toBe('key-wrong');
    writeFileSync(keyFile, 'something else');
    expect(problem(() => open())).toBe('key-damaged');
    writeFileSync(keyFile, good);
    chmodSync(keyFile, 0o644);
    expect(problem(() => open())).toBe('key-readable-by-others');
    chmodSync(keyFile, 0o600);
    expect(problem(() => open())).toBeUndefined();
  });
});

describe('a sealed value', () => {
  it('opens with its key, in its place, unchanged; and in no other way', () => {
    const seal = sealWith(Buffer.alloc(32, 1));
    const other = sealWith(Buffer.alloc(32, 2));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.nat(), (value, place, at) => {
        const sealed = seal.close(place, value);
        expect(seal.open(place, sealed)).toEqual(Buffer.from(value));
        expect(() => seal.open(`${place}x`, sealed)).toThrow();
        expect(() => other.open(place, sealed)).toThrow();
        const changed = Buffer.from(sealed);
        changed[at % changed.length]! ^= 1;
        expect(() => seal.open(place, changed)).toThrow();
      }),
    );
  });
});

describe('what was sent', () => {
  it('can be given again for a day, and for no more than the newest two thousand', () => {
    const sent = sentStore(db, sealWith(Buffer.alloc(32, 1)));
    const day = 86_400_000;
    sent.save('OLD', { conversation: 'ancien' }, 0);
    sent.save('NEW', { conversation: 'neuf' }, day - 1);
    expect(sent.get('OLD')?.conversation).toBe('ancien');
    sent.save('LATER', { conversation: 'plus tard' }, day + 1);
    expect([sent.has('OLD'), sent.get('NEW')?.conversation]).toEqual([false, 'neuf']);
    db.transaction(() => {
      for (let i = 0; i < 2_000; i++) sent.save(`M${i}`, { conversation: 'x' }, day + 2 + i);
    })();
    expect([sent.has('LATER'), sent.has('M0'), sent.has('M1999')]).toEqual([false, true, true]);
    expect(initAuthCreds().registered).toBe(false);
  });
});
