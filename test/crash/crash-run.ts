/** Runs the bot's process over a stream, kills it at random instants, and gathers what is to be proved. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { bundle } from '../bundle.js';
import { DEED, repeatedIn, shownIn } from './platform.js';
import { randomFrom } from './stream.js';

/** The tests run from the checkout's own folder. */
const root = process.cwd();

/** Bundles the driver where the project's packages can be found. Answers the file. */
export function buildDriver(name: 'driver' | 'steps' = 'driver'): string {
  const out = join(root, '.build', `crash-${process.pid}`);
  mkdirSync(out, { recursive: true });
  bundle(join(root, `test/crash/${name}.ts`), join(out, `${name}.mjs`));
  return join(out, `${name}.mjs`);
}

/** When a process dies: so many ms after it came alive, or at its so-manyth deed, before it can write down that it did it. */
export type Death = { readonly ms: number } | { readonly deeds: number };

/** One life of the process. `death` null: it may finish. True when it finished. */
export function live(driver: string, args: readonly string[], death: Death | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [driver, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let timer: NodeJS.Timeout | undefined;
    let complaint = '';
    child.stderr.on('data', (d: Buffer) => {
      complaint += d.toString();
    });
    const kill = (): boolean => child.kill('SIGKILL');
    child.stdout.once('data', () => {
      if (death && 'ms' in death) timer = setTimeout(kill, death.ms);
    });
    let deeds = 0;
    child.stdout.on('data', (d: Buffer) => {
      deeds += d.toString().split(DEED).length - 1;
      if (death && 'deeds' in death && deeds >= death.deeds) kill();
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0) resolve(true);
      else reject(new Error(`the bot ended with ${code}: ${complaint}`));
    });
  });
}

export interface CrashResult {
  readonly kills: number;
  readonly ms: number;
  readonly inbox: readonly { readonly key: string; readonly status: string; readonly outcome: string }[];
  readonly outbox: readonly { readonly key: string; readonly status: string }[];
  /** What the network carried out, in order. */
  readonly shown: ReturnType<typeof shownIn>;
  /** Keys sent again because the process died between the deed and its record. */
  readonly repeated: readonly string[];
  readonly ledger: readonly string[];
  readonly proof: ReturnType<typeof verifyLedger>;
  readonly integrity: string;
  readonly open: number;
  /** Steps of the ladder that were ordered: one row an order, and what was done in cases. */
  readonly orders: readonly { readonly key: string; readonly status: string }[];
  readonly acts: readonly string[];
}

export interface CrashPlan {
  readonly seed: number;
  readonly length: number;
  readonly kills: number;
  readonly style: 'hurried' | 'orderly';
}

/** Kills `kills` times, then lets it finish. */
export async function crashRun(
  driver: string,
  run: CrashPlan,
  onKill: (killed: number) => void = () => {},
): Promise<CrashResult> {
  const dir = mkdtempSync(join(tmpdir(), 'garde-fou-crash-'));
  const { seed, length, kills, style } = run;
  const random = randomFrom(seed * 7919);
  const began = Date.now();
  let killed = 0;
  try {
    for (let life = 1; ; life++) {
      const last = killed >= kills;
      const death: Death =
        life % 3 === 0 ? { deeds: 1 + Math.floor(random() * 12) } : { ms: Math.floor(random() ** 2 * 60) };
      if (await live(driver, [dir, String(seed), String(length), String(life), style], last ? null : death))
        break;
      onKill(++killed);
    }
    const db = new Database(join(dir, 'garde-fou.sqlite'));
    const all = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
    const result: CrashResult = {
      kills: killed,
      ms: Date.now() - began,
      inbox: all("SELECT key, status, outcome FROM inbox WHERE key LIKE '%:m:%' ORDER BY id"),
      outbox: all('SELECT key, status FROM outbox ORDER BY id'),
      shown: shownIn(dir),
      repeated: repeatedIn(dir),
      ledger: db
        .prepare(
          "SELECT grp || ' ' || person || ' ' || rule || ' ' || response || ' ' || message FROM ledger ORDER BY seq",
        )
        .pluck()
        .all() as string[],
      proof: verifyLedger(db),
      integrity: db.pragma('integrity_check', { simple: true }) as string,
      open: db
        .prepare(
          `SELECT (SELECT count(*) FROM holds WHERE closed_at IS NULL) + (SELECT count(*) FROM timers WHERE timer IN ('hold-expiry', 'ask-settle', 'ask-expiry', 'thread-idle')) + (SELECT count(*) FROM threads WHERE closed_at IS NULL)`,
        )
        .pluck()
        .get() as number,
      orders: all("SELECT key, status FROM inbox WHERE key LIKE '%:order:%' ORDER BY id"),
      acts: db
        .prepare(
          `SELECT c.grp || ' ' || c.person || ' ' || a.n || ' ' || a.at || ' ' || a.act FROM case_acts a
           JOIN cases c ON c.id = a.case_id ORDER BY c.id, a.n`,
        )
        .pluck()
        .all() as string[],
    };
    db.close();
    return result;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
