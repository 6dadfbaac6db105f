/** A proposal is answered with: no step. It does not come again for the same infractions. */
import { z } from 'zod';
import { may } from '../../domain/roles.js';
import { command, done, refused } from '../command.js';
import { readArgs } from '../parse/read-args.js';

const args = z.object({ proposal: z.number().int().optional(), person: z.number().int().optional() });
type Args = z.infer<typeof args>;

export const noStep = command<Args>({
  name: 'no-step',
  rights: ['talk-member', 'talk-coordinator'],
  help: 'help.no-step',
  args,
  read: (tokens, context) => readArgs(tokens, { who: 'needed' }, context),
  run: ({ store, group, actor, args, now }) => {
    const open = store.proposals
      .open(group.id)
      .find((p) => p.id === args.proposal || p.person === args.person);
    if (!open || !may(actor.role, open.ladder === 'member' ? 'talk-member' : 'talk-coordinator'))
      return refused('nothing', { key: 'proposal.none' });
    store.proposals.decide(group.id, open.person, actor.person, 'dismissed', now);
    return done([{ key: 'proposal.dismissed', params: { name: open.name } }]);
  },
});
