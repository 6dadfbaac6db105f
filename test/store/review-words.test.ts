/** The words on the review list go after the time that their own group chose. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { policy } from '../../src/domain/group.js';
import { retentionPeriods } from '../../src/rules/retention.js';
import { type House, house } from '../engine/house.js';

const DAY = 86_400;
let h: House;
beforeEach(() => {
  h = house({ policy: { retentionDays: 30 } });
});
afterEach(() => h.close());

it('each group’s at its time, and the line stays', () => {
  const patient = h.engine.setupGroup({
    channel: 'playground',
    chat: 'avenue',
    title: 'Avenue',
    policy: policy({ mode: 'hold', retentionDays: 90 }),
    recognition: null,
    policeApproval: null,
  });
  for (const [inbox, group] of [h.group, patient].entries())
    h.store.reviews.add(group, inbox + 1, {
      at: h.now(),
      kind: 'doubt',
      member: 'anne',
      rule: 'off-topic',
      confidence: 0.5,
      excerpt: 'Je vends mon vélo',
      hold: null,
    });
  const words = (): string[] =>
    h.store.db.prepare<[], string>('SELECT excerpt FROM reviews ORDER BY grp').pluck().all();
  const purgeAfter = (days: number): string[] => {
    h.pass(days * DAY);
    h.store.transaction(() => h.store.purge(h.now(), retentionPeriods()));
    return words();
  };
  expect(purgeAfter(29)).toEqual(['Je vends mon vélo', 'Je vends mon vélo']);
  expect(purgeAfter(2)).toEqual(['', 'Je vends mon vélo']);
});
