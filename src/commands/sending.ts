/** Giving and withdrawing the habilitation to send without prior authorisation (art. 8 d). */
import { z } from 'zod';
import type { Action } from '../domain/action.js';
import { effectiveMode } from '../domain/group.js';
import { rolesWith } from '../domain/roles.js';
import { type Command, command, done, refused } from './command.js';
import { tellRoles } from './ladder/act-in-case.js';
import type { CommandName } from './parse/names.js';
import { readArgs } from './parse/read-args.js';

const args = z.object({ reason: z.string().trim().min(3).max(2000) });
type Args = z.infer<typeof args>;

export function sendingCommand(definition: {
  readonly name: CommandName;
  readonly back: CommandName;
  readonly help: string;
  readonly sending: 'habilitation' | 'prior-authorisation';
  readonly done: string;
  readonly said: string;
  readonly already: string;
}): Command {
  return command<Args>({
    name: definition.name,
    rights: ['habilitate'],
    help: definition.help,
    args,
    read: (tokens, context) => readArgs(tokens, { reason: true }, context),
    run: ({ store, group, actor, args: { reason }, now }) => {
      if (group.policy.sending === definition.sending)
        return refused('already', { key: definition.already, params: { group: group.title } });
      store.groups.setPolicy(group.id, { ...group.policy, sending: definition.sending });
      store.habilitations.add(group.id, definition.sending === 'habilitation', actor.person, reason, now);
      const actions: Action[] = tellRoles(
        store,
        group,
        [...rolesWith('sign-as-coordinator'), 'steering-committee'],
        [actor.person],
        [{ key: definition.said }, { key: 'inform.reason', params: { reason } }],
      );
      // The members learn how it is from now on, not why.
      if (effectiveMode(group.state) !== 'observe')
        actions.push({ type: 'say', sentences: [{ key: definition.said }], lang: group.policy.lang });
      return done([{ key: definition.done, params: { group: group.title } }], {
        actions,
        undo: { command: definition.back, args: { reason } },
      });
    },
  });
}
