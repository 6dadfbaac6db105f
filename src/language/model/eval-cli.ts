/**
 * `npm run eval`: precision and recall per rule and language, on the fifth of data/labelled that training never
 * read, with the shipped model and the shipped thresholds: exactly what `garde-fou classify` answers.
 * `--blind`: on data/blind, which nothing was ever trained or tuned on.
 * `--cross`: on the training part, each line judged by a model that did not see it. `--errors LABEL`: lists them.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LABELS } from '../../domain/vocabulary.js';
import { projectRoot } from '../../root.js';
import { loadRules } from '../../rules/load.js';
import { LinearAnalyser } from '../analyse.js';
import { ReadingEngine } from '../engine.js';
import { MODEL_FILE } from '../index.js';
import { checkPattern } from '../pattern.js';
import { foldOf } from './cross-validate.js';
import { isHeldOut, type Line, readExamples, readLabelled } from './dataset.js';
import { evaluationTable, type Judged } from './evaluate.js';
import { loadModel, type Model } from './model.js';
import { samplesOf } from './prepare.js';
import { pack, train } from './train.js';

const { values } = parseArgs({
  options: {
    cross: { type: 'boolean' },
    'by-hand': { type: 'boolean' },
    blind: { type: 'boolean' },
    errors: { type: 'string' },
    rules: { type: 'string' },
    model: { type: 'string' },
    thresholds: { type: 'boolean' },
  },
});
const rules = loadRules(values.rules, { requireBuiltIn: false, checkPattern });
const shipped = loadModel(values.model ?? MODEL_FILE);
const labelled = readLabelled(join(projectRoot, 'data', 'labelled'));
const threshold = (rule: string): number => rules.table[rule]?.actFrom ?? 0.5;
const scored: { label: string; p: number; is: boolean }[] = [];

function judge(model: Model, lines: readonly Line[]): Judged[] {
  const analyser = new LinearAnalyser({ ...rules, model });
  return lines.map((line) => {
    const analysis = analyser.analyse(line.text);
    const labels = LABELS.filter((l) => line.labels[l]);
    if (values.thresholds)
      for (const l of LABELS)
        scored.push({
          label: l,
          p: analysis.findings.find((f) => f.rule === l)?.confidence ?? 0,
          is: labels.includes(l),
        });
    return {
      truth: { text: line.text, lang: line.lang, kind: line.kind!, labels },
      said: {
        kind: analysis.kind,
        lang: analysis.lang,
        labels: [
          ...new Set(
            analysis.findings
              .filter((f) => f.rule === 'off-topic' || f.confidence >= threshold(f.rule))
              .map((f) => f.rule),
          ),
        ],
      },
    };
  });
}

function crossJudge(groupOf: (l: Line) => string): Judged[] {
  const own = labelled.filter((l) => !isHeldOut(l.text));
  const examples = readExamples(rules.files, new Set());
  const engine = new ReadingEngine(rules);
  const all = [...own, ...examples];
  const samples = samplesOf(engine, all);
  const groups = [...new Set(own.map(groupOf))];
  return groups.flatMap((group) => {
    const test = own.filter((l) => groupOf(l) === group);
    const held = new Set(test.map((l) => l.text));
    const { model } = pack(
      train(
        samples.filter(
          (_, i) =>
            !held.has(all[i]!.text) &&
            !(values.cross && all[i]!.hand.startsWith('rules:') && String(foldOf(all[i]!.text)) === group),
        ),
      ),
      shipped.header.calibration,
      { lines: 0, sha256: '' },
    );
    return judge(model, test);
  });
}

function judgeAsAsked(): Judged[] {
  if (values.blind) return judge(shipped, readLabelled(join(projectRoot, 'data', 'blind')));
  if (values['by-hand']) return crossJudge((l) => l.hand);
  if (values.cross) return crossJudge((l) => String(foldOf(l.text)));
  return judge(
    shipped,
    labelled.filter((l) => isHeldOut(l.text)),
  );
}

const judged = judgeAsAsked();
console.log(evaluationTable(judged));
if (values.thresholds)
  for (const label of LABELS) {
    const list = scored.filter((s) => s.label === label).sort((a, b) => b.p - a.p);
    const total = list.filter((s) => s.is).length;
    let right = 0;
    let best = { f: 0, p: 0, P: 0, R: 0 };
    list.forEach((s, i) => {
      if (s.is) right++;
      const P = right / (i + 1);
      const R = right / total;
      const f = (2 * P * R) / (P + R);
      if (f > best.f) best = { f, p: s.p, P, R };
    });
    console.log(
      `${label.padEnd(20)} best F1 ${best.f.toFixed(3)} at ${best.p.toFixed(3)} (P ${best.P.toFixed(3)} R ${best.R.toFixed(3)})`,
    );
  }
if (values.errors)
  for (const { truth, said } of judged) {
    const of = values.errors;
    const wrong =
      of === 'kind' ? truth.kind !== said.kind : truth.labels.includes(of) !== said.labels.includes(of);
    if (wrong)
      console.log(
        `${truth.labels.includes(of) ? 'MISSED' : 'WRONG '} ${truth.lang} ${truth.kind}→${said.kind} [${truth.labels.join(' ')}] said [${said.labels.join(' ')}] ${truth.text.replace(/\n/g, ' ⏎ ')}`,
      );
  }
