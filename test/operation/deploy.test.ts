/** What is deployed must fit the program: its options, its secrets as files, its rights. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { register } from '../../src/cli/commands/start.js';

const read = (file: string): string => readFileSync(file, 'utf8');
const known = (() => {
  const program = new Command();
  register(program);
  return program.commands[0]!.options.map((o) => o.long);
})();
const optionsIn = (words: readonly string[]): string[] => words.filter((w) => w.startsWith('--'));

describe('what is deployed', () => {
  const compose = parse(read('compose.yaml')) as {
    services: Record<
      string,
      { command: string[]; ports: string[]; read_only: boolean; environment: object; user: string }
    >;
    secrets: Record<string, { file: string }>;
  };
  const service = compose.services['garde-fou']!;

  it('uses options that start knows', () => {
    const image = /CMD (\["start".*\])/.exec(read('Dockerfile'))![1]!;
    const unit = read('deploy/garde-fou.service').split(/\s+/);
    for (const words of [service.command, JSON.parse(image) as string[], unit])
      for (const option of optionsIn(words)) expect(known).toContain(option);
  });

  it('opens the console to this machine alone, without root, on a file system that can’t be written', () => {
    expect(service.ports.every((p) => p.startsWith('127.0.0.1:'))).toBe(true);
    expect(service.read_only).toBe(true);
    expect(service.user).not.toMatch(/^(?:0|root)/);
    expect(read('Dockerfile')).toMatch(/\nUSER node\n/);
    expect(read('Dockerfile')).toMatch(/\nHEALTHCHECK /);
  });

  it('has secrets in files only, which stay out of the image and of Git', () => {
    expect(Object.keys(service.environment).filter((n) => /TOKEN$|KEY$|PASSWORD$/.test(n))).toEqual([]);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(read('.dockerignore')).toMatch(/^secrets$/m);
    expect(read('.gitignore')).toMatch(/^\/secrets\/$/m);
  });
});
