/** /exclude: for a time (third step, after a police report), or for good (proposes the fourth). */
import { z } from 'zod';
import type { Act } from '../../domain/ladder/index.js';
import { rungOf, statusOf } from '../../domain/ladder/index.js';
import { may } from '../../domain/roles.js';
import { type Asked, command, refused } from '../command.js';
import { caseFor, ladderIn } from '../ladder/open-case.js';
import { refusedStep } from '../ladder/refusal-text.js';
import { step } from '../ladder/step.js';
import { readArgs } from '../parse/read-args.js';

const args = z
  .object({
    person: z.number().int(),
    until: z.number().int().optional(),
    forever: z.boolean().default(false),
    report: z.string().trim().min(1).max(80).optional(),
    reason: z.string().trim().min(3).max(4000),
    passesOver: z.string().trim().min(3).max(2000).optional(),
  })
  .refine((a) => a.forever || a.until !== undefined, { path: ['until'] });
type Args = z.infer<typeof args>;

function stepsOf({ store, group, actor, args }: Asked<Args>): readonly Act[] {
  const { reason, report, until, passesOver } = args;
  if (args.forever)
    return [
      { act: 'propose-removal', reason, ...(passesOver === undefined ? {} : { passesOver }) },
      ...(may(actor.role, 'sign-as-coordinator') || may(actor.role, 'sign-as-mandatary')
        ? [{ act: 'sign' } as const]
        : []),
    ];
  const open = store.cases.openOf(group.id, args.person)?.state;
  const referred = open !== undefined && statusOf(open, rungOf(open.ladder, 3)) === 'done';
  return [
    ...(report !== undefined && !referred ? [{ act: 'refer', reason, report } as const] : []),
    { act: 'exclude', reason, until: until! },
  ];
}

export const exclude = command<Args>({
  name: 'exclude',
  rights: ['exclude', 'propose-removal'],
  help: 'help.exclude',
  args,
  read: (tokens, context) =>
    readArgs(tokens, { who: 'needed', until: true, report: true, reason: true }, context),
  confirm: ({ store, args }) => {
    const name = store.persons.byId(args.person)?.name ?? '';
    const { reason } = args;
    return [
      args.forever
        ? { key: 'exclude.confirm-removal', params: { name, reason } }
        : { key: 'exclude.confirm', params: { name, reason, moment: args.until! } },
    ];
  },
  run: (asked) => {
    const { store, group, actor, now } = asked;
    const { person, reason, forever } = asked.args;
    const ladder = ladderIn(store, group.id, person);
    if (ladder === null) return refused('no-ladder', { key: 'ladder.none' });
    // A coordinator leaves office by the authority's dismissal, not by signatures.
    if (forever && ladder === 'coordinator') return refused('wrong-ladder', { key: 'ladder.dismissal-only' });
    if (!may(actor.role, forever ? 'propose-removal' : 'exclude')) return refusedStep('no-right');
    const about = caseFor(store, group.id, person, ladder, actor.person, reason, now);
    const acts = stepsOf(asked);
    if (forever)
      return step(asked, about, acts, (c) => [
        { key: 'exclude.removal-proposed', params: { name: c.name, number: c.id } },
      ]);
    return step(
      asked,
      about,
      acts,
      (c) => [{ key: 'exclude.done', params: { name: c.name, moment: asked.args.until!, number: c.id } }],
      { command: 'act', args: { case: about.id, act: 'end-exclusion', reason } },
    );
  },
});
