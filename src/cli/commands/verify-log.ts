/** `garde-fou verify-log`: proves that neither infractions nor what was done about them were changed after the fact. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { projectRoot } from '../../root.js';
import { openDatabase } from '../../store/open-database.js';
import type { CaseProof } from '../../store/verify-case-log.js';
import type { LedgerProof } from '../../store/verify-ledger.js';
import { type RecordProof, verifyRecord } from '../../store/verify-record.js';
import { UserError } from '../user-error.js';

const moment = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Europe/Brussels',
  }).format(at);

/** What was proved, in lines for a terminal. */
export function describeProof({ ok, ledger, cases }: RecordProof): string[] {
  const noted = [ledger, cases].find((p) => p.ok && p.expectedAt !== null);
  return [
    ...ofChain('Infractions', ledger, (p) => [
      `  excerpts  ${p.excerpts} kept and true to their digest, ${p.erased} erased`,
    ]),
    ...ofChain('Acts in cases', cases, (p) => [
      `  reasons   ${p.entries - p.erased - p.gone} kept and true to their digest, ${p.erased} erased, ${p.gone} of cases deleted at the end of their time`,
    ]),
    ...(ok
      ? [
          noted?.ok
            ? `The head that you noted is line ${noted.expectedAt} of ${noted === ledger ? 'the infractions' : 'the acts in cases'}.`
            : 'Note both heads somewhere else: verify-log --expect HEAD then also shows a log rewritten from end to end.',
        ]
      : [
          'What to do: stop the program and keep a copy of the file as it is. Restore the newest backup on which',
          'verify-log succeeds, compare what follows in the copy, and tell the coordinator and the mandatary: nothing',
          'from the broken line on can serve as evidence.',
        ]),
  ];
}

function ofChain<P extends LedgerProof | CaseProof>(
  what: string,
  proof: P,
  more: (proof: Extract<P, { ok: true }>) => readonly string[],
): string[] {
  if (!proof.ok)
    return [
      `${what}: BROKEN: ${proof.explanation}`,
      ...(proof.at === null ? [] : [`        written at  ${moment(proof.at)}`]),
      ...(proof.seq === null ? [] : [`        The ${proof.good} line(s) before it hold.`]),
    ];
  return [
    `${what}: the chain is whole: ${proof.entries} ${proof.entries === 1 ? 'entry' : 'entries'}.`,
    ...(proof.first === null || proof.last === null
      ? []
      : [
          `  first     ${moment(proof.first)}`,
          `  last      ${moment(proof.last)}`,
          ...more(proof as Extract<P, { ok: true }>),
        ]),
    `  head      ${proof.head}`,
  ];
}

function prove(file: string, expected: string | undefined): RecordProof {
  let db: ReturnType<typeof openDatabase> | undefined;
  try {
    db = openDatabase(file, { readonly: true });
    return verifyRecord(db, expected);
  } catch (error) {
    throw new UserError(
      `${file} can't be read as a database of Garde-fou (${error instanceof Error ? error.message : error}).`,
      'check that it is the right file; if it is, restore the newest backup',
      2,
    );
  } finally {
    db?.close();
  }
}

/** A mistyped head must not read as a record that was rewritten. */
function headHash(value: string): string {
  if (!/^[0-9a-f]{64}$/i.test(value.trim()))
    throw new InvalidArgumentError(
      'A head is 64 signs, 0 to 9 and a to f: copy it as verify-log printed it.',
    );
  return value.trim().toLowerCase();
}

export function register(program: Command): void {
  program
    .command('verify-log')
    .description('prove that infractions and acts in cases were not changed (exit code 1 when they were)')
    .option('--database <file>', 'the database', join(projectRoot, 'data', 'garde-fou.sqlite'))
    .option('--expect <hash>', 'a head that was noted earlier and must still be in its chain', headHash)
    .option('--json', 'print the proof as JSON')
    .action((options: { database: string; expect?: string; json?: boolean }) => {
      if (!existsSync(options.database))
        throw new UserError(
          `There is no database ${options.database}.`,
          'name it with --database FILE; it is made at the first start',
          2,
        );
      const proof = prove(options.database, options.expect);
      console.log(options.json ? JSON.stringify(proof) : describeProof(proof).join('\n'));
      if (!proof.ok) process.exitCode = 1;
    });
}
