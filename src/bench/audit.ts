/**
 * How long `garde-fou audit` of a long chat takes from the command to the reports, and how much memory. Aim: 100,000
 * messages in 10 s and 300 MB.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeExport } from './make-export.js';

export interface AuditBench {
  readonly messages: number;
  readonly seconds: number;
  readonly microsecondsPerMessage: number;
  /** Highest resident memory of the process; null where the system doesn't tell. */
  readonly peakMegabytes: number | null;
}

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));
const LOOK_MS = 100;

/** Runs the real command on a made-up export in a temporary folder. Rejects when it fails. */
export async function benchAudit(messages = 100_000): Promise<AuditBench> {
  const dir = await mkdtemp(join(tmpdir(), 'garde-fou-bench-'));
  try {
    const file = join(dir, 'chat.txt');
    await pipeline(Readable.from(makeExport({ messages })), createWriteStream(file));
    const start = performance.now();
    const child = spawn(process.execPath, [MAIN, 'audit', file], { stdio: 'ignore' });
    let peak: number | null = null;
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    while (child.exitCode === null && child.signalCode === null) {
      peak = (await peakMegabytes(child.pid!)) ?? peak;
      await Promise.race([ended, sleep(LOOK_MS)]);
    }
    const code = await ended;
    if (code !== 0) throw new Error(`The audit ended with ${code}.`);
    const ms = performance.now() - start;
    return {
      messages,
      seconds: ms / 1000,
      microsecondsPerMessage: (ms * 1000) / messages,
      peakMegabytes: peak,
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The highest so far, which the system keeps. */
async function peakMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
