/** Commands and figures that docs/OPERATION.md tells people to use must be there. */
import { readdirSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CommandModule } from '../../src/cli/command.js';

const text = readFileSync('docs/OPERATION.md', 'utf8') + readFileSync('docs/PRIVACY.md', 'utf8');

describe('docs/OPERATION.md', () => {
  it('names commands and options that exist', async () => {
    const named = [...text.matchAll(/(?:\.\/)?garde-fou ([a-z][a-z-]+)((?: +[^\n`|#&)]+)?)/g)].filter((m) =>
      readdirSync('src/cli/commands').includes(`${m[1]}.ts`),
    );
    expect(named.length).toBeGreaterThan(8);
    for (const [, name, rest] of named) {
      const program = new Command();
      const module = (await import(`../../src/cli/commands/${name}.ts`)) as CommandModule;
      await module.register(program);
      const known = program.commands[0]!.options.map((o) => o.long);
      for (const [option] of rest!.matchAll(/--[a-z-]+/g))
        expect(known, `${name} ${option}`).toContain(option);
    }
  });

  it('names figures that /metrics has', () => {
    const source = readFileSync('src/operation/metrics.ts', 'utf8');
    for (const [, figure] of text.matchAll(/`garde_fou_(\w+)/g))
      expect(source, figure).toMatch(new RegExp(`['\`_]${figure}['\`]`));
  });

  it('names files that exist', () => {
    for (const [, file] of text.matchAll(/`((?:src|test|rules|deploy)\/[\w./-]+\.\w+)`/g))
      expect(() => readFileSync(file!), file).not.toThrow();
  });
});
