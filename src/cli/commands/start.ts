/** `garde-fou start`: the playground in the browser, without any credential. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Channel } from '../../channels/channel.js';
import type { Analyser } from '../../language/api.js';
import type { LogLevel } from '../../operation/open-log.js';
import type { RuleSet } from '../../rules/rule-set.js';
import { copies } from './backup.js';

/** The browser gets the page first. */
const WARM_UP_AFTER_MS = 1500;

interface Flags {
  host: string;
  port: number;
  database?: string;
  iKnowThisIsPublic?: boolean;
  /** Six imaginary partnerships with a year behind them. */
  demo?: boolean;
  /** Writes the demonstration's year anew. */
  fresh?: boolean;
  publicUrl?: string;
  backup?: string | boolean;
  backupKey?: string;
  backupKeep?: number;
  metricsTokenFile?: string;
  logLevel?: LogLevel;
  logForm?: 'json' | 'plain';
}

/** How long an orderly stop may take; the journals go on from wherever it was cut off. */
const STOP_MS = 4500;

export function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.');
  return port;
}

/** Opens the program and stays until it is asked to close. */
export async function start(flags: Flags): Promise<void> {
  const { UserError } = await import('../user-error.js');
  const { isLoopback } = await import('../../console/listen.js');
  if (!isLoopback(flags.host) && !flags.iKnowThisIsPublic)
    throw new UserError(
      `The playground has no sign-in: on ${flags.host}, everyone who reaches this machine could write in it and read its infraction log.`,
      'leave --host out to open it for this machine only; if that really is what you want, add --i-know-this-is-public',
    );
  const [
    { openPlayground },
    { loadReader },
    { watchRules },
    { defaultRulesDir },
    { projectRoot },
    { startProblem },
    { openChannels },
    { openLog },
    { readKeyFile },
    { readToken },
    { dirname, join, relative },
  ] = await Promise.all([
    import('../../console/open-playground.js'),
    import('../load-analyser.js'),
    import('../../rules/watch.js'),
    import('../../rules/load.js'),
    import('../../root.js'),
    import('../start-problem.js'),
    import('../../channels/open-channels.js'),
    import('../../operation/open-log.js'),
    import('../../operation/key-file.js'),
    import('../../operation/read-token.js'),
    import('node:path'),
  ]);
  const { rules, analyser } = await loadReader();
  const database =
    flags.database ?? join(projectRoot, 'data', flags.demo ? 'demo.sqlite' : 'garde-fou.sqlite');
  const demo = flags.demo ? await openDemo(database, flags.fresh === true, { rules, analyser }) : null;
  const log = openLog({
    level: flags.logLevel ?? 'warn',
    form: flags.logForm ?? (process.stderr.isTTY ? 'plain' : 'json'),
    write: (line) => void process.stderr.write(line),
  });
  const networks: string[] = [];
  const playground = await openPlayground({
    database,
    rules,
    analyser,
    host: flags.host,
    port: flags.port,
    log,
    ...(flags.publicUrl === undefined ? {} : { publicUrl: flags.publicUrl }),
    ...(demo ? { demo: true } : {}),
    examplesDir: join(dirname(database), 'proposed'),
    metricsToken: readToken(flags.metricsTokenFile ?? process.env.GARDE_FOU_METRICS_TOKEN_FILE),
    ...(flags.backup
      ? {
          backup: {
            folder: flags.backup === true ? join(dirname(database), 'backups') : flags.backup,
            keep: flags.backupKeep ?? 14,
            ...(flags.backupKey === undefined ? {} : { key: readKeyFile(flags.backupKey) }),
          },
        }
      : {}),
    async channels(store) {
      // The demonstration's people are made up: no network may ever hear of them.
      if (demo) return demo;
      try {
        const channels = await openChannels({ store, dataDir: dirname(database), env: process.env, log });
        networks.push(...channels.map((c) => c.name));
        return channels;
      } catch (error) {
        throw new UserError((error as Error).message, 'run “garde-fou setup telegram” to store it anew');
      }
    },
  }).catch((error: Error) => {
    throw startProblem(error, { host: flags.host, port: flags.port, database });
  });

  const asked = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

  const keepLast = (error: unknown): void => {
    const what = (error as Error).message;
    playground.rulesBroken(what);
    process.stderr.write(
      `The rules were changed and have a mistake; the last good ones stay in use.\n${what}\n`,
    );
  };
  const watch = watchRules(
    defaultRulesDir,
    () =>
      void loadReader().then((next) => {
        playground.useRules(next.rules, next.analyser);
        process.stdout.write('The rules were changed and are in use.\n');
      }, keepLast),
    keepLast,
    { current: rules.version, load: { examples: false } },
  );

  const { listening } = playground;
  if (flags.port !== 0 && listening.port !== flags.port)
    process.stdout.write(`Port ${flags.port} is taken, so it is ${listening.port} this time.\n`);
  process.stdout.write(
    `\n  Garde-fou is open:  ${listening.url}\n\n` +
      `  ${flags.demo ? 'Six imaginary partnerships' : 'A sample group of five'}, ${isLoopback(flags.host) ? 'on this machine only' : 'OPEN TO EVERYBODY WHO REACHES THIS MACHINE'}; its data: ${relative(process.cwd(), database) || database}\n` +
      (networks.length > 0
        ? `  Real groups: ${networks.join(', ')}; what goes wrong there is said here.\n`
        : '') +
      '  Ctrl+C closes it.\n\n',
  );

  // The page is being fetched; meanwhile the first message need not wait for what can be done before it.
  setTimeout(() => analyser.warmUp?.(), WARM_UP_AFTER_MS).unref();

  await asked;
  process.stdout.write('Closing…\n');
  watch.close();
  // Asked twice, or taking too long (a network that doesn't answer): what was not finished goes on at the next start.
  const leave = (): void => process.exit(0);
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  setTimeout(leave, STOP_MS).unref();
  await playground.close();
}

/** The channels of the demonstration, over a year that is written when there is none yet. */
async function openDemo(
  database: string,
  fresh: boolean,
  reader: { readonly rules: RuleSet; readonly analyser: Analyser },
): Promise<readonly Channel[]> {
  const [{ existsSync }, { UserError }, { isDemo, writeYear }, { demoChannels }] = await Promise.all([
    import('node:fs'),
    import('../user-error.js'),
    import('../../console/demo/year.js'),
    import('../../console/demo/demo-channel.js'),
  ]);
  // Its people sign in with one press: never over the data of real ones.
  if (existsSync(database) && !isDemo(database))
    throw new UserError(
      `${database} is no demonstration, and is left as it is.`,
      'leave --database out, or name a file that is not there yet',
    );
  const now = Date.now();
  if (fresh || !existsSync(database)) {
    process.stdout.write('A year of six imaginary partnerships is being lived through; a moment, please…\n');
    await writeYear({ ...reader, file: database, end: now });
  }
  return demoChannels(now);
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('start')
    .description('open the playground in the browser (no credential needed)')
    .option('--port <number>', 'port; when it is taken, the next free one', portNumber, 4040)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .option('--i-know-this-is-public', 'open it to other machines although it has no sign-in')
    .option(
      '--public-url <address>',
      'the address of the console behind a proxy, e.g. https://console.example.be',
    )
    .option('--demo', 'six imaginary partnerships with a year behind them')
    .option('--fresh', 'with --demo: live the year through once more')
    .option(
      '--backup [folder]',
      'make a verified backup every day (default folder: backups beside the database)',
    )
    .option('--backup-key <file>', 'seal those backups with this key; see garde-fou backup --new-key')
    .option('--backup-keep <n>', 'how many backups stay', copies, 14)
    .option(
      '--metrics-token-file <file>',
      'the token that may read /metrics (default: this machine alone may)',
    )
    .addOption(
      new Option('--log-level <level>', 'what is logged')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('warn'),
    )
    .addOption(
      new Option('--log-form <form>', 'default: plain on a terminal, else json').choices(['json', 'plain']),
    )
    .action(start);
}
