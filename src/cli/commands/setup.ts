/** `garde-fou setup …`: one file in setup/ for each thing that is set up, as commands/ has one for each command. */
import { readdirSync } from 'node:fs';
import type { Command } from 'commander';
import type { CommandModule } from '../command.js';

const folder = new URL('./setup/', import.meta.url);

/** Adds the command with all its parts; they load what they need only when they are called. */
export async function register(program: Command): Promise<void> {
  const setup = program.command('setup').description('set up the partnership; connect Telegram or WhatsApp');
  for (const file of readdirSync(folder).filter((f) => /^[a-z-]+\.js$/.test(f))) {
    const part = (await import(new URL(file, folder).href)) as CommandModule;
    await part.register(setup);
  }
}
