import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayReadMetrics } from '../../src/operation/answer-metrics.js';
import { Histogram } from '../../src/operation/histogram.js';
import { healthWatch, isHealthy } from '../../src/operation/is-healthy.js';
import { type Metrics, openMetrics } from '../../src/operation/metrics.js';
import { type House, house } from '../engine/house.js';

let h: House;
let metrics: Metrics;
beforeEach(() => {
  h = house();
  metrics = openMetrics({ store: h.store, engine: h.engine, channels: [], clock: h.now });
});
afterEach(async () => {
  metrics.close();
  await h.close();
});

describe('the figures', () => {
  it('count messages, infractions and queues', async () => {
    h.says('anne', 'Quelle crapule');
    h.says('anne', 'Je vends mon vélo');
    h.says('bram', 'bonjour');
    const text = metrics.text();
    expect(text).toMatch(/garde_fou_infractions_total\{rule="[a-z-]+",mode="hold",response="[a-z]+"\} 1/);
    expect(text).toContain('garde_fou_judged_seconds_count 3');
    expect(text).toMatch(/garde_fou_waiting\{journal="outbox"\} [1-9]/);
    expect(text).toContain('garde_fou_ledger_entries 2');
  });

  it('are in the form of Prometheus and say nothing of anybody', () => {
    h.says('anne', 'Quelle crapule', { chat: 'street' });
    for (const line of metrics.text().trimEnd().split('\n'))
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) garde_fou_\w+ .+|garde_fou_\w+(?:\{\w+="[\w.+-]+"(?:,\w+="[\w.+-]+")*\})? [\d.e+-]+)$/,
      );
    expect(metrics.text()).not.toMatch(/\banne\b|street|Moulin|crapule/);
  });

  it('of a histogram add up, and a clock that is ahead counts as nothing', () => {
    const x = new Histogram('x', 'h', [1, 5]);
    for (const s of [-3, 0.5, 1, 4, 99]) x.observe(s);
    expect(x.lines()).toEqual([
      '# HELP x h',
      '# TYPE x histogram',
      'x_bucket{le="1"} 3',
      'x_bucket{le="5"} 4',
      'x_bucket{le="+Inf"} 5',
      'x_sum 104.5',
      'x_count 5',
    ]);
  });
});

describe('who may read the figures', () => {
  const ask = (headers: Record<string, string> = {}) => new Request('http://localhost/metrics', { headers });
  it('is this machine alone, unless there is a token', () => {
    expect(mayReadMetrics(ask(), { token: null, localOnly: true })).toBe(true);
    expect(mayReadMetrics(ask(), { token: null, localOnly: false })).toBe(false);
    expect(mayReadMetrics(ask({ 'X-Forwarded-For': '10.0.0.1' }), { token: null, localOnly: true })).toBe(
      false,
    );
  });
  it('with a token is whoever has it, and nobody else', () => {
    const access = { token: 'a-long-token-of-some-length', localOnly: true };
    expect(mayReadMetrics(ask(), access)).toBe(false);
    expect(mayReadMetrics(ask({ Authorization: 'Bearer wrong' }), access)).toBe(false);
    expect(mayReadMetrics(ask({ Authorization: `Bearer ${access.token}` }), access)).toBe(true);
  });
});

describe('health', () => {
  it('is the database that answers and can be written', () => {
    expect(isHealthy(h.store.db)).toBe(true);
    h.store.db.pragma('query_only = ON');
    expect(isHealthy(h.store.db)).toBe(false);
    h.store.db.pragma('query_only = OFF');
    expect(isHealthy(h.store.db)).toBe(true);
  });

  it('is looked at once in five seconds, however often strangers ask', () => {
    let now = 0;
    const healthy = healthWatch(h.store.db, () => now);
    expect(healthy()).toBe(true);
    h.store.db.pragma('query_only = ON');
    now = 4_999;
    expect(healthy()).toBe(true);
    now = 5_000;
    expect(healthy()).toBe(false);
    h.store.db.pragma('query_only = OFF');
  });
});
