/** One YAML file with the place of everything in it, so that a problem can be pointed at. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from './problem.js';

export type KeyPath = readonly PropertyKey[];

/** `['examples', 'fires', 3]` → `examples.fires[3]` */
export const showPath = (path: KeyPath): string =>
  path.reduce<string>(
    (shown, key) =>
      typeof key === 'number' ? `${shown}[${key}]` : shown === '' ? String(key) : `${shown}.${String(key)}`,
    '',
  );

export class YamlFile {
  readonly #document;
  readonly #lines = new LineCounter();
  /** What YAML itself has against the file; when there is any, `value` can't be trusted. */
  readonly problems: readonly Problem[];
  readonly value: unknown;

  constructor(
    readonly file: string,
    text: string,
  ) {
    // Version 1.2 (core): `no` is the word no, not false — in Belgium nobody writes Norway problems on purpose.
    this.#document = parseDocument(text, { lineCounter: this.#lines, version: '1.2', prettyErrors: false });
    // Behind the first place where YAML loses the thread all others follow from it; duplicate keys don't.
    const errors = [...this.#document.errors, ...this.#document.warnings];
    const lost = errors.find((e) => e.code !== 'DUPLICATE_KEY');
    const problems: Problem[] = (lost ? [lost] : errors).map((error) => ({
      file,
      ...this.#at(error.pos[0]),
      path: '',
      what: `this is not YAML that can be read: ${error.message.split('\n')[0]}`,
      remedy: yamlRemedy(error.code),
    }));
    let value: unknown = null;
    try {
      value = this.#document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      if (problems.length === 0)
        problems.push({
          file,
          line: 1,
          column: 1,
          path: '',
          what: `this is not YAML that can be read: ${(error as Error).message}`,
          remedy: 'write the values out instead of using anchors (&) and aliases (*)',
        });
    }
    this.problems = problems;
    this.value = value;
  }

  #at(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Where the key (or list item) at `path` stands; where it is absent, what would hold it. */
  position(path: KeyPath): { line: number; column: number } {
    let node: Node | null = this.#document.contents as Node | null;
    let offset = node?.range?.[0] ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((i) => isScalar(i.key) && String(i.key.value) === String(key));
        if (!pair) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
      } else if (isSeq(node) && typeof key === 'number') {
        const item = node.items[key] as Node | undefined;
        if (!item) break;
        offset = item.range?.[0] ?? offset;
        node = item;
      } else break;
    }
    return this.#at(offset);
  }

  problem(path: KeyPath, what: string, remedy: string): Problem {
    return { file: this.file, ...this.position(path), path: showPath(path), what, remedy };
  }
}

function yamlRemedy(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'each key may stand once: remove or merge the second one';
    case 'TAB_AS_INDENT':
      return 'indent with spaces, never with tabs';
    case 'BAD_INDENT':
      return 'indent the line like its neighbours, with two spaces a level';
    default:
      return 'put sentences that hold “: ”, “#” or start with a quote, “@”, “*”, “&”, “!” or “%” between double quotes, and indent with two spaces';
  }
}
