/** `npm run bench`: prints the table of the figures in the README and writes them to bench-results.json. */
import { join } from 'node:path';
import { createAnalyser } from '../language/index.js';
import { readLabelled } from '../language/model/dataset.js';
import { projectRoot } from '../root.js';
import { loadRules } from '../rules/load.js';
import { benchAudit } from './audit.js';
import { benchClassify } from './classify.js';
import { benchDurable } from './durable.js';
import { printMachine, results } from './results.js';
import { benchStartUp } from './start-up.js';

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
const texts = readLabelled(join(projectRoot, 'data', 'labelled')).map((l) => l.text);
const { put, save } = results({ what: 58, value: 9, unit: 7, decimals: (n) => (n < 100 ? 1 : 0) });

printMachine();
const classify = benchClassify(analyser, texts);
put(
  `classify, ${classify.messages} messages of ${classify.averageCharacters.toFixed(0)} characters, p50`,
  classify.p50,
  'µs',
);
put('classify, p99', classify.p99, 'µs', '≤ 3000');
const starts = [await benchStartUp(), await benchStartUp(), await benchStartUp()].sort(
  (a, b) => a.milliseconds - b.milliseconds,
);
put('start to first page, median of three', starts[1]!.milliseconds, 'ms', '≤ 1500');
if (starts[1]!.megabytes !== null) put('memory once open', starts[1]!.megabytes, 'MB', '≤ 150');
for (const row of await benchDurable({ rules: rules.table, analyser })) {
  put(`durable path: ${row.name}`, row.messagesPerSecond, 'msg/s', '≥ 2000');
  put('  against a straightforward handler of the same run', row.ratio, '×');
}
const audit = await benchAudit();
put(`audit of ${audit.messages} messages`, audit.seconds, 's', '≤ 10');
if (audit.peakMegabytes !== null) put('audit, highest memory', audit.peakMegabytes, 'MB', '≤ 300');

save(join(projectRoot, 'bench-results.json'));
