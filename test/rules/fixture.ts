/** A small sound rules folder on disk, which each test breaks in its own way. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadOptions, loadRules } from '../../src/rules/load.js';
import { type Problem, RulesError } from '../../src/rules/problem.js';
import type { RuleSet } from '../../src/rules/rule-set.js';

export const LEAK = `id: leak
requirement: A4-5k
clause: "Annex 4 §5"
severity: 3
title: { fr: Fuite, nl: Lek, de: Leck, en: Leak }
explanation:
  fr: Ce qui se dit ici reste ici.
  nl: Wat hier gezegd wordt, blijft hier.
  de: Was hier gesagt wird, bleibt hier.
  en: What is said here stays here.
say:
  fr: Merci de garder cela entre nous.
  nl: Houd dit onder ons.
  de: Bitte unter uns behalten.
  en: Please keep this between us.
response: { ask: warn, hold: remove }
actFrom: 0.8
reviewFrom: 0.5
signals:
  - name: spread
    patterns:
      fr: [partagez partout]
      any: [facebook]
examples:
  fires:
    fr:
      - Partagez partout sur Facebook !
  passes:
    fr:
      - Ne partagez pas, merci.
`;

const messages = (and: string): string =>
  `hello: "Hello {name}"\ntime: "{hour}:{minute}"\nlist.and: "${and}"\nrule-unknown: "A rule"\n`;

export const SOUND: Readonly<Record<string, string>> = {
  'annex-4/leak.yaml': LEAK,
  'messages/fr.yaml': messages('et'),
  'messages/nl.yaml': messages('en'),
  'messages/de.yaml': messages('und'),
  'messages/en.yaml': messages('and'),
};

export function rulesFolder(files: Readonly<Record<string, string>> = SOUND): string {
  const dir = mkdtempSync(join(tmpdir(), 'garde-fou-rules-'));
  for (const [file, text] of Object.entries(files)) put(dir, file, text);
  return dir;
}

export function put(dir: string, file: string, text: string): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
}

export const load = (files: Readonly<Record<string, string>>, options: LoadOptions = {}): RuleSet =>
  loadRules(rulesFolder(files), { requireBuiltIn: false, ...options });

/** The problems of a folder; fails the test when there are none. */
export function problemsOf(
  files: Readonly<Record<string, string>>,
  options: LoadOptions = {},
): readonly Problem[] {
  try {
    load(files, options);
  } catch (error) {
    if (error instanceof RulesError) return error.problems;
    throw error;
  }
  throw new Error('These rules were expected to have a problem.');
}

/** The sound folder with one text in the leak rule replaced. */
export function leakWith(from: string, to: string): Record<string, string> {
  if (!LEAK.includes(from)) throw new Error(`The leak rule has no “${from}”.`);
  return { ...SOUND, 'annex-4/leak.yaml': LEAK.replace(from, to) };
}
