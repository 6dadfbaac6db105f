/** One rule's examples, from its file alone: the program itself does without them, and all files take seconds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { defaultRulesDir, EXAMPLES_BLOCK, RULE_FOLDERS } from './load.js';
import { type RuleFile, ruleFileSchema } from './schema.js';

/** Undefined when the rule has none, or when its file is being mended and can't be read. */
export function readExamples(id: string, dir: string = defaultRulesDir): RuleFile['examples'] {
  for (const folder of RULE_FOLDERS) {
    if (!existsSync(join(dir, folder))) continue;
    for (const name of readdirSync(join(dir, folder)).filter((n) => n.endsWith('.yaml'))) {
      const text = readFileSync(join(dir, folder, name), 'utf8');
      if (/^id:[ \t]*["']?([\w-]+)/m.exec(text)?.[1] === id) return examplesIn(text);
    }
  }
  return undefined;
}

function examplesIn(text: string): RuleFile['examples'] {
  try {
    const block = EXAMPLES_BLOCK.exec(text)?.[0] ?? '';
    return ruleFileSchema.shape.examples.safeParse(parse(block)?.examples).data;
  } catch {
    return undefined;
  }
}
