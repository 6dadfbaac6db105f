/** The one command that people run first. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Boot, RoomState } from '../../src/console/wire.js';
import { build } from './support/build.js';
import { runStart } from './support/run-start.js';

let folder: string;
let data: string;
let database: string;
beforeAll(() => {
  folder = build('start');
});
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'start-'));
  database = join(data, 'deeper', 'garde-fou.sqlite');
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const json = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;

describe('garde-fou start', () => {
  it('opens a group of five without any credential, and closes when it is asked to', async () => {
    const started = await runStart(folder, ['--port', '0', '--database', database]);
    const boot = await json<Boot>(`${started.url}/api/boot`);
    const state = await json<RoomState>(`${started.url}/api/rooms/${boot.room}`);
    expect(state.personas.map((p) => p.role)).toEqual([
      'member',
      'member',
      'member',
      'coordinator',
      'mandatary',
    ]);
    expect(boot.rules.length).toBeGreaterThanOrEqual(10);
    expect((await fetch(started.url)).status).toBe(200);
    expect(existsSync(database)).toBe(true);
    expect(await started.stop('SIGINT')).toBe(0);
    expect(started.output()).not.toMatch(/error|warn/i);
  });

  it('closes although a browser still listens', async () => {
    const started = await runStart(folder, ['--port', '0', '--database', database]);
    const boot = await json<Boot>(`${started.url}/api/boot`);
    const stream = await fetch(`${started.url}/api/rooms/${boot.room}/events`);
    expect(stream.status).toBe(200);
    expect(await started.stop()).toBe(0);
    await stream.body!.cancel().catch(() => {});
  });

  it('finds the conversation again the next time', async () => {
    const first = await runStart(folder, ['--port', '0', '--database', database]);
    const { room } = await json<Boot>(`${first.url}/api/boot`);
    await fetch(`${first.url}/api/rooms/${room}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        as: `${room}.m1`,
        text: 'La prochaine réunion du PLP est jeudi à 19 h.',
        to: 'group',
      }),
    });
    expect(await first.stop()).toBe(0);
    const second = await runStart(folder, ['--port', '0', '--database', database]);
    const boot = await json<Boot>(`${second.url}/api/boot`);
    const { messages } = await json<RoomState>(`${second.url}/api/rooms/${boot.room}`);
    expect(messages.map((m) => m.text)).toEqual(['La prochaine réunion du PLP est jeudi à 19 h.']);
    expect(await second.stop()).toBe(0);
  });

  it('refuses to open itself to other machines unless that is really meant, and says why', async () => {
    await expect(runStart(folder, ['--host', '0.0.0.0', '--database', database])).rejects.toThrow(
      /exit 1: .*no sign-in[\s\S]*--i-know-this-is-public/,
    );
    expect(existsSync(database)).toBe(false);
  });

  it('keeps what it writes for the eyes of its owner', async () => {
    const started = await runStart(folder, ['--port', '0', '--database', database]);
    expect(await started.stop()).toBe(0);
    const written = readdirSync(dirname(database));
    expect(written).toContain('garde-fou.sqlite');
    for (const name of written)
      expect([name, statSync(join(dirname(database), name)).mode & 0o077]).toEqual([name, 0]);
  });

  it('says what to do about a database that it can’t have', async () => {
    const started = await runStart(folder, ['--port', '0', '--database', database]);
    await expect(runStart(folder, ['--port', '0', '--database', database])).rejects.toThrow(
      /exit 1: .*is running on .*already[\s\S]*→ [^\n]*Ctrl\+C(?![\s\S]*--debug)/,
    );
    expect(await started.stop()).toBe(0);
    const notes = join(data, 'notes.txt');
    writeFileSync(notes, 'What I must not lose, in more than one hundred letters. '.repeat(20));
    await expect(runStart(folder, ['--port', '0', '--database', notes])).rejects.toThrow(
      /notes\.txt is not a database of Garde-fou[\s\S]*→ (?![\s\S]*--debug)/,
    );
    expect(readFileSync(notes, 'utf8')).toContain('must not lose');
    await expect(runStart(folder, ['--port', '0', '--database', data])).rejects.toThrow(
      /can't be written[\s\S]*→ (?![\s\S]*--debug)/,
    );
  });

  it('refuses a port that is none', async () => {
    await expect(runStart(folder, ['--port', 'http', '--database', database])).rejects.toThrow(
      /exit 2: .*whole number/,
    );
  });
});

describe('when the port is taken', () => {
  let other: Server;
  let port: number;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as { port: number }).port;
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  it('takes the next free one and says so', async () => {
    const started = await runStart(folder, ['--port', String(port), '--database', database]);
    expect(started.url).not.toContain(`:${port}`);
    expect(started.output()).toContain(`Port ${port} is taken`);
    expect(await started.stop()).toBe(0);
  });
});
