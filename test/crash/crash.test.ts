import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDriver, crashRun } from './crash-run.js';
import { expectExactlyOnce } from './exactly-once.js';
import { stepRun } from './steps-run.js';
import { stream } from './stream.js';

let driver = '';
beforeAll(() => {
  driver = buildDriver();
});
afterAll(() => rmSync(dirname(driver), { recursive: true, force: true }));

describe('killed with SIGKILL at random instants', () => {
  it('judges every message once and does every action once, while messages keep coming in', async () => {
    let repeated = 0;
    // When it dies is chance. Somewhere it must die between a deed and its record, so that the deed is sent again.
    for (let seed = 1; seed <= 10 && repeated === 0; seed++) {
      const plan = { seed, length: 300, kills: 10, style: 'hurried' } as const;
      const result = await crashRun(driver, plan);
      expect(result.kills).toBeGreaterThan(0);
      expectExactlyOnce(result, stream(plan.seed, plan.length));
      repeated += result.repeated.length;
    }
    expect(repeated).toBeGreaterThan(0);
  }, 240_000);

  it.each(['migration', 'backup'] as const)(
    'in the middle of a %s: nothing half done is left',
    async (step) => {
      const result = await stepRun(buildDriver('steps'), step, 5, 3);
      expect(result.kills).toBe(5);
    },
    120_000,
  );

  it('ends where the process that was never killed ends', async () => {
    const plan = { seed: 2, length: 120, kills: 7, style: 'orderly' } as const;
    const killed = await crashRun(driver, plan);
    const calm = await crashRun(driver, { ...plan, kills: 0 });
    expect(killed.kills).toBeGreaterThan(0);
    expectExactlyOnce(killed, stream(plan.seed, plan.length));
    expect(killed.inbox).toEqual(calm.inbox);
    expect(killed.ledger).toEqual(calm.ledger);
    expect(calm.acts.length).toBeGreaterThan(0);
    expect(killed.acts).toEqual(calm.acts);
    expect(killed.outbox.map((r) => r.key)).toEqual(calm.outbox.map((r) => r.key));
  }, 120_000);
});
