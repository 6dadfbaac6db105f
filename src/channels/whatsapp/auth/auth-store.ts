/**
 * WhatsApp's credentials and Signal keys in the one SQLite file: every `set` is one transaction, every value is sealed.
 * Losing one key of a session means messages that can't be read; that is why nothing here is written in two steps.
 */
import {
  type AuthenticationCreds,
  BufferJSON,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys';
import type { Database } from 'better-sqlite3';
import { createKeyFile, readKeyFile, WhatsAppKeyError } from './key-file.js';
import { type Seal, sealWith } from './seal.js';

export interface AuthStore {
  /** Changed in place by the connection; `saveCreds` writes it down. */
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  readonly seal: Seal;
  saveCreds(): void;
  /** Every pair of LID and number that was ever learnt. */
  identities(): readonly (readonly [lid: string, number: string])[];
}

export interface AuthOptions {
  readonly db: Database;
  readonly keyFile: string;
  /** Makes the key file when nothing was sealed yet: only when pairing. */
  readonly create?: boolean;
}

const CREDS = 'creds';
/** Opens exactly when the key is the right one. */
const PROOF = 'proof';
const PROOF_TEXT = Buffer.from('garde-fou');

interface Row {
  readonly id: string;
  readonly value: Buffer;
}

/**
 * Forgets credentials, sessions and what was sent: before pairing again, or after the phone logged this device out. The
 * key file stays; it may be used again.
 */
export function forgetPairing(db: Database): void {
  db.transaction(() => {
    for (const table of ['keys', 'sent', 'choices']) db.exec(`DELETE FROM whatsapp_${table}`);
  }).immediate();
}

/** Opens the store. Throws WhatsAppKeyError, with words for the operator, when the key file is lost, wrong or open to others. */
export function openAuthStore({ db, keyFile, create = false }: AuthOptions): AuthStore {
  const select = db.prepare<[string, string], Row>(
    'SELECT id, value FROM whatsapp_keys WHERE type = ? AND id = ?',
  );
  const all = db.prepare<[string], Row>('SELECT id, value FROM whatsapp_keys WHERE type = ?');
  const put = db.prepare('INSERT OR REPLACE INTO whatsapp_keys (type, id, value) VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM whatsapp_keys WHERE type = ? AND id = ?');
  const dropAll = db.prepare("DELETE FROM whatsapp_keys WHERE type NOT IN ('proof', 'creds', 'paired')");

  const proof = select.get(PROOF, PROOF);
  const seal = sealWith(keyOf(keyFile, proof === undefined && create));
  if (proof) {
    try {
      seal.open(PROOF, proof.value);
    } catch {
      throw new WhatsAppKeyError('key-wrong', keyFile);
    }
  } else put.run(PROOF, PROOF, seal.close(PROOF, PROOF_TEXT));

  const place = (type: string, digest: string): string => `${type}:${digest}`;
  const write = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, BufferJSON.replacer));
  const read = <T>(bytes: Buffer): T => JSON.parse(bytes.toString(), BufferJSON.reviver) as T;

  const saved = select.get(CREDS, CREDS);
  const known = saved ? read<AuthenticationCreds>(seal.open(CREDS, saved.value)) : null;
  // A pairing that was never finished left keys behind that no phone knows.
  const creds: AuthenticationCreds = known?.account ? known : initAuthCreds();

  /** The id is sealed with the value: a digest can't be turned back. */
  interface Kept<T> {
    readonly id: string;
    readonly value: T;
  }

  const keys: SignalKeyStore = {
    get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const digest = seal.digest(`${type}:${id}`);
        const row = select.get(type, digest);
        if (!row) continue;
        const { value } = read<Kept<SignalDataTypeMap[T]>>(seal.open(place(type, digest), row.value));
        found[id] =
          type === 'app-state-sync-key'
            ? (proto.Message.AppStateSyncKeyData.fromObject(
                value as proto.Message.IAppStateSyncKeyData,
              ) as unknown as SignalDataTypeMap[T])
            : value;
      }
      return found;
    },
    set(data: SignalDataSet) {
      db.transaction(() => {
        for (const [type, entries] of Object.entries(data))
          for (const [id, value] of Object.entries(entries ?? {})) {
            const digest = seal.digest(`${type}:${id}`);
            if (value === null || value === undefined) drop.run(type, digest);
            else put.run(type, digest, seal.close(place(type, digest), write({ id, value })));
          }
      }).immediate();
    },
    clear: () => void dropAll.run(),
  };

  return {
    creds,
    keys,
    seal,
    saveCreds() {
      db.transaction(() => {
        put.run(CREDS, CREDS, seal.close(CREDS, write(creds)));
        if (creds.me?.id && creds.account) put.run('paired', 'paired', Buffer.of(1));
      }).immediate();
    },
    identities() {
      const pairs: [string, string][] = [];
      for (const row of all.all('lid-mapping')) {
        const { id, value } = read<Kept<string>>(seal.open(place('lid-mapping', row.id), row.value));
        if (!id.endsWith('_reverse')) pairs.push([`${value}@lid`, `${id}@s.whatsapp.net`]);
      }
      return pairs;
    },
  };
}

function keyOf(file: string, mayCreate: boolean): Buffer {
  try {
    return readKeyFile(file);
  } catch (error) {
    if (mayCreate && error instanceof WhatsAppKeyError && error.code === 'key-lost')
      return createKeyFile(file);
    throw error;
  }
}
