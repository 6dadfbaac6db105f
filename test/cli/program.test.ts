/** The built program as people and scripts call it. Starting it is slow: what can be tested without, is elsewhere. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/root.js';
import { leakWith, rulesFolder } from '../rules/fixture.js';

const OUT = '.build/test-cli';

function run(args: readonly string[], input = '') {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(projectRoot, OUT, 'cli/main.js'), ...args],
    {
      input,
      encoding: 'utf8',
    },
  );
  return { stdout, stderr, status };
}

describe('garde-fou', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: projectRoot,
      env: { ...process.env, OUTDIR: OUT },
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
  });

  it('helps', () => {
    const { stdout, status } = run(['--help']);
    for (const command of ['start', 'audit', 'verify-log', 'rules', 'classify'])
      expect(stdout).toContain(command);
    expect(status).toBe(0);
  });

  it.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['classify', '--nonsense'], "unknown option '--nonsense'"],
    [['rules', 'explain'], "missing required argument 'text'"],
    [['rules', 'explain', 'x', '--mode', 'loud'], 'Allowed choices are observe, ask, hold'],
    [['verify-log', '--expect', 'abc'], 'A head is 64 signs'],
  ])('wrong usage %j exits with 2 and says what is wrong', (args, message) => {
    const { stdout, stderr, status } = run(args);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain(message);
  });

  it('looks at a picture and ends in good order', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cli-'));
    const file = join(folder, 'grey.png');
    await sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } }).toFile(file);
    const { stdout, status } = run(['image', file]);
    rmSync(folder, { recursive: true });
    expect(JSON.parse(stdout)).toMatchObject({ plates: [], faces: [] });
    expect(status).toBe(0);
  }, 60_000);

  it('never lets a name steer the terminal', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cli-'));
    const chats = [1, 2].map((id) => ({
      id,
      name: `\u001b[2J\u202eChat ${id}`,
      type: 'private_group',
      messages: [],
    }));
    writeFileSync(join(folder, 'result.json'), JSON.stringify({ chats: { list: chats } }));
    const { stderr, status } = run(['audit', folder]);
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain('Chat 2');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is what is tested
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
  });

  it('rules with a mistake: where, what, what to do; no stack trace unless asked', () => {
    const folder = rulesFolder(leakWith('ask: warn', 'ask: wran'));
    const { stdout, stderr, status } = run(['rules', 'check', '--rules', folder]);
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toContain('annex-4/leak.yaml:16:13 response.ask: “wran”');
    expect(stderr).toContain('did you mean “warn”?');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(run(['rules', 'check', '--rules', folder, '--debug']).stderr).toMatch(/^\s+at /m);
  });

  it('classify answers in order on a clean standard output, and exits with 1 for a bad line', () => {
    const { stdout, stderr, status } = run(
      ['classify'],
      '{"id":"a","text":"Merci !"}\nnot json\n{"id":"c","text":"OK"}\n',
    );
    const answers = stdout
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l));
    expect(answers.map((a) => a.id)).toEqual(['a', null, 'c']);
    expect(answers[0]).toMatchObject({ lang: 'fr', kind: 'ack', labels: [] });
    expect([stderr, status]).toEqual(['', 1]);
  });
});
