/** `start` as a service runs it: figures, health, a backup, and a stop within five seconds. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeyFile, readKeyFile } from '../../src/operation/key-file.js';
import { restore } from '../../src/operation/restore.js';
import { build } from '../console/support/build.js';
import { runStart } from '../console/support/run-start.js';

let program: string;
let data: string;
beforeAll(() => {
  program = build('operation');
  data = mkdtempSync(join(tmpdir(), 'garde-fou-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('garde-fou start as a service', () => {
  it('tells its health and its figures, makes a sealed backup, and stops within five seconds', async () => {
    const token = 'a-token-for-the-figures-only';
    writeFileSync(join(data, 'metrics.token'), token, { mode: 0o600 });
    newKeyFile(join(data, 'backup.key'));
    const started = await runStart(program, [
      '--port',
      '0',
      '--database',
      join(data, 'garde-fou.sqlite'),
      '--backup',
      join(data, 'copies'),
      '--backup-key',
      join(data, 'backup.key'),
      '--metrics-token-file',
      join(data, 'metrics.token'),
      '--log-level',
      'info',
    ]);
    expect(await (await fetch(`${started.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${started.url}/metrics`)).status).toBe(404);
    const figures = await fetch(`${started.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(figures.headers.get('content-type')).toContain('version=0.0.4');
    expect(await figures.text()).toContain('garde_fou_channel_open{channel="playground"} 1');

    const asked = Date.now();
    expect(await started.stop('SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5000);
    expect(started.output()).not.toContain(token);

    // The copy that was under way was finished before the program went.
    const copies = readdirSync(join(data, 'copies'));
    expect(copies).toEqual([expect.stringMatching(/^garde-fou-\d{8}T\d{6}Z\.sqlite\.sealed$/)]);
    const back = join(data, 'back.sqlite');
    await restore(join(data, 'copies', copies[0]!), back, {
      key: readKeyFile(join(data, 'backup.key')),
      now: asked,
    });
  });
});
