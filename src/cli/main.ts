/**
 * The command line's frame. Each command is one file in commands/, loaded only when it is called, so that
 * `classify` does not pay for what `start` needs. Exit codes: 0 done, 1 something went wrong, 2 wrong usage.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { projectRoot } from '../root.js';
import { RulesError } from '../rules/problem.js';
import type { CommandModule } from './command.js';
import { UserError } from './user-error.js';

const commandsDir = new URL('./commands/', import.meta.url);
const commandNames = readdirSync(commandsDir)
  .filter((f) => /^[a-z-]+\.js$/.test(f))
  .map((f) => f.slice(0, -3));

const versionInPackage = (): string =>
  String(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version);

/** The named command alone when it is one of ours; all of them for help and for a name that is none. */
async function loadCommands(program: Command, args: readonly string[]): Promise<void> {
  const named = args.find((a) => !a.startsWith('-'));
  const wanted = named !== undefined && commandNames.includes(named) ? [named] : commandNames;
  for (const name of wanted) {
    const module = (await import(new URL(`${name}.js`, commandsDir).href)) as Partial<CommandModule>;
    await module.register?.(program);
  }
}

/** Runs the program; answers its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  // Reading the version costs a file: only for who asks.
  const version = args.includes('--version') || args.includes('-V') ? versionInPackage() : '';
  const program = new Command('garde-fou')
    .description('Keeps neighbourhood-watch groups to Annex 4 of the ministerial circular.')
    .version(version)
    .option('--debug', 'show where in the program an error arose')
    .showHelpAfterError('(garde-fou --help shows what there is)')
    .exitOverride();
  try {
    await loadCommands(program, args);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return fail(error, args.includes('--debug'));
  }
}

/** Names of files and chats are strangers' words: none may steer the terminal. */
const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ' '));

function fail(error: unknown, debug: boolean): number {
  // Commander has already written its own words.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof UserError || error instanceof RulesError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`garde-fou: ${harmless(message)}\n`);
  if (error instanceof UserError && error.remedy) process.stderr.write(`  → ${harmless(error.remedy)}\n`);
  if (error instanceof RulesError)
    process.stderr.write('  → mend the lines above; docs/RULES.md explains the form\n');
  if (!known && !debug)
    process.stderr.write('  → run the same command with --debug to see where it happened\n');
  if (debug && error instanceof Error)
    process.stderr.write(`${error.stack?.slice(error.stack.search(/\n +at /) + 1) ?? ''}\n`);
  return error instanceof UserError ? error.exitCode : 1;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Whatever is written (database, journals, reports) is about people: for the eyes of its owner only.
process.umask(0o077);
process.exitCode = await run(process.argv.slice(2));
