/** What is well and what isn't on this machine: one line a check, with what to do about it. Changes nothing. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findToken } from '../channels/telegram/token-file.js';
import { readKeyFile as readWhatsAppKey } from '../channels/whatsapp/auth/key-file.js';
import { isPaired } from '../channels/whatsapp/is-paired.js';
import { smtpSettings } from '../reports/mail/smtp-settings.js';
import { retentionPeriods } from '../rules/retention.js';
import { openDatabase } from '../store/open-database.js';
import { findFfmpeg } from '../vision/film/find-ffmpeg.js';
import { backupsIn } from './backup.js';
import { syncTime } from './sync-time.js';
import { verifyOpen } from './verify-database.js';

export type Level = 'ok' | 'warn' | 'bad';
export interface Finding {
  readonly what: string;
  readonly level: Level;
  readonly says: string;
  readonly remedy?: string;
}

export interface Surroundings {
  readonly database: string;
  /** Folder of the backups; default: beside the database. */
  readonly backups?: string;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: number;
  /** e.g. `v20.20.2` */
  readonly node: string;
  /** Bytes that the disk of a folder has left. */
  readonly free?: (folder: string) => number;
  /** ms that a commit in a folder waits for the disk. */
  readonly syncMs?: (folder: string) => number;
  /** Loads rules and model; throws when either can't be used. */
  readonly loadReader: () => Promise<{ readonly rules: number }>;
}

const MIB = 1024 * 1024;
const DAY = 86_400_000;
const mib = (bytes: number): string => `${(bytes / MIB).toFixed(bytes < 10 * MIB ? 1 : 0)} MiB`;

/** Every check, whatever those before it found. */
export async function examine(s: Surroundings): Promise<Finding[]> {
  const checks: readonly (readonly [
    string,
    () => Omit<Finding, 'what'>[] | Promise<Omit<Finding, 'what'>[]>,
  ])[] = [
    ['Node.js', () => node(s)],
    ['disk', () => disk(s)],
    ['database', () => database(s)],
    ['rights', () => modes(s)],
    ['backups', () => copies(s)],
    ['rules and model', () => reader(s)],
    ['retention', () => retention()],
    ['clock', () => clock(s)],
    ['channels', () => channels(s)],
    ['mail', () => mail(s)],
    ['ffmpeg', () => ffmpeg()],
    ['fonts', () => fonts(s)],
  ];
  const found: Finding[] = [];
  for (const [what, check] of checks)
    try {
      for (const f of await check()) found.push({ what, ...f });
    } catch (error) {
      found.push({ what, level: 'bad', says: error instanceof Error ? error.message : String(error) });
    }
  return found;
}

const ok = (says: string) => ({ level: 'ok' as const, says });
const warn = (says: string, remedy: string) => ({ level: 'warn' as const, says, remedy });
const bad = (says: string, remedy: string) => ({ level: 'bad' as const, says, remedy });

function node({ node }: Surroundings) {
  const major = Number(/^v(\d+)/.exec(node)?.[1]);
  if (!(major >= 20)) return [bad(`${node} is too old`, 'install the LTS version from nodejs.org')];
  return [ok(node)];
}

function disk({ database, free, syncMs = syncTime }: Surroundings) {
  const folder = existing(dirname(database));
  const left = free ? free(folder) : spaceOf(folder);
  const needed = existsSync(database) ? 2 * statSync(database).size : 0;
  if (left < 100 * MIB + needed)
    return [bad(`${mib(left)} left`, 'make room: a full disk stops the program from taking messages')];
  if (left < 1024 * MIB) return [warn(`${mib(left)} left`, 'make room soon')];
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return [
      bad(`${folder} can't be written`, 'give it to the user that runs Garde-fou, or mount it read-write'),
    ];
  }
  if (!existsSync(database)) return [ok(`${mib(left)} left`)];
  const ms = syncMs(folder);
  const says = `${mib(left)} left, ${ms.toFixed(1)} ms a commit`;
  return ms > SLOW_MS
    ? [warn(says, 'each message waits so long for the disk: use an SSD, or one that others leave alone')]
    : [ok(says)];
}

/** A hundred messages that come at once would wait for seconds, and the page with them. */
const SLOW_MS = 50;
const spaceOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
const existing = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));

function database({ database }: Surroundings) {
  if (!existsSync(database))
    return [
      warn(`${database} is not there yet`, 'it is made at the first start, or name it with --database'),
    ];
  let db: ReturnType<typeof openDatabase> | undefined;
  try {
    db = openDatabase(database, { readonly: true });
    const proof = verifyOpen(db);
    if (!proof.ok && proof.newer)
      return [
        bad(
          proof.problem,
          'use that program again; or go back to before it: garde-fou restore FILE --force, with a backup of then',
        ),
      ];
    if (!proof.ok)
      return [
        bad(
          proof.problem,
          'keep a copy of the file as it is, and restore the newest backup: garde-fou restore FILE --force',
        ),
      ];
    const failed = db
      .prepare<[], number>("SELECT count(*) FROM inbox WHERE status = 'failed' AND event IS NOT NULL")
      .pluck()
      .get()!;
    const lines = [
      ok(
        `${mib(statSync(database).size)}, version ${proof.version}, pages whole, ${proof.ledger.entries} entries of the log chained, head ${proof.ledger.head.slice(0, 16)}…`,
      ),
    ] as Omit<Finding, 'what'>[];
    const wal = existsSync(`${database}-wal`) ? statSync(`${database}-wal`).size : 0;
    if (wal > 256 * MIB)
      lines.push(
        warn(
          `the write-ahead log has ${mib(wal)}`,
          'something reads for a very long time (a backup tool, a database browser): close it, then restart',
        ),
      );
    if (failed > 0)
      lines.push(
        warn(
          `${failed} messages could not be judged`,
          'see them in the console under “machine”, and judge them again',
        ),
      );
    return lines;
  } catch (error) {
    return [
      bad(
        (error as Error).message,
        'check that it is the right file; if it is, restore the newest backup: garde-fou restore FILE --force',
      ),
    ];
  } finally {
    db?.close();
  }
}

/** Secrets, sealed copies and what a restore put aside, whatever the database is called. */
const PRIVATE = /\.(?:token|key|sealed)$|\.before-\w+$/;

/**
 * About people, or secret: for the eyes of its owner only. The database with its journal, lock and playground all begin
 * with its name; a .sqlite of another program in the same folder is that program's affair.
 */
const isPrivate = (name: string, database: string): boolean =>
  PRIVATE.test(name) || name.startsWith(`${basename(database).replace(/\.(?:sqlite|db)$/, '')}.`);

function modes({ database }: Surroundings) {
  if (process.platform === 'win32') return [];
  const folder = dirname(database);
  if (!existsSync(folder)) return [];
  const open = readdirSync(folder).filter(
    (name) => isPrivate(name, database) && (statSync(join(folder, name)).mode & 0o077) !== 0,
  );
  if (open.length === 0) return [ok('only the owner can read what is kept')];
  return [
    bad(`others may read ${open.join(', ')}`, `chmod 600 ${open.map((n) => join(folder, n)).join(' ')}`),
  ];
}

function copies({ database, backups, now }: Surroundings) {
  const folder = backups ?? join(dirname(database), 'backups');
  const newest = backupsIn(folder).at(-1);
  if (newest === undefined)
    return [warn('there is none', 'start with --backup, or run garde-fou backup every night')];
  const days = (now - statSync(join(folder, newest)).mtimeMs) / DAY;
  if (days > 2)
    return [
      warn(`the newest is ${Math.floor(days)} days old`, 'look why none was made since: garde-fou backup'),
    ];
  return [ok(`${newest}, and ${backupsIn(folder).length - 1} before it`)];
}

async function reader({ loadReader }: Surroundings) {
  try {
    const { rules } = await loadReader();
    return [ok(`${rules} rules, the model fits them`)];
  } catch (error) {
    return [
      bad(
        (error as Error).message.split('\n').slice(0, 3).join('; '),
        'garde-fou rules check shows each mistake',
      ),
    ];
  }
}

function retention() {
  return [ok(`${Object.keys(retentionPeriods()).length} kinds of data have a period`)];
}

function clock({ database, now }: Surroundings) {
  if (now < Date.UTC(2026, 0, 1))
    return [
      bad(
        'the clock is years behind',
        'set it, and switch on time synchronisation: timedatectl set-ntp true',
      ),
    ];
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', timeStyle: 'short' });
  if (existsSync(database)) {
    const db = openDatabase(database, { readonly: true });
    try {
      const last = db.prepare<[], number | null>('SELECT max(received_at) FROM inbox').pluck().get() ?? 0;
      if (last > now + 120_000)
        return [
          bad(
            'the journal holds moments that have not come yet: the clock went backwards',
            'check the clock: timedatectl; timers wait until it has caught up',
          ),
        ];
    } catch {
      // The check of the database says it.
    } finally {
      db.close();
    }
  }
  return [ok(`${zone.format(now)} in Belgium`)];
}

function channels({ database, env }: Surroundings) {
  const folder = dirname(database);
  const lines: Omit<Finding, 'what'>[] = [];
  const token = findToken(folder, env);
  if (token?.exposed) lines.push(bad(`others may read ${token.from}`, `chmod 600 ${token.from}`));
  else lines.push(ok(token ? `Telegram: a token from ${token.from}` : 'Telegram: not set up'));
  if (!existsSync(database)) return lines;
  const db = openDatabase(database, { readonly: true });
  try {
    if (isPaired(db)) {
      readWhatsAppKey(env.GARDE_FOU_WHATSAPP_KEY?.trim() || join(folder, 'whatsapp.key'));
      lines.push(ok('WhatsApp: a phone is linked, and its key is there'));
    } else lines.push(ok('WhatsApp: no phone is linked'));
  } catch (error) {
    lines.push(bad(`WhatsApp: ${(error as Error).message}`, 'put the key file back, or link the phone anew'));
  } finally {
    db.close();
  }
  return lines;
}

function mail({ env }: Surroundings) {
  return [ok(smtpSettings(env) ? 'a mail server is set' : 'none is set: digests go through the chat')];
}

function ffmpeg() {
  const found = findFfmpeg();
  return [
    found
      ? ok(found)
      : warn('not found: films are left to a person', 'install it, e.g. sudo apt-get install ffmpeg'),
  ];
}

function fonts({ root }: Surroundings) {
  const missing = ['Regular', 'SemiBold', 'Italic'].filter(
    (f) => !existsSync(join(root, 'data', 'fonts', `SourceSans3-${f}.ttf`)),
  );
  return missing.length === 0
    ? [ok('there, for letters and evaluations')]
    : [bad(`missing: ${missing.join(', ')}`, 'get the folder data/fonts again')];
}
