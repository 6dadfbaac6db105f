/** `npm run bench`: prints the table of the figures in the README and writes them to bench-results.json. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createAnalyser } from '../language/index.js';
import { readLabelled } from '../language/model/dataset.js';
import { projectRoot } from '../root.js';
import { loadRules } from '../rules/load.js';
import { benchAudit } from './audit.js';
import { benchClassify } from './classify.js';
import { benchDurable } from './durable.js';
import { benchStartUp } from './start-up.js';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: string;
}

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
const texts = readLabelled(join(projectRoot, 'data', 'labelled')).map((l) => l.text);
const rows: Row[] = [];
const put = (what: string, value: number, unit: string, aim = ''): void => {
  rows.push({ what, value, unit, aim });
  process.stdout.write(
    `${what.padEnd(58)}${value.toFixed(value < 100 ? 1 : 0).padStart(9)} ${unit.padEnd(7)} ${aim}\n`,
  );
};

process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
);
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

const file = join(projectRoot, 'bench-results.json');
writeFileSync(
  file,
  `${JSON.stringify({ node: process.version, processor: cpus()[0]?.model, rows }, null, 2)}\n`,
);
process.stdout.write('\nWritten to bench-results.json\n');
