import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The ffmpeg of this machine: the given file, else the first in PATH; null when there is none. */
export function findFfmpeg(given?: string): string | null {
  const candidates =
    given === undefined
      ? (process.env.PATH ?? '')
          .split(delimiter)
          .filter((dir) => dir.startsWith('/'))
          .map((dir) => join(dir, 'ffmpeg'))
      : [given];
  for (const file of candidates)
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  return null;
}
