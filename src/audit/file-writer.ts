/** Writes a file that is either there as a whole or not there: beside its place first, then moved. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

export interface FileWriter {
  /** A promise when the disk can't keep up. */
  write(text: string): Promise<void> | undefined;
  /** Moves the file to its place. */
  commit(): Promise<void>;
  /** Leaves nothing behind. Harmless after commit. */
  discard(): Promise<void>;
}

/** Only its owner may read it: it is about people. */
export async function writeFileSafely(path: string): Promise<FileWriter> {
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  await once(stream, 'open');
  let committed = false;
  return {
    write(text) {
      return stream.write(text) ? undefined : once(stream, 'drain').then(() => undefined);
    },
    async commit() {
      stream.end();
      await finished(stream);
      await rename(part, path);
      committed = true;
    },
    async discard() {
      if (committed) return;
      stream.destroy();
      await rm(part, { force: true });
    },
  };
}
