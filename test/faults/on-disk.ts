/**
 * The process in the tests of a failing disk: `node on-disk.mjs DIR`. Receives messages while the disk is well, is in
 * trouble, and is well again; prints what happened. What the disk does is told to disk.c by the file DIR/state.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelEvent } from '../../src/domain/event.js';
import { isHealthy } from '../../src/operation/is-healthy.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { house } from '../engine/house.js';

/** What one kind of trouble did. */
export interface Trouble {
  readonly error: string;
  /** SQLite's code for what was refused; empty: it was taken. */
  readonly refused: string;
  readonly healthy: boolean;
  /** Lines in the ledger meanwhile. */
  readonly ledger: number;
  /** Events that the network gave again once the disk was well, and those of them that had come before. */
  readonly again: readonly [taken: number, duplicates: number];
}
export interface OnDisk {
  /** ms that the first message took. */
  readonly first: number;
  readonly troubles: readonly Trouble[];
  /** Keys of what was said to Anne, each time that it was. */
  readonly told: readonly string[];
  readonly ledger: ReturnType<typeof verifyLedger>;
  readonly waiting: number;
  readonly integrity: unknown;
}

const dir = process.argv[2]!;
const disk = (word: 'well' | 'ENOSPC' | 'EIO' | 'EROFS'): void => writeFileSync(join(dir, 'state'), word);
disk('well');
const h = house({ file: join(dir, 'garde-fou.sqlite') });
await h.engine.start();
let n = 0;
const insults = () => Array.from({ length: 3 }, () => h.message('anne', `Quelle crapule ${n++}`));
const took = (events: readonly ChannelEvent[]): string => {
  try {
    h.engine.receiveMany(events);
    return '';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const began = performance.now();
h.engine.receive(h.message('anne', `Quelle crapule ${n++}`));
const first = performance.now() - began;

const troubles: Trouble[] = [];
for (const error of ['ENOSPC', 'EIO', 'EROFS'] as const) {
  // It begins in the middle of what is being said: the network has it, the record of that finds no place.
  const batch = insults();
  let begun = false;
  h.answerWith((delivery) => {
    if (delivery.type === 'tell' && !begun) {
      begun = true;
      disk(error);
    }
    return { status: 'done' };
  });
  h.engine.receiveMany(insults());
  while (!begun) await new Promise((resolve) => setImmediate(resolve));
  const refused = took(batch);
  const healthy = isHealthy(h.store.db);
  const ledger = h.engine.ledger(h.group).length;
  await h.engine.settled().catch(() => {});
  disk('well');
  const again = h.engine.receiveMany(batch);
  await h.engine.settled();
  troubles.push({
    error,
    refused,
    healthy,
    ledger,
    again: [again.filter((r) => r.decision !== null).length, again.filter((r) => r.duplicate).length],
  });
}
const result: OnDisk = {
  first,
  troubles,
  told: h.seen.flatMap((s) => (s.delivery.type === 'tell' && s.delivery.person === 'anne' ? s.key : [])),
  ledger: verifyLedger(h.store.db),
  waiting: h.store.db
    .prepare<[], number>("SELECT count(*) FROM outbox WHERE status = 'waiting'")
    .pluck()
    .get()!,
  integrity: h.store.db.pragma('integrity_check', { simple: true }),
};
process.stdout.write(JSON.stringify(result));
await h.close();
