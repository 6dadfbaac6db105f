/** What is told to people about their data must be what the program does. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/commands/parse/names.js';
import { policy } from '../../src/domain/group.js';
import { retentionPeriods } from '../../src/rules/retention.js';

const DAY = 86_400_000;
const read = (file: string): string => readFileSync(`docs/${file}`, 'utf8');

describe('the notices', () => {
  it.each(['fr', 'nl', 'de'])('%s: name commands that exist, and periods that hold', (lang) => {
    const text = read(`privacy/notice-${lang}.md`);
    const commands = [...text.matchAll(/`\/([^`]+)`/g)].map((m) => commandOf(m[1]!));
    expect(commands).toEqual(['export', 'erase']);
    const periods = retentionPeriods();
    expect(text).toContain(`${periods['left-members'] / DAY} `);
    expect(text).toMatch(new RegExp(`\\[${policy().retentionDays} `));
    expect(periods.recent).toBe(3 * 60_000);
    expect(text).toMatch(/\b101\b/);
  });

  it('the record of processing names the periods of rules/retention.yaml', () => {
    const record = read('privacy/record-of-processing.md');
    for (const line of readFileSync('rules/retention.yaml', 'utf8').split('\n')) {
      const period =
        /^(?:failed-events|waiting|broadcasts|holds|cases|offices|left-members|strangers|access-log|mails|counts|evaluations): (\d+ \w+)/.exec(
          line,
        )?.[1];
      if (period !== undefined) expect(record, line).toContain(period);
    }
  });
});
