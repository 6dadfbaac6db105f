/** A disk that is slow, and then full, broken, read-only: as the system reports it, under the real process. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../bundle.js';
import type { OnDisk } from './on-disk.js';

/** Without a C compiler, or on another system, nothing can be put between SQLite and the disk. */
const canStandBetween = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
const SYNC_MS = 10;
let found: OnDisk;
// Within the project, where its packages are found.
const built = join('.build', `faults-${process.pid}`);
const dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));

describe.skipIf(!canStandBetween)('a message that comes while', () => {
  beforeAll(async () => {
    mkdirSync(built, { recursive: true });
    const shim = join(process.cwd(), built, 'disk.so');
    execFileSync('cc', ['-shared', '-fPIC', '-o', shim, 'test/faults/disk.c', '-ldl']);
    const driver = join(built, 'on-disk.mjs');
    bundle('test/faults/on-disk.ts', driver);
    const env = {
      ...process.env,
      LD_PRELOAD: shim,
      DISK_OF: 'garde-fou.sqlite',
      DISK_STATE: join(dir, 'state'),
      DISK_SYNC_MS: String(SYNC_MS),
    };
    found = JSON.parse(
      (await promisify(execFile)(process.execPath, [driver, dir], { env })).stdout,
    ) as OnDisk;
  });
  afterAll(() => {
    rmSync(built, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  });

  it('the disk is slow waits for it: no verdict before the commit is on the disk', () => {
    expect(found.first).toBeGreaterThanOrEqual(SYNC_MS);
  });

  it.each([
    ['is full', 'ENOSPC', 'SQLITE_FULL'],
    ['has a fault', 'EIO', 'SQLITE_IOERR_WRITE'],
    ['was made read-only under the program', 'EROFS', 'SQLITE_IOERR_WRITE'],
  ])('the disk %s is refused wholly, told by /healthz, and taken when the disk is well', (_, error, code) => {
    const trouble = found.troubles.find((t) => t.error === error)!;
    expect(trouble).toMatchObject({ refused: code, healthy: false, again: [3, 0] });
    // What was there before, and nothing of what was refused.
    expect((trouble.ledger - 1) % 3).toBe(0);
  });

  it('something is being said appears once more at most, and nothing is lost', () => {
    const times = new Map<string, number>();
    for (const key of found.told) times.set(key, (times.get(key) ?? 0) + 1);
    // A network without keys: what it had carried out, and what could not be written down, once each trouble.
    expect([...times.values()].filter((n) => n > 1)).toEqual([2, 2, 2]);
    expect(found).toMatchObject({ waiting: 0, integrity: 'ok', ledger: { ok: true, entries: times.size } });
  });
});
