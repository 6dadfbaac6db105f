/** The log is read by people who may not read messages: whatever fails, no words, names, numbers or secrets get into it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Analyser } from '../../src/language/api.js';
import { openLog } from '../../src/operation/open-log.js';
import { fakeAnalyser } from '../engine/fake-analyser.js';
import { type House, house } from '../engine/house.js';

const WORDS = 'Homme louche devant chez Vandenbroucke, 1-ABC-234';
const SECRET = '123456789:AAHfiqksKZ8WmR2zSjiQ7_v4TMAKdiHm9T0';
const NUMBER = '32470123456@s.whatsapp.net';
let h: House;
afterEach(() => h.close());

/** An analyser and a network that fail with everything they were given in their mouth. */
function openHouse(lines: string[], failing: boolean) {
  const log = openLog({ level: 'info', form: 'json', write: (line) => void lines.push(line) });
  const analyser: Analyser = {
    ...fakeAnalyser,
    analyse: (text, options) => {
      if (failing && text.includes('Vandenbroucke')) throw new Error(`unexpected “${text}” of ${NUMBER}`);
      return fakeAnalyser.analyse(text, options);
    },
  };
  h = house({ engine: { log, analyser } });
  return h;
}
const nothingOfIt = (lines: readonly string[]): void => {
  for (const private_ of ['Vandenbroucke', 'louche', '1-ABC-234', '32470123456', 'AAHfiqks', 'Anneke'])
    expect(lines.join('')).not.toContain(private_);
};

describe('the log', () => {
  it('of an event that can’t be judged', async () => {
    const lines: string[] = [];
    openHouse(lines, true);
    await h.engine.start();
    h.says('anne', WORDS, { sender: { id: NUMBER, name: 'Anneke' } });
    await h.engine.settled();
    expect(lines.join('')).toContain('could not be judged');
    nothingOfIt(lines);
  });

  it('of a network that throws what it was to say, and its token', async () => {
    const lines: string[] = [];
    openHouse(lines, false);
    await h.engine.start();
    let thrown = 0;
    h.answerWith((delivery) => {
      if (thrown++ < 4)
        throw new Error(`POST https://api.telegram.org/bot${SECRET}/sendMessage ${JSON.stringify(delivery)}`);
      return { status: 'done' };
    });
    h.says('anne', WORDS, { sender: { id: NUMBER, name: 'Anneke' } });
    for (let i = 0; i < 6; i++) {
      await h.engine.settled();
      h.pass(600);
    }
    expect(thrown).toBeGreaterThan(4);
    expect(lines.join('')).toContain('failed while delivering');
    nothingOfIt(lines);
  });

  it('of an action that a network refuses for good, and of an event of a wrong form', async () => {
    const lines: string[] = [];
    openHouse(lines, false);
    await h.engine.start();
    h.answerWith(() => ({ status: 'impossible', reason: 'no-right' }));
    h.says('anne', WORDS, { sender: { id: NUMBER, name: 'Anneke' } });
    await h.engine.settled();
    expect(() => h.says('anne', WORDS.repeat(9000), { sender: { id: NUMBER, name: 'Anneke' } })).toThrow();
    nothingOfIt(lines);
  });
});
