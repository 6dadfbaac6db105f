/** One rule's examples without reading all the others. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readExamples } from '../../src/rules/read-examples.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rules-'));
  mkdirSync(join(dir, 'own'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(dir, 'own', name), text);

it('finds them by the rule’s name, whatever the file is called and whatever stands around them', () => {
  write(
    'a.yaml',
    'id: barking\nexamples:\n  fires:\n    fr:\n      - Le chien aboie\n  passes:\n    fr: [Bonjour]\nseverity: 1\n',
  );
  write('b.yaml', 'id: other\nexamples:\n  fires: {}\n  passes: {}\n');
  expect(readExamples('barking', dir)).toEqual({
    fires: { fr: ['Le chien aboie'] },
    passes: { fr: ['Bonjour'] },
  });
});

it('has none for a rule without, one that is not there, and one that is being mended', () => {
  write('a.yaml', 'id: quiet\nseverity: 1\n');
  write('b.yaml', 'id: broken\nexamples:\n  fires: [\n');
  for (const id of ['quiet', 'broken', 'nobody']) expect(readExamples(id, dir)).toBeUndefined();
});

it('reads those that Garde-fou brings', () => {
  expect(readExamples('off-topic')?.fires.nl?.length).toBeGreaterThan(3);
});
