/** What whoever has the machine does when a person asks for their data, or to be forgotten. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register as eraseCommand } from '../../src/cli/commands/erase-person.js';
import { register as exportCommand } from '../../src/cli/commands/export-person.js';
import { register as purgeCommand } from '../../src/cli/commands/purge.js';
import { openStore } from '../../src/store/store.js';
import { dump, type Filled, fillEveryTable, WORDS, ZOE } from './every-table.js';

let dir: string;
let database: string;
let filled: Filled;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  database = join(dir, 'garde-fou.sqlite');
  const store = openStore(database);
  filled = fillEveryTable(store.db, Date.now());
  store.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function run(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const register of [eraseCommand, exportCommand, purgeCommand]) register(program);
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    await program.parseAsync([...args, '--database', database], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return out;
}
const change = (sql: string): void => {
  const store = openStore(database);
  store.db.exec(sql);
  store.close();
};
const now = (): string => {
  const store = openStore(database);
  const text = JSON.stringify(dump(store.db));
  store.close();
  return text;
};

describe('export-person', () => {
  it.each([ZOE.name, ZOE.alt, '+32 470 00 00 01', '#1'])(
    'finds “%s” and writes a file to keep and one to read',
    async (who) => {
      await run('export-person', who, '-o', join(dir, 'out'));
      const data = JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8')) as { person: object };
      expect(data.person).toMatchObject({ identity: ZOE.identity, network: 'whatsapp' });
      const page = readFileSync(join(dir, 'out.html'), 'utf8');
      expect(page).toContain('messages of yours that were held');
      expect(page).toContain(WORDS);
      expect(statSync(join(dir, 'out.json')).mode & 0o077).toBe(0);
    },
  );

  it('writes no markup that stood in a message', async () => {
    change(`UPDATE cases SET reason = '<script>alert(1)</script>'`);
    await run('export-person', '#1', '-o', join(dir, 'out'));
    expect(readFileSync(join(dir, 'out.html'), 'utf8')).not.toContain('<script>');
  });

  it('never guesses between two people, nor makes up one', async () => {
    change(`UPDATE persons SET name = '${ZOE.name}'`);
    await expect(run('export-person', ZOE.name)).rejects.toThrow('More than one');
    await expect(run('export-person', 'Nobody')).rejects.toThrow('nobody');
  });
});

describe('erase-person', () => {
  it('says what would go and changes nothing; with --yes it goes from the file too', async () => {
    const before = now();
    expect(await run('erase-person', ZOE.name)).toContain('Nothing was changed');
    expect(now()).toBe(before);
    expect(await run('erase-person', ZOE.name, '--yes')).toContain('2 excerpt');
    expect(now()).not.toContain(WORDS);
    for (const end of ['', '-wal'])
      if (existsSync(database + end)) expect(readFileSync(database + end).includes(WORDS)).toBe(false);
  });

  it('erases all identities of somebody who is on two networks', async () => {
    const store = openStore(database);
    const other = fillEveryTable(store.db, Date.now(), 'telegram', '-t');
    store.close();
    change(`UPDATE account_persons SET account = 7 WHERE person IN (${filled.zoe}, ${other.zoe})`);
    await run('erase-person', `#${filled.zoe}`, '--yes');
    expect(now()).not.toContain(ZOE.name);
  });

  it('is refused while a case is open, and while an office lasts', async () => {
    change('UPDATE cases SET closed_at = NULL');
    await expect(run('erase-person', ZOE.name, '--yes')).rejects.toThrow('is open');
    await expect(run('erase-person', 'Marc', '--yes')).rejects.toThrow('mandatary');
    expect(now()).toContain(WORDS);
  });
});

describe('purge', () => {
  it('deletes at once what is older than its period', async () => {
    change('UPDATE command_waits SET at = 0');
    expect(await run('purge')).toContain('older than its period');
    expect(now()).toContain('"command_waits":"[]"');
  });
});
