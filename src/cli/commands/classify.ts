/** `garde-fou classify`: JSON lines in, JSON lines out, in order. The interface by which quality is measured. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import { LineClassifier } from '../classify-line.js';
import { linesOf } from '../lines.js';
import { loadReader } from '../load-analyser.js';

/** Answers every line that isn't blank; false when at least one could not be answered. */
export async function classify(
  classifier: LineClassifier,
  input: Readable,
  output: Writable,
): Promise<boolean> {
  let ok = true;
  for await (const lines of linesOf(input)) {
    let answers = '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const answer = classifier.answer(line);
      ok &&= answer.ok;
      answers += `${answer.line}\n`;
    }
    // Whoever reads slowly makes us read slowly: memory stays flat.
    if (answers !== '' && !output.write(answers)) await once(output, 'drain');
  }
  return ok;
}

export function register(program: Command): void {
  program
    .command('classify')
    .description(
      'read JSON lines {"id","text","lang"?} from standard input, answer {"id","lang","kind","labels"}',
    )
    .option('--rules <folder>', 'use the rules of another folder')
    .action(async (options: { rules?: string }) => {
      const { rules, analyser } = await loadReader(options.rules);
      const ok = await classify(new LineClassifier(analyser, rules.table), process.stdin, process.stdout);
      if (!ok) process.exitCode = 1;
    });
}
