/**
 * `npm run train`: trains the language model from data/labelled and the rules' examples and writes
 * data/model/text.gfm (`--rules DIR`, `--out FILE`, `--quick` without calibration for trials). The same input gives the same bytes. A fifth of the labelled lines is never read.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../root.js';
import { loadRules } from '../../rules/load.js';
import { ReadingEngine } from '../engine.js';
import { MODEL_FILE } from '../index.js';
import { checkPattern } from '../pattern.js';
import { fitPlatt, IDENTITY } from './calibrate.js';
import { crossScores } from './cross-validate.js';
import { isHeldOut, readExamples, readLabelled } from './dataset.js';
import { OUTPUTS } from './outputs.js';
import { samplesOf } from './prepare.js';
import { pack, train } from './train.js';

const { values } = parseArgs({
  options: { rules: { type: 'string' }, out: { type: 'string' }, quick: { type: 'boolean' } },
});
const out = values.out ?? MODEL_FILE;
const rules = loadRules(values.rules, { requireBuiltIn: false, checkPattern });
const labelled = readLabelled(join(projectRoot, 'data', 'labelled'));
const heldOut = new Set(labelled.filter((l) => isHeldOut(l.text)).map((l) => l.text.trim().toLowerCase()));
const lines = [...labelled.filter((l) => !isHeldOut(l.text)), ...readExamples(rules.files, heldOut)];
const engine = new ReadingEngine(rules);
const samples = samplesOf(engine, lines);
console.log(`${lines.length} lines to learn from (${heldOut.size} held out)`);

const scores = values.quick ? null : crossScores(lines, samples);
const calibration = OUTPUTS.map((name, o) => {
  if (name.includes(':') || scores === null) return IDENTITY;
  const known = samples.flatMap((s, i) =>
    s.targets[o] === -1 || lines[i]!.hand.startsWith('rules:') ? [] : [i],
  );
  return fitPlatt(
    known.map((i) => scores[i]![o]!),
    known.map((i) => samples[i]!.targets[o] === 1),
  );
});
const sha256 = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
const { model, bytes } = pack(train(samples), calibration, { lines: lines.length, sha256 });
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes);
console.log(
  `${model.header.features} features, ${(bytes.length / 1e6).toFixed(2)} MB, sha256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
);
