/** From the command to the first page in the hands of a browser, and the memory that the process then takes. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StartUpBench {
  readonly milliseconds: number;
  /** Resident memory once the page was served; null where the system doesn't tell. */
  readonly megabytes: number | null;
}

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));

/** Starts the real program on a free port with a new database, fetches the page, stops it. */
export async function benchStartUp(): Promise<StartUpBench> {
  const dir = mkdtempSync(join(tmpdir(), 'garde-fou-bench-'));
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [MAIN, 'start', '--port', '0', '--database', join(dir, 'bench.sqlite')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        const found = /https?:\/\/[^\s]+/.exec(out)?.[0];
        if (found) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it was open`)));
    });
    const page = await fetch(url);
    await page.text();
    const milliseconds = performance.now() - start;
    return { milliseconds, megabytes: residentMegabytes(child.pid!) };
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
    rmSync(dir, { recursive: true, force: true });
  }
}

function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
