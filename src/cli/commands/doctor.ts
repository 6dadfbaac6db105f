/** `garde-fou doctor`: is everything well here? Exit code 0: nothing bad; 1: something is. */
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

const MARKS = { ok: '  ok ', warn: 'note ', bad: ' BAD ' } as const;

export function register(program: Command): void {
  program
    .command('doctor')
    .description('look whether all is well: machine, database, log, rules, channels, backups')
    .option('--database <file>', 'the database', usualDatabase)
    .option('--backups <folder>', 'where the backups are (default: backups beside the database)')
    .option('--json', 'print the findings as JSON')
    .action(async (flags: { database: string; backups?: string; json?: boolean }) => {
      const [{ examine }, { loadReader }, { projectRoot }] = await Promise.all([
        import('../../operation/doctor.js'),
        import('../load-analyser.js'),
        import('../../root.js'),
      ]);
      const findings = await examine({
        database: flags.database,
        root: projectRoot,
        ...(flags.backups === undefined ? {} : { backups: flags.backups }),
        env: process.env,
        now: Date.now(),
        node: process.version,
        loadReader: async () => ({ rules: (await loadReader()).rules.files.length }),
      });
      process.stdout.write(
        flags.json
          ? `${JSON.stringify(findings, null, 2)}\n`
          : findings
              .map(
                (f) =>
                  `${MARKS[f.level]} ${f.what}: ${f.says}\n${f.remedy === undefined ? '' : `       → ${f.remedy}\n`}`,
              )
              .join(''),
      );
      if (findings.some((f) => f.level === 'bad')) process.exitCode = 1;
    });
}
