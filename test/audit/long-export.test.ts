import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../src/audit/byte-source.js';
import { openSource } from '../../src/audit/open-export.js';
import { runAudit } from '../../src/audit/run-audit.js';
import { loadTexts } from '../../src/audit/texts.js';
import { makeExport } from '../../src/bench/make-export.js';
import { fakeAnalyser, fakeRules } from './fake-analyser.js';

const MESSAGES = 100_000;

/** Made while it is read: no copy of the whole file is ever in memory. */
const source = (format: 'whatsapp' | 'telegram'): ByteSource => ({
  name: 'long',
  size: 1,
  async *open() {
    const encoder = new TextEncoder();
    for (const piece of makeExport({ messages: MESSAGES, format })) yield encoder.encode(piece);
  },
});

describe('an export of 100,000 messages', () => {
  it.each(['whatsapp', 'telegram'] as const)('%s: none is lost, and memory stays flat', async (format) => {
    const opened = await openSource(source(format), format);
    let highest = 0;
    let rows = 0;
    const before = process.memoryUsage().heapUsed;
    const { tally, excerpts } = await runAudit(opened, {
      analyser: fakeAnalyser,
      rules: fakeRules,
      texts: loadTexts('fr'),
      mode: 'hold',
      groupLang: 'fr',
      onFinding: () => {
        rows++;
        if (rows % 1000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed - before);
      },
    });
    expect(tally.messages).toBe(MESSAGES);
    expect(tally.malformed).toBe(0);
    expect(tally.members).toBe(10);
    expect(rows).toBeGreaterThan(10_000);
    for (const list of excerpts.values()) expect(list.length).toBeLessThanOrEqual(40);
    // Garbage included; the messages alone would be some 60 MB, their analyses far more.
    expect(highest).toBeLessThan(150 * 1024 * 1024);
  });

  it('is the same for the same seed', () => {
    const once = [...makeExport({ messages: 500, seed: 4 })].join('');
    expect([...makeExport({ messages: 500, seed: 4 })].join('')).toBe(once);
    expect([...makeExport({ messages: 500, seed: 5 })].join('')).not.toBe(once);
  });
});
