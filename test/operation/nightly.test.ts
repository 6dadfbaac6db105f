import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type House, house } from '../engine/house.js';

const DAY = 86_400;
let h: House;
beforeEach(() => {
  h = house({ policy: { retentionDays: 30 } });
});
afterEach(() => h.close());
const words = () =>
  h.store.db.prepare('SELECT count(*) FROM ledger_evidence WHERE excerpt IS NOT NULL').pluck().get();
const onDisk = (words: string): boolean =>
  [h.file, `${h.file}-wal`].some((file) => readFileSync(file).includes(words));
/** The engine's own alarm goes off; its clock is the house's. */
async function minutePasses(): Promise<void> {
  vi.advanceTimersByTime(60_000);
  await h.engine.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
async function running(life: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await h.engine.start();
    await h.engine.settled();
    await life();
  } finally {
    vi.useRealTimers();
  }
}

describe('the program while it runs', () => {
  it('purges within a minute of its start what has become too old meanwhile', async () => {
    h.says('anne', 'Quelle crapule');
    h.pass(31 * DAY);
    expect(words()).toBe(1);
    await running(async () => minutePasses());
    expect(words()).toBe(0);
    // Nor are they in the pages that wait to be written back.
    expect(onDisk('Quelle crapule')).toBe(false);
  });

  it('forgets the words of a message in order within a quarter of an hour, also where they wait to be written back', async () => {
    await running(async () => {
      h.says('anne', 'La réunion est jeudi à 19 h');
      expect(onDisk('La réunion est jeudi')).toBe(true);
      for (let minute = 0; minute < 15; minute++) {
        h.pass(60);
        await minutePasses();
      }
    });
    expect(onDisk('La réunion est jeudi')).toBe(false);
  });

  it('judges what waited through a long standstill before it is found too old', async () => {
    const seen: string[] = [];
    const waiting = h.message('anne', 'Quelle crapule');
    h.store.db
      .prepare(
        "INSERT INTO inbox (key, received_at, status, channel, chat, event) VALUES ('w', ?, 'waiting', 'playground', 'street', ?)",
      )
      .run(h.now(), JSON.stringify(waiting));
    h.engine.subscribe((n) => n.type === 'judged' && seen.push(n.decision.outcome));
    h.pass(40 * DAY);
    await h.engine.start();
    await h.engine.settled();
    expect(seen).toHaveLength(1);
  });
});
