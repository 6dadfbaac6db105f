/** `garde-fou demo`: the console over six imaginary partnerships with a year behind them. */
import type { Command } from 'commander';
import { portNumber, start } from './start.js';

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('demo')
    .description('open the console over six imaginary partnerships with a year behind them')
    .option('--port <number>', 'port; when it is taken, the next free one', portNumber, 4040)
    .option('--fresh', 'live the year through once more')
    .action((flags: { port: number; fresh?: boolean }) => start({ host: '127.0.0.1', demo: true, ...flags }));
}
