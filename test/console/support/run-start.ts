/** `garde-fou start` as a process of its own, as people run it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Started {
  readonly url: string;
  /** What it has written so far. */
  output(): string;
  /** Asks it to stop, as Ctrl+C or the system do; answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Resolves when it is open. Rejects with what it wrote when it ends before. */
export function runStart(folder: string, args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [join(folder, 'cli', 'main.js'), 'start', ...args]);
  let written = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      written += chunk.toString();
      const url = /http:\/\/\S+/.exec(written)?.[0];
      if (url)
        resolve({
          url,
          output: () => written,
          stop: (signal = 'SIGTERM') => {
            child.kill(signal);
            return ended;
          },
        });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`exit ${code}: ${written}`)));
  });
}
