/** What a file in src/cli/commands exports: one command each, found by its file name. */
import type { Command } from 'commander';

export interface CommandModule {
  /** Adds the command to the program. Its action may throw: `UserError` for what people can mend. */
  register(program: Command): void | Promise<void>;
}
