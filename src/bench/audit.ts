/** How long an audit of a long chat takes, and how much memory. Aim: 100,000 messages in 10 s and 300 MB. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditFile } from '../audit/audit-file.js';
import { startPool } from '../audit/parallel/analysis-pool.js';
import type { RuleTable } from '../domain/rule.js';
import type { Analyser } from '../language/api.js';
import { shareLanguage } from '../language/index.js';
import { loadRules } from '../rules/load.js';
import { makeExport } from './make-export.js';

export interface AuditBench {
  readonly messages: number;
  readonly seconds: number;
  readonly microsecondsPerMessage: number;
  /** Highest resident memory of the process meanwhile. */
  readonly peakMegabytes: number;
}

/** `rules`: by default those of the project, with the threads that the command has. Reads and writes only a temporary folder. */
export async function benchAudit(
  analyser: Analyser,
  options: {
    readonly messages?: number;
    readonly rules?: RuleTable;
    readonly format?: 'whatsapp' | 'telegram';
  } = {},
): Promise<AuditBench> {
  const messages = options.messages ?? 100_000;
  const format = options.format ?? 'whatsapp';
  const own = options.rules === undefined ? loadRules(undefined, { examples: false }) : null;
  const rules = options.rules ?? own!.table;
  const dir = await mkdtemp(join(tmpdir(), 'garde-fou-bench-'));
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  try {
    const file = join(dir, format === 'whatsapp' ? 'chat.txt' : 'result.json');
    await pipeline(Readable.from(makeExport({ messages, format })), createWriteStream(file));
    const start = performance.now();
    await auditFile(file, {
      analyser,
      rules,
      title: (rule) => rule,
      mode: 'hold',
      html: true,
      csv: true,
      ...(own ? { startPool: (preferred) => startPool({ language: shareLanguage(own), preferred }) } : {}),
      onProgress: sample,
      now: Date.now(),
    });
    const ms = performance.now() - start;
    sample();
    return {
      messages,
      seconds: ms / 1000,
      microsecondsPerMessage: (ms * 1000) / messages,
      peakMegabytes: peak / 1_048_576,
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
