/** What /sign and /visa have in common: one case, or a choice among those that wait for this person. */
import { z } from 'zod';
import { refusalOf } from '../../domain/ladder/index.js';
import type { Right } from '../../domain/roles.js';
import type { CaseRow } from '../../store/people/cases.js';
import { type Asked, type Command, command, refused } from '../command.js';
import { readArgs } from '../parse/read-args.js';
import { step } from './step.js';

const args = z.object({ case: z.number().int().optional() });
type Args = z.infer<typeof args>;

/** Cases that wait for this person's signature. */
function waitingFor({ store, group, actor, now }: Asked<Args>, act: 'sign' | 'visa'): readonly CaseRow[] {
  return store.cases
    .ofGroup(group.id)
    .filter((c) => c.closedAt === null)
    .filter((c) => {
      const at = Math.max(now, c.state.lastActAt);
      return (
        refusalOf(c.state, { act: { act }, actor: { person: actor.person, role: actor.role }, at }) === null
      );
    });
}

const only = (asked: Asked<Args>, act: 'sign' | 'visa'): CaseRow | null => {
  if (asked.args.case !== undefined) {
    const found = asked.store.cases.byId(asked.args.case);
    return found?.group === asked.group.id ? found : null;
  }
  const waiting = waitingFor(asked, act);
  return waiting.length === 1 ? waiting[0]! : null;
};

export function signing(
  act: 'sign' | 'visa',
  rights: readonly Right[],
  texts: { readonly help: string; readonly confirm: string; readonly done: string; readonly none: string },
): Command {
  return command<Args>({
    name: act,
    rights,
    help: texts.help,
    args,
    read: (tokens, context) => readArgs(tokens, { number: 'case' }, context),
    confirm: (asked) => {
      const about = only(asked, act);
      const proposal = about?.state.rungs['M-4']?.marks.find((m) => m.act === 'propose-removal');
      return [
        {
          key: texts.confirm,
          params: { name: about?.name ?? '', number: about?.id ?? 0, reason: proposal?.words ?? '' },
        },
      ];
    },
    run: (asked) => {
      const about = only(asked, act);
      if (about)
        return step(asked, about, [{ act }], (c) => [
          { key: texts.done, params: { name: c.name, number: c.id } },
        ]);
      const waiting = waitingFor(asked, act);
      if (waiting.length === 0 || asked.args.case !== undefined)
        return refused('nothing', { key: texts.none });
      return {
        ok: true,
        word: 'asks-which',
        answer: [{ key: 'command.which-case' }],
        choose: { field: 'case', from: waiting.map((c) => ({ value: c.id, name: `${c.id} · ${c.name}` })) },
      };
    },
  });
}
