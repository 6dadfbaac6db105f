/** /help: what this person may do here, and nothing else. */
import { z } from 'zod';
import { may } from '../../domain/roles.js';
import { type Command, command, done } from '../command.js';
import { commands } from '../commands.js';
import { actorIn, groupsOf } from '../people-of.js';

const args = z.object({});
type Args = z.infer<typeof args>;

/** Not for typing: the console and buttons use them. */
const HIDDEN: ReadonlySet<Command['name']> = new Set(['act', 'no-step']);

export const help = command<Args>({
  name: 'help',
  rights: ['help'],
  help: 'help.help',
  args,
  read: () => ({ raw: {} }),
  run: ({ store, group, actor }) => {
    // Whoever has several groups sees what they may do in any of them.
    const roles = groupsOf(store, group.channel, actor.person)
      .map((g) => actorIn(store, g, actor.person)?.role)
      .filter((role) => role !== undefined);
    const possible = commands().filter(
      (c) =>
        !HIDDEN.has(c.name) &&
        c.rights.some((right) => [actor.role, ...roles].some((role) => may(role, right))),
    );
    return done([{ key: 'help.head' }, ...possible.map((c) => ({ key: c.help })), { key: 'help.foot' }]);
  },
});
