/** The program's side of vision, with a stand-in for the process that looks: what a file does there is an answer here. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenVision, VisionOptions } from '../../src/vision/open-vision.js';
import { openVision } from '../../src/vision/open-vision.js';
import { startLooker } from '../../src/vision/process/looker.js';
import { jpeg } from './pictures.js';

/**
 * Speaks the protocol, and does what the bytes behind the JPEG's start ask for: “!crash”, “!hang”, “!eat”, “!throw”,
 * “!second” (eats when the process had a job before).
 * Each answer tells how many jobs this very process has had.
 */
const ENTRY = `
let jobs = 0;
const hoard = [];
process.on('disconnect', () => process.exit(0));
process.on('message', (job) => {
  jobs++;
  const text = Buffer.from(job.subject.bytes).toString('latin1');
  if (text.includes('!crash')) process.kill(process.pid, 'SIGSEGV');
  if (text.includes('!hang')) for (;;);
  if (text.includes('!eat') || (text.includes('!second') && jobs > 1)) { for (let i = 0; i < 40; i++) hoard.push(Buffer.alloc(8e6, 1)); setTimeout(() => {}, 60000); return; }
  if (text.includes('!throw')) return process.send({ type: 'fault', id: job.id, message: 'a fault' });
  const look = { decision: 'allow', plates: [], faces: [], frames: (job.subject.frames ?? [0]).length, ms: 1, size: [jobs, process.pid], redactable: true };
  setTimeout(() => process.send(job.type === 'look' ? { type: 'look', id: job.id, look } : { type: 'redacted', id: job.id, redacted: { verified: true, bytes: Buffer.from('safe'), mime: 'image/jpeg', size: [1, 1], covered: 1 } }), text.includes('!slow') ? 150 : 0);
});
process.send({ type: 'ready' });
`;

let folder: string;
let entry: string;
let vision: OpenVision | undefined;
const troubles: string[] = [];
const open = (options: VisionOptions = {}): OpenVision => {
  vision = openVision({
    entry,
    ffmpeg: '/nowhere/ffmpeg',
    onTrouble: (reason) => troubles.push(reason),
    ...options,
  });
  return vision;
};
const file = (words: string): Uint8Array =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(words.padEnd(40))]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vision-test-'));
  entry = join(folder, 'entry.cjs');
  writeFileSync(entry, ENTRY);
  troubles.length = 0;
});
afterEach(async () => {
  await vision?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('looking, from the program’s side', () => {
  it('one process is started with the first picture and stays warm', async () => {
    const v = open();
    expect(v.memory().now).toBe(0);
    const a = await v.look(file('one'));
    const b = await v.look(file('two'));
    expect([a.size![0], b.size![0]]).toEqual([1, 2]);
    expect(a.size![1]).toBe(b.size![1]);
    expect(a.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('the same picture is looked at once, also when it comes twice at the same time', async () => {
    const v = open();
    const [a, b] = await Promise.all([v.look(file('!slow same')), v.look(file('!slow same'))]);
    expect((await v.look(file('!slow same'))).size).toEqual(a.size);
    expect(b).toEqual(a);
    expect((await v.look(file('another'))).size![0]).toBe(2);
  });

  it('a file that crashes the decoder is held for a person, and the next one is looked at', async () => {
    const v = open();
    const [crashed, after] = await Promise.all([v.look(file('!crash')), v.look(file('after it'))]);
    expect(crashed).toMatchObject({ decision: 'review', reason: 'crashed' });
    expect(after).toMatchObject({ decision: 'allow' });
    expect(troubles).toEqual(['crashed']);
    expect(await v.look(file('!throw'))).toMatchObject({ decision: 'review', reason: 'crashed' });
  });

  it('a file that stalls the decoder is ended in its time', async () => {
    const v = open({ pictureMs: 400 });
    const began = performance.now();
    expect(await v.look(file('!hang'))).toMatchObject({ decision: 'review', reason: 'timeout' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await v.look(file('after it'))).toMatchObject({ decision: 'allow' });
  });

  it.runIf(existsSync('/proc/self/statm'))('a file that eats memory is ended at its limit', async () => {
    const v = open({ memoryBytes: 150 * 1024 * 1024 });
    expect(await v.look(file('!eat'))).toMatchObject({ decision: 'review', reason: 'too-large' });
    expect(await v.look(file('after it'))).toMatchObject({ decision: 'allow' });
  });

  it.runIf(existsSync('/proc/self/statm'))(
    'a picture for which a used process has no room left is looked at by a fresh one',
    async () => {
      const v = open({ memoryBytes: 150 * 1024 * 1024 });
      const first = await v.look(file('first'));
      const look = await v.look(file('!second'));
      expect(look).toMatchObject({ decision: 'allow' });
      expect(look.size![0]).toBe(1);
      expect(look.size![1]).not.toBe(first.size![1]);
      expect(troubles).toEqual([]);
    },
  );

  it('what need not be opened isn’t: too large, empty, not a picture', async () => {
    const v = open();
    expect(await v.look(new Uint8Array(33 * 1024 * 1024))).toMatchObject({ reason: 'too-large' });
    expect(await v.look(new Uint8Array())).toMatchObject({ reason: 'damaged' });
    expect(await v.look(Buffer.from('MZ a program, not a picture'))).toMatchObject({ reason: 'unsupported' });
    expect(v.memory().now).toBe(0);
  });

  it('a line that is full says so at once', async () => {
    const v = open({ mostWaiting: 2 });
    const looks = await Promise.all(['a', 'b', 'c'].map((n) => v.look(file(`!slow ${n}`))));
    expect(looks.map((l) => l.reason ?? l.decision)).toEqual(['allow', 'allow', 'busy']);
    expect((await v.look(file('!slow c'))).decision).toBe('allow');
  });

  it('whoever gives up is not looked for', async () => {
    const v = open();
    const stop = new AbortController();
    const first = v.look(file('!slow first'));
    const second = v.look(file('second'), { signal: stop.signal });
    stop.abort();
    expect((await second).reason).toBe('aborted');
    expect((await first).decision).toBe('allow');
  });

  it('a process that can’t start is an answer, and is not tried again for every picture', async () => {
    let starts = 0;
    const v = open({
      start: () => {
        starts++;
        return startLooker({ entry: join(folder, 'not-there.cjs'), memoryBytes: 1e9, startMs: 5000 });
      },
    });
    expect((await v.look(file('a'))).reason).toBe('unavailable');
    expect((await v.look(file('b'))).reason).toBe('unavailable');
    expect(starts).toBe(1);
    await expect(v.warmUp()).rejects.toThrow();
  });

  it('an idle process is ended, and started again when it is needed', async () => {
    const v = open({ idleMs: 1 });
    const first = await v.look(file('a'));
    while (v.memory().now > 0) await new Promise((r) => setImmediate(r));
    const second = await v.look(file('b'));
    expect(second.size![1]).not.toBe(first.size![1]);
  });

  it('the process that opens strangers’ files knows none of the program’s secrets', async () => {
    writeFileSync(
      entry,
      ENTRY.replace(
        "process.send({ type: 'ready' })",
        `require('fs').writeFileSync(${JSON.stringify(join(folder, 'env'))}, JSON.stringify(process.env)); process.send({ type: 'ready' })`,
      ),
    );
    process.env.GARDE_FOU_TEST_TOKEN = 'secret';
    await open().look(file('a'));
    delete process.env.GARDE_FOU_TEST_TOKEN;
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('secret');
  });
});

describe('films', () => {
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from('ftypisom\0\0\0\0a film of some kind')]);
  /** An ffmpeg of paper: knows the length, writes a “picture” for each moment asked for. */
  const ffmpeg = (body: string): string => {
    const path = join(folder, 'ffmpeg');
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const leftovers = (): string[] => readdirSync(tmpdir()).filter((n) => n.startsWith('garde-fou-film-'));

  it('without ffmpeg a person looks', async () => {
    expect(await open().look(mp4)).toMatchObject({ decision: 'review', reason: 'no-ffmpeg' });
  });

  it('eight moments are looked at, and nothing of it stays on the disk', async () => {
    const photo = join(folder, 'photo.jpg');
    writeFileSync(photo, await jpeg());
    const tool = ffmpeg(`
echo "  Duration: 00:00:12.50, start: 0" >&2
for last; do :; done
echo "$@" >> "${folder}/calls"
case "$last" in *.jpg) cp "${photo}" "\${last#file:}";; esac`);
    const before = leftovers();
    expect(await open({ ffmpeg: tool }).look(mp4)).toMatchObject({ decision: 'allow', frames: 8 });
    expect(leftovers()).toEqual(before);
    const calls = readFileSync(join(folder, 'calls'), 'utf8');
    expect(calls).toMatch(/-protocol_whitelist file/);
    expect(calls).toMatch(/-ss 12\.35 /);
  });

  it('one that stalls, fails or writes nothing ends in a reason, and leaves nothing behind', async () => {
    const before = leftovers();
    expect(await open({ ffmpeg: ffmpeg('exec sleep 60'), pictureMs: 300 }).look(mp4)).toMatchObject({
      reason: 'timeout',
    });
    await vision?.close();
    expect(await open({ ffmpeg: ffmpeg('echo broken >&2; exit 1') }).look(mp4)).toMatchObject({
      reason: 'damaged',
    });
    expect(leftovers()).toEqual(before);
    expect(await vision!.redact(mp4)).toEqual({ verified: false, reason: 'animated' });
  });
});
