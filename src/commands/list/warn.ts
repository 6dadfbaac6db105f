/** /warn: the first two steps of the ladder, by who gives the command (art. 8 b, c). */
import { z } from 'zod';
import type { Act } from '../../domain/ladder/index.js';
import { rungOf, statusOf } from '../../domain/ladder/index.js';
import { may } from '../../domain/roles.js';
import { type Asked, command, refused } from '../command.js';
import { caseFor, ladderIn } from '../ladder/open-case.js';
import { step } from '../ladder/step.js';
import { readArgs } from '../parse/read-args.js';

const args = z.object({
  person: z.number().int(),
  reason: z.string().trim().min(3).max(4000),
  passesOver: z.string().trim().min(3).max(2000).optional(),
});
type Args = z.infer<typeof args>;

/** Coordinator and mandatary invite to the talk; after it the mandatary advises a reprimand, which the chef de corps gives. */
function stepOf(asked: Asked<Args>): Act {
  const { store, group, actor } = asked;
  const { person, reason, passesOver } = asked.args;
  if (may(actor.role, 'reprimand')) return { act: 'reprimand', reason };
  const open = store.cases.openOf(group.id, person)?.state;
  const talked = open !== undefined && statusOf(open, rungOf(open.ladder, 1)) === 'done';
  return may(actor.role, 'advise') && (talked || passesOver !== undefined)
    ? { act: 'advise', reason, ...(passesOver === undefined ? {} : { passesOver }) }
    : { act: 'plan-talk', reason };
}

const CONFIRM = {
  'plan-talk': 'warn.confirm-talk',
  advise: 'warn.confirm-advice',
  reprimand: 'warn.confirm-reprimand',
};
const DONE = { 'plan-talk': 'warn.talk', advise: 'warn.advice', reprimand: 'warn.reprimand' };

export const warn = command<Args>({
  name: 'warn',
  rights: ['talk-member', 'talk-coordinator', 'advise', 'reprimand'],
  help: 'help.warn',
  args,
  read: (tokens, context) => readArgs(tokens, { who: 'needed', reason: true }, context),
  confirm: (asked) => {
    const name = asked.store.persons.byId(asked.args.person)?.name ?? '';
    const { reason } = asked.args;
    return [{ key: CONFIRM[stepOf(asked).act as keyof typeof CONFIRM], params: { name, reason } }];
  },
  run: (asked) => {
    const { store, group, actor, now } = asked;
    const { person, reason } = asked.args;
    const ladder = ladderIn(store, group.id, person);
    if (ladder === null) return refused('no-ladder', { key: 'ladder.none' });
    const act = stepOf(asked);
    const about = caseFor(store, group.id, person, ladder, actor.person, reason, now);
    const key = DONE[act.act as keyof typeof DONE];
    const rung = rungOf(ladder, act.act === 'plan-talk' ? 1 : 2);
    return step(asked, about, [act], (c) => [{ key, params: { name: c.name, number: c.id } }], {
      command: 'act',
      args: { case: about.id, act: 'annul', rung, reason: reason },
    });
  },
});
