/** `npm run test:crash -- --kills 500 --seed 7`: the crash test with as many deaths as one likes. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDriver, crashRun } from './crash-run.js';
import { expectExactlyOnce } from './exactly-once.js';
import { stream } from './stream.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const length = Number(values.length ?? kills * 60);
const driver = buildDriver();
try {
  const result = await crashRun(driver, { seed, length, kills, style: 'hurried' }, (n) => {
    if (n % 20 === 0) console.log(`killed ${n} times…`);
  });
  expectExactlyOnce(result, stream(seed, length));
  console.log(
    `${length} messages, killed ${result.kills} times in ${(result.ms / 1000).toFixed(1)} s: each judged once, ` +
      `${result.shown.length} actions each done once (${result.repeated.length} sent again), ` +
      `${result.ledger.length} ledger entries in a whole chain.`,
  );
} finally {
  rmSync(dirname(driver), { recursive: true, force: true });
}
