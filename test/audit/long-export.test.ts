import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/audit/byte-source.js';
import { openSource } from '../../src/audit/open-export.js';
import { runAudit } from '../../src/audit/run-audit.js';
import { loadTexts } from '../../src/audit/texts.js';
import { makeExport } from '../../src/bench/make-export.js';
import { heapInUse } from '../heap-in-use.js';
import { fakeAnalyser, fakeRules } from './fake-analyser.js';

/** Long enough for everything that is remembered of a chat to have been forgotten once. */
const MESSAGES = 20_000;

/** Made while it is read: no copy of the whole file is ever in memory. */
const source = (format: 'whatsapp' | 'telegram'): ByteSource => ({
  name: 'long',
  size: 1,
  async *open() {
    const encoder = new TextEncoder();
    for (const piece of makeExport({ messages: MESSAGES, format })) yield encoder.encode(piece);
  },
});

/** Findings at which memory is looked at. */
const ROWS = 7_000;

describe('a long export', () => {
  it.each(['whatsapp', 'telegram'] as const)('%s: none is lost, and memory stays flat', async (format) => {
    const opened = await openSource(source(format), format);
    let rows = 0;
    let halfway = 0;
    let late = 0;
    const { tally, excerpts } = await runAudit(opened, {
      analyser: fakeAnalyser,
      rules: fakeRules,
      texts: loadTexts('fr'),
      mode: 'hold',
      groupLang: 'fr',
      onFinding: () => {
        rows++;
        if (rows === ROWS / 2) halfway = heapInUse();
        if (rows === ROWS) late = heapInUse();
      },
    });
    expect(tally.messages).toBe(MESSAGES);
    expect(tally.malformed).toBe(0);
    expect(tally.members).toBe(10);
    expect(rows).toBeGreaterThan(ROWS);
    for (const list of excerpts.values()) expect(list.length).toBeLessThanOrEqual(40);
    expect(halfway).toBeGreaterThan(0);
    // The messages in between alone would be eight megabytes, with their analyses.
    expect(late - halfway).toBeLessThan(4 * 1024 * 1024);
  });

  it('is the same for the same seed', () => {
    const once = [...makeExport({ messages: 500, seed: 4 })].join('');
    expect([...makeExport({ messages: 500, seed: 4 })].join('')).toBe(once);
    expect([...makeExport({ messages: 500, seed: 5 })].join('')).not.toBe(once);
  });
});
