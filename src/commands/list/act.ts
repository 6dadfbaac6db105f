/** A step of a case by its name: what the console sends, and what /case becomes. */
import { z } from 'zod';
import { ACTS, type Act, actSchema, ladderOf } from '../../domain/ladder/index.js';
import type { Store } from '../../store/store.js';
import { type Asked, command, refused } from '../command.js';
import { mayReadCase } from '../ladder/may-read-case.js';
import { refusedStep } from '../ladder/refusal-text.js';
import { step } from '../ladder/step.js';

const args = z.looseObject({ case: z.number().int(), act: z.enum(ACTS as [string, ...string[]]) });
type Args = z.infer<typeof args>;

/** The console's flat arguments as an act; null when they don't make one. */
export function actOf({ case: _case, group: _group, ...rest }: Record<string, unknown>): Act | null {
  const fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const option = actSchema.options.find((o) => o.shape.act.value === fields.act);
  if (!option) return null;
  // What does not belong to this act is left aside: a form may send more than is asked.
  const known = Object.fromEntries(Object.entries(fields).filter(([key]) => key in option.shape));
  const parsed = actSchema.safeParse(known);
  return parsed.success ? parsed.data : null;
}

/** Steps that can't simply be taken back. */
const GRAVE: ReadonlySet<Act['act']> = new Set([
  'reprimand',
  'refer',
  'exclude',
  'sign',
  'visa',
  'dismiss',
  'ruling',
  'elect',
  'annul',
  'close',
]);

/** Art. 8 b: one of the members, who is there, and holds no office of the police or the authorities. */
function canHoldOffice(store: Store, group: number, person: number): boolean {
  const member = store.members.get(group, person);
  return member !== null && member.left_at === null && ladderOf(member.role) !== null;
}

export function runAct(asked: Asked<unknown>, number: number, act: Act | null, missing = 'command.unclear') {
  const { store, group, actor } = asked;
  const about = store.cases.byId(number);
  if (
    !about ||
    about.group !== group.id ||
    !mayReadCase(actor.role, about.ladder, about.person === actor.person)
  )
    return refused('no-case', { key: 'case.none', params: { number } });
  if (!act) return refused('unclear', { key: missing });
  if ((act.act === 'name-temporary' || act.act === 'elect') && !canHoldOffice(store, group.id, act.person))
    return refused('nobody', { key: 'command.whom' });
  if (act.act === 'exclusion-ends' || act.act === 'appeal-lapses') return refusedStep('no-right');
  return step(asked, about, [act], (c) => [{ key: 'case.done', params: { number: c.id, name: c.name } }]);
}

export const act = command<Args>({
  name: 'act',
  rights: [
    'talk-member',
    'talk-coordinator',
    'advise',
    'reprimand',
    'refer',
    'exclude',
    'dismiss',
    'name-temporary',
    'note-assembly',
    'note-appeal',
  ],
  help: 'help.case',
  args,
  read: () => ({ raw: {}, problem: { key: 'command.use-case' } }),
  confirm: ({ args, store }) =>
    GRAVE.has(args.act as Act['act'])
      ? [
          {
            key: 'case.confirm',
            params: { number: args.case, name: store.cases.byId(args.case)?.name ?? '' },
          },
        ]
      : null,
  run: (asked) => runAct(asked, asked.args.case, actOf(asked.args)),
});
