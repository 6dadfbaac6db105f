import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PictureAnalysis } from '../../src/domain/finding.js';
import { type House, house } from '../engine/house.js';
import { dump } from './every-table.js';

let h: House;
let answer: (analyses: readonly PictureAnalysis[]) => void;
let asked: Promise<void>;
beforeEach(() => {
  let ask: () => void;
  asked = new Promise((resolve) => {
    ask = resolve;
  });
  h = house({
    engine: {
      lookAtPictures: () => {
        ask();
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    },
  });
});
afterEach(() => h.close());

it('who is erased while a picture of theirs is being looked at is not judged afterwards, and what is behind goes on', async () => {
  await h.engine.start();
  h.says('anne', 'Quelle crapule, regardez', { media: [{ kind: 'photo', ref: 'p1' }] });
  h.says('bram', 'Une crapule');
  await asked;
  h.store.erasePerson(h.store.persons.find('playground', 'anne')!.id, h.now());
  answer([]);
  await h.engine.settled();
  expect(h.engine.ledger(h.group).map((e) => e.memberName)).toEqual(['bram']);
  expect(h.engine.failed()).toMatchObject([{ event: null }]);
  expect(JSON.stringify(dump(h.store.db))).not.toMatch(/"anne"|regardez/);
});
