/** `npm run test:crash -- --kills 500 --seed 7`: the crash test with as many deaths as one likes. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDriver, crashRun } from './crash-run.js';
import { expectExactlyOnce } from './exactly-once.js';
import { stepRun } from './steps-run.js';
import { stream } from './stream.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '540' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string' },
  },
});
/** Most of them while messages and orders come in, the others in the middle of single steps. */
const all = Number(values.kills);
const inSteps = Math.floor(all / 9);
const kills = all - 2 * inSteps;
const seed = Number(values.seed);
const length = Number(values.length ?? kills * 60);
// Both now: the sources may change while it runs.
const driver = buildDriver();
const steps = buildDriver('steps');
try {
  const result = await crashRun(driver, { seed, length, kills, style: 'hurried' }, (n) => {
    if (n % 20 === 0) console.log(`killed ${n} times…`);
  });
  expectExactlyOnce(result, stream(seed, length));
  console.log(
    `${length} messages, killed ${result.kills} times in ${(result.ms / 1000).toFixed(1)} s: each judged once, ` +
      `${result.shown.length} actions each done once (${result.repeated.length} sent again), ` +
      `${result.ledger.length} ledger entries in a whole chain; ${result.orders.length} steps of the ladder ordered, each once.`,
  );
  for (const step of ['migration', 'backup'] as const) {
    const { kills: n, finished, ms } = await stepRun(steps, step, inSteps, seed);
    console.log(
      `killed ${n} times in the middle of a ${step} in ${(ms / 1000).toFixed(1)} s (${finished} got through): nothing half done was left.`,
    );
  }
} finally {
  rmSync(dirname(driver), { recursive: true, force: true });
}
