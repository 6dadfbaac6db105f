/** The pictures that are about to be sent: chosen, pasted or dropped; shown small, and taken away again. */
import { useEffect, useState } from 'preact/hooks';

export interface Attachment {
  readonly file: File;
  /** An address of the browser's own memory, for showing it. */
  readonly url: string;
  readonly drawn: boolean;
}

export interface Attachments {
  readonly all: readonly Attachment[];
  /** Adds files; answers the text key of what is wrong with one of them, or null. */
  add(files: Iterable<File>): string | null;
  remove(one: Attachment): void;
  clear(): void;
}

const MOST = 10;
const MOST_BYTES = 20 * 1024 * 1024;
const DRAWN = /^image\/(jpeg|png|webp|gif|avif)$/;

export function useAttachments(): Attachments {
  const [all, setAll] = useState<readonly Attachment[]>([]);
  const forget = (some: readonly Attachment[]): void => {
    for (const { url } of some) URL.revokeObjectURL(url);
  };
  // What was not sent is not kept in the browser either.
  useEffect(() => () => forget(all), []);
  return {
    all,
    add(files) {
      const chosen = [...files];
      if (chosen.length === 0) return null;
      if (chosen.some((f) => f.size > MOST_BYTES)) return 'error.picture-too-large';
      if (chosen.some((f) => f.size === 0)) return 'error.not-a-picture';
      if (all.length + chosen.length > MOST) return 'error.too-many-pictures';
      setAll([
        ...all,
        ...chosen.map((file) => ({ file, url: URL.createObjectURL(file), drawn: DRAWN.test(file.type) })),
      ]);
      return null;
    },
    remove(one) {
      forget([one]);
      setAll(all.filter((a) => a !== one));
    },
    clear() {
      forget(all);
      setAll([]);
    },
  };
}
