/** `garde-fou report …`, without building the program: the command's own module on a real database. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register } from '../../src/cli/commands/report.js';
import { UserError } from '../../src/cli/user-error.js';
import { policy } from '../../src/domain/group.js';
import { evaluationTextsSchema } from '../../src/store/evaluations.js';
import { openStore } from '../../src/store/store.js';

describe('garde-fou report', () => {
  let dir: string;
  let database: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'report-'));
    database = join(dir, 'garde-fou.sqlite');
    const store = openStore(database);
    const group = store.groups.save(
      {
        channel: 'playground',
        chat: 'street',
        title: 'Rue du Moulin',
        policy: policy(),
        recognition: null,
        policeApproval: null,
      },
      1000,
    );
    store.evaluations.create(
      {
        group,
        from: 1_000_000,
        to: 90_000_000_000,
        survey: null,
        texts: evaluationTextsSchema.parse({}),
        author: 'Marc',
      },
      2000,
    );
    store.close();
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(dir, { recursive: true });
  });
  const run = (...args: string[]) => {
    const program = new Command().exitOverride();
    register(program);
    return program.parseAsync(['report', ...args], { from: 'user' });
  };

  it('writes an evaluation as PDF, page and table, for its owner’s eyes only', async () => {
    for (const [format, begins] of [
      ['pdf', '%PDF-'],
      ['html', '<!doctype html>'],
      ['csv', '\ufeffWat;'],
    ] as const) {
      const output = join(dir, `e.${format}`);
      await run(
        'evaluation',
        '1',
        '--database',
        database,
        '--format',
        format,
        '--lang',
        'nl',
        '--output',
        output,
      );
      expect(readFileSync(output, 'utf8').startsWith(begins)).toBe(true);
      expect(statSync(output).mode & 0o077).toBe(0);
    }
  });

  it('writes a letter of a group and says what is to be filled in by hand', async () => {
    const output = join(dir, 'letter.pdf');
    await run('letter', 'g1', 'registration-request', '--database', database, '--output', output);
    expect(readFileSync(output).length).toBeGreaterThan(10_000);
    expect(vi.mocked(process.stderr.write).mock.calls.join(' ')).toContain('the commune');
  });

  it('writes what happened of late', async () => {
    const output = join(dir, 'digest.html');
    await run('digest', '1', '--days', '30', '--format', 'html', '--database', database, '--output', output);
    expect(readFileSync(output, 'utf8')).toContain('Rue du Moulin');
  });

  it.each([
    [['case', '99']],
    [['evaluation', '99']],
    [['evaluation', '../1']],
    [['letter', '1', 'nonsense']],
    [['letter', 'gg1', 'charter-change']],
    [['digest', '1', '--days', '0']],
  ])('says in words what can’t be done: %j', async (args) => {
    await expect(run(...args, '--database', database, '--output', join(dir, 'x'))).rejects.toThrow(UserError);
  });

  it('makes no database where there is none', async () => {
    await expect(run('case', '1', '--database', join(dir, 'none.sqlite'))).rejects.toThrow(
      'There is no database',
    );
  });
});
