/**
 * All tests of a run keep their files in one folder, which goes when they end. Where there is room it is in memory: they
 * open hundreds of databases, each commit of which would wait for the disk. What a real disk does is test/faults' matter.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = 'garde-fou-tests-';
const ENOUGH_BYTES = 1024 ** 3;

export default function setup(): () => void {
  for (const place of [MEMORY, tmpdir()]) removeAbandoned(place);
  const dir = inMemory() ?? newFolder(tmpdir());
  process.env.TMPDIR = dir;
  return () => rmSync(dir, { recursive: true, force: true });
}

/** Named after this process, so that what a killed run left behind is known as such. */
const newFolder = (place: string): string => mkdtempSync(join(place, `${NAME}${process.pid}-`));

/** Null where there is no such place, little room in it, or programs may not be run from it. */
function inMemory(): string | null {
  let dir: string | undefined;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ENOUGH_BYTES) return null;
    dir = newFolder(MEMORY);
    const program = join(dir, 'program');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
    execFileSync(program);
    return dir;
  } catch {
    if (dir) rmSync(dir, { recursive: true, force: true });
    return null;
  }
}

function removeAbandoned(place: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(place).filter((name) => name.startsWith(NAME));
  } catch {}
  for (const name of names)
    try {
      process.kill(Number(name.slice(NAME.length).split('-')[0]), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH')
        rmSync(join(place, name), { recursive: true, force: true });
    }
}
