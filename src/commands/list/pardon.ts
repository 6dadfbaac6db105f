/** /pardon: annuls an infraction, with a reason. The ledger keeps both lines. */
import { z } from 'zod';
import { told } from '../../domain/action.js';
import { may } from '../../domain/roles.js';
import { annul } from '../../engine/read-ledger.js';
import type { StandingInfraction } from '../../store/people/infractions.js';
import { type Asked, command, done, refused } from '../command.js';
import { ladderIn } from '../ladder/open-case.js';
import { readArgs } from '../parse/read-args.js';

const args = z.object({
  entry: z.number().int().optional(),
  person: z.number().int().optional(),
  message: z.string().optional(),
  reason: z.string().trim().min(3).max(2000),
});
type Args = z.infer<typeof args>;
const CHOICES = 8;

function found({ store, group, args }: Asked<Args>): readonly StandingInfraction[] {
  if (args.entry !== undefined) {
    const one = store.infractions.bySeq(args.entry);
    return one?.group === group.id ? [one] : [];
  }
  const byMessage = args.message === undefined ? [] : store.infractions.byMessage(group.id, args.message);
  if (byMessage.length > 0) return byMessage;
  return args.person === undefined
    ? []
    : store.infractions.of(group.id, args.person).slice(-CHOICES).reverse();
}

export const pardon = command<Args>({
  name: 'pardon',
  rights: ['pardon'],
  help: 'help.pardon',
  args,
  read: (tokens, context) => {
    const reading = readArgs(tokens, { number: 'entry', who: 'needed', reason: true }, context);
    const { message } = context.hint;
    if (message === null || reading.raw.entry !== undefined) return reading;
    const { problem: _, ...rest } = reading;
    return { ...rest, raw: { ...rest.raw, message } };
  },
  confirm: (asked) => {
    const [one] = found(asked);
    if (!one) return null;
    const name = asked.store.persons.byId(one.person)?.name ?? '';
    const params = { name, rules: [one.rule], number: one.seq, reason: asked.args.reason };
    return [{ key: 'pardon.confirm', params }];
  },
  run: (asked) => {
    const { store, group, actor, now } = asked;
    const { reason } = asked.args;
    const list = found(asked);
    const [one] = list;
    if (!one) return refused('nothing', { key: 'pardon.none' });
    if (list.length > 1)
      return {
        ok: true,
        word: 'asks-which',
        answer: [{ key: 'pardon.which' }],
        choose: {
          field: 'entry',
          from: list.map((i) => ({ value: i.seq, name: `#${i.seq} ${i.rule} ${i.excerpt}`.slice(0, 60) })),
        },
      };
    if (one.person === actor.person) return refused('own-case', { key: 'ladder.own-case' });
    // A coordinator's is for those who stand above coordinators.
    if (ladderIn(store, group.id, one.person) === 'coordinator' && !may(actor.role, 'see-coordinator-cases'))
      return refused('no-right', { key: 'ladder.no-right' });
    if (!annul(store, one.seq, actor.identity, reason, now))
      return refused('nothing', { key: 'pardon.none' });
    const who = store.persons.byId(one.person)!;
    return done([{ key: 'pardon.done', params: { name: who.name, number: one.seq } }], {
      actions: [
        told(who.identity, store.members.get(group.id, who.id)?.lang ?? group.policy.lang, [
          { key: 'pardon.told', params: { rules: [one.rule], group: group.title } },
          { key: 'inform.reason', params: { reason } },
        ]),
      ],
    });
  },
});
