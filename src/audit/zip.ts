/**
 * The chat inside a .zip. The archive's own table of contents (at its end) tells where each file lies, so that
 * only the chat is read and gigabytes of pictures are skipped. Nothing is ever written to the disk.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import type { ByteSource } from './byte-source.js';
import { ExportError } from './export-error.js';

export interface ZipLimits {
  /** Bytes that the chat may have when it is unpacked. A million long messages stay below 512 MiB. */
  readonly maxBytes: number;
  /** How many times bigger than packed. Chats pack 3 to 8 times; a bomb hundreds of times. */
  readonly maxRatio: number;
  readonly maxEntries: number;
}

export const ZIP_LIMITS: ZipLimits = { maxBytes: 1024 * 1024 * 1024, maxRatio: 100, maxEntries: 200_000 };
/** A ratio says nothing about a small file. */
const RATIO_FROM = 4 * 1024 * 1024;
const MAX_DIRECTORY = 64 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Text files and JSON files in the archive, the likeliest first. Throws ExportError for a broken or unsafe archive. */
export async function chatsInZip(path: string, name: string, limits = ZIP_LIMITS): Promise<ByteSource[]> {
  const file = await open(path, 'r');
  try {
    const entries = await directoryOf(file, name, limits);
    const chats = entries
      .filter((e) => /\.(txt|json)$/iu.test(e.name) && !/(^|\/)(__MACOSX|\.)/u.test(e.name))
      .sort((a, b) => likelihood(b.name) - likelihood(a.name) || b.size - a.size);
    if (chats.length === 0)
      throw new ExportError(
        `There is no chat text (.txt or .json) in ${name}; it holds ${entries.length} other files.`,
      );
    return chats.slice(0, 20).map((e) => entrySource(path, name, e, limits));
  } finally {
    await file.close();
  }
}

function likelihood(path: string): number {
  const name = path.toLowerCase().slice(path.lastIndexOf('/') + 1);
  if (name === '_chat.txt' || (name.includes('whatsapp') && name.endsWith('.txt'))) return 2;
  return name === 'result.json' ? 1 : 0;
}

async function directoryOf(file: FileHandle, name: string, limits: ZipLimits): Promise<Entry[]> {
  const broken = (why: string): ExportError =>
    new ExportError(
      `${name} is a .zip that can't be read: ${why}. Export the chat again, or copy the file again.`,
    );
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65_557 + 20);
  const tail = await read(file, size - tailLength, tailLength);
  let end = -1;
  for (let at = tail.length - 22; at >= 0; at--)
    if (tail.readUInt32LE(at) === 0x06054b50) {
      end = at;
      break;
    }
  if (end < 0) throw broken('its end is missing (was the copy interrupted?)');
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    const locator = end - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50)
      throw broken('its table of contents is damaged');
    const at = Number(tail.readBigUInt64LE(locator + 8));
    if (at + 56 > size) throw broken('its table of contents is damaged');
    const record = await read(file, at, 56);
    if (record.readUInt32LE(0) !== 0x06064b50) throw broken('its table of contents is damaged');
    count = Number(record.readBigUInt64LE(32));
    length = Number(record.readBigUInt64LE(40));
    start = Number(record.readBigUInt64LE(48));
  }
  if (count > limits.maxEntries || length > MAX_DIRECTORY)
    throw new ExportError(
      `${name} claims to hold ${count} files: that is no chat export, so it was not opened.`,
    );
  if (start + length > size) throw broken('its table of contents is damaged');
  const directory = await read(file, start, length);
  const entries: Entry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      throw broken('its table of contents is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    entries.push(withZip64(entry, extra));
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes of 4 GiB and more stand in an extra field. */
function withZip64(entry: Entry, extra: Buffer): Entry {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (id === 1) {
      const field = extra.subarray(at + 4, at + 4 + length);
      let next = 0;
      const take = (value: number): number => {
        if (value !== 0xffffffff || next + 8 > field.length) return value;
        next += 8;
        return Number(field.readBigUInt64LE(next - 8));
      };
      const size = take(entry.size);
      const packed = take(entry.packed);
      return { ...entry, size, packed, offset: take(entry.offset) };
    }
    at += 4 + length;
  }
  return entry;
}

/** Its faults are told when it is opened, so that one odd text doesn't hide the chat beside it. */
function entrySource(path: string, archive: string, entry: Entry, limits: ZipLimits): ByteSource {
  const name = `${archive} › ${entry.name}`;
  const unsafe = (): ExportError =>
    new ExportError(
      `${name} unpacks to far more than a chat could hold (over ${Math.round(limits.maxBytes / 1048576)} MiB or ` +
        `${limits.maxRatio} times its packed size): it looks like a zip bomb and was not read further.`,
    );
  return {
    name,
    size: entry.packed,
    async *open(onProgress) {
      if (entry.encrypted) throw new ExportError(`${archive} is protected by a password: unpack it first.`);
      if (entry.method !== 0 && entry.method !== 8)
        throw new ExportError(
          `${name} is packed in a way (${entry.method}) that can't be read: unpack it first.`,
        );
      if (entry.size > limits.maxBytes) throw unsafe();
      const start = await contentStart(path, archive, entry);
      if (entry.packed === 0) return;
      const raw = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 128 * 1024 });
      raw.on('data', () => onProgress?.(raw.bytesRead));
      const unpacked = entry.method === 0 ? raw : raw.pipe(createInflateRaw());
      if (unpacked !== raw) raw.on('error', (error) => unpacked.destroy(error));
      let bytes = 0;
      try {
        for await (const chunk of unpacked) {
          bytes += (chunk as Buffer).length;
          if (bytes > limits.maxBytes || (bytes > RATIO_FROM && bytes > limits.maxRatio * entry.packed))
            throw unsafe();
          yield chunk as Buffer;
        }
      } catch (error) {
        if (error instanceof ExportError) throw error;
        throw new ExportError(`${name} is damaged: ${(error as Error).message}. Export the chat again.`);
      } finally {
        raw.destroy();
        unpacked.destroy();
      }
    },
  };
}

/** Where the packed bytes begin: after a second, local head, whose length the table of contents doesn't tell. */
async function contentStart(path: string, archive: string, entry: Entry): Promise<number> {
  const file = await open(path, 'r');
  try {
    const head = await read(file, entry.offset, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50)
      throw new ExportError(
        `${archive} is a .zip that can't be read: ${entry.name} isn't where it should be.`,
      );
    return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
  return buffer.subarray(0, bytesRead);
}
