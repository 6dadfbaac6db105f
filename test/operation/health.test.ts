/** /healthz and /metrics as the console serves them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ConsoleParts, createConsole } from '../../src/console/server.js';
import { build } from '../console/support/build.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a database that can’t be written is no health, and figures are not there for whoever may not read them', async () => {
  const publicDir = join(build('health'), 'console', 'public');
  let healthy = true;
  let may = true;
  // Neither asks for the rest of the console.
  const parts = {
    publicDir,
    channel: { shelf: {} },
    operation: { healthy: () => healthy, metrics: () => (may ? 'garde_fou_up_seconds 1\n' : null) },
  } as unknown as ConsoleParts;
  const console_ = createConsole(parts);
  const get = async (path: string) =>
    console_.fetch(new Request(`http://localhost${path}`, { headers: { host: 'localhost:4040' } }));
  expect((await get('/healthz')).status).toBe(200);
  healthy = false;
  expect((await get('/healthz')).status).toBe(503);
  expect(await (await get('/metrics')).text()).toBe('garde_fou_up_seconds 1\n');
  may = false;
  expect((await get('/metrics')).status).toBe(404);
});
