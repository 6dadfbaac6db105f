/** A file, or a file inside an archive, that can be read from its beginning more than once. */
import { createReadStream } from 'node:fs';

export interface ByteSource {
  /** For error messages. */
  readonly name: string;
  /** Bytes that one reading takes from the disk, for the progress bar. */
  readonly size: number;
  /** `onProgress` hears how many of `size` were read so far. */
  open(onProgress?: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

export function fileSource(path: string, name: string, size: number): ByteSource {
  return {
    name,
    size,
    async *open(onProgress) {
      let read = 0;
      for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
        yield chunk as Uint8Array;
        read += (chunk as Uint8Array).length;
        onProgress?.(read);
      }
    },
  };
}

/** Bytes that are in memory already: for tests. */
export function memorySource(content: string | Uint8Array, name = 'export', chunk = 65_536): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *open(onProgress) {
      for (let at = 0; at < bytes.length; at += chunk) {
        yield bytes.subarray(at, at + chunk);
        onProgress?.(Math.min(bytes.length, at + chunk));
      }
    },
  };
}

/** The first `max` bytes. */
export async function headOf(source: ByteSource, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= max) break;
  }
  return Buffer.concat(parts).subarray(0, max);
}
