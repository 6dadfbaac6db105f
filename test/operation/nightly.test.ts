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
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the program while it runs', () => {
  it('purges within a minute of its start what has become too old meanwhile', async () => {
    h.says('anne', 'Quelle crapule');
    h.pass(31 * DAY);
    expect(words()).toBe(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await h.engine.start();
      await h.engine.settled();
      vi.advanceTimersByTime(60_000);
      await h.engine.settled();
      await turn();
    } finally {
      vi.useRealTimers();
    }
    expect(words()).toBe(0);
    // Nor are they in the pages that wait to be written back.
    const log = readFileSync(`${h.file}-wal`, 'utf8');
    expect(log + readFileSync(h.file, 'utf8')).not.toContain('Quelle crapule');
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
