/** What must hold after any number of crashes. */
import assert from 'node:assert/strict';
import { type EventOf, eventKey } from '../../src/domain/event.js';
import type { CrashResult } from './crash-run.js';
import { ORDER_EVERY } from './orders.js';
import { CHATS } from './stream.js';

/** Throws AssertionError at the first thing that doesn't hold. */
export function expectExactlyOnce(result: CrashResult, events: readonly EventOf<'message'>[]): void {
  // No message is lost, skipped or judged twice.
  assert.deepEqual(result.inbox.map((r) => r.key).sort(), events.map(eventKey).sort());
  assert.deepEqual(
    result.inbox.filter((r) => r.status !== 'judged' || r.outcome === null),
    [],
  );

  // Every step that the coordinator ordered is taken in once, and no act is in a case twice.
  const ordered = events.flatMap((_, i) =>
    i % ORDER_EVERY === ORDER_EVERY - 1 ? [`playground:cora:order:o${i}`] : [],
  );
  assert.deepEqual(result.orders.map((r) => r.key).sort(), ordered.sort());
  assert.deepEqual(
    result.orders.filter((r) => r.status !== 'judged'),
    [],
  );
  assert.equal(new Set(result.acts).size, result.acts.length, 'an act was done twice');

  // Every action in the journal was carried out once; nothing else was; nothing waits.
  const keys = result.shown.map((s) => s.key);
  assert.equal(new Set(keys).size, keys.length, 'an action was carried out twice');
  assert.deepEqual(
    result.outbox.filter((r) => r.status !== 'done' && r.status !== 'merged'),
    [],
  );
  const done = result.outbox.filter((r) => r.status === 'done').map((r) => r.key);
  assert.deepEqual([...keys].sort(), [...done].sort());
  // What a network without keys would have shown twice: of each chat the one thing that was under way at a death.
  assert.ok(
    result.repeated.length <= result.kills * (CHATS.length + 1),
    'more was sent again than was under way',
  );
  assert.equal(result.open, 0, 'a hold, a thread or a timer was forgotten');

  // The ledger's chain and the file are whole.
  assert.ok(result.proof.ok, JSON.stringify(result.proof));
  assert.equal(result.proof.entries, result.ledger.length);
  assert.equal(result.integrity, 'ok');
}
