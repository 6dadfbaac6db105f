/** How long one commit waits for the disk. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Median of five small writes to a folder, in ms. Leaves nothing behind. Throws the system's error where none can be made. */
export function syncTime(folder: string): number {
  const dir = mkdtempSync(join(folder, '.doctor-'));
  try {
    const fd = openSync(join(dir, 'page'), 'wx', 0o600);
    try {
      const page = Buffer.alloc(4096);
      const times = Array.from({ length: 5 }, () => {
        const began = performance.now();
        writeSync(fd, page);
        fdatasyncSync(fd);
        return performance.now() - began;
      });
      return times.sort((a, b) => a - b)[2]!;
    } finally {
      closeSync(fd);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
