/** /history: a member's infractions that stand, and the step that they speak for; one's own for everybody. */
import { z } from 'zod';
import type { Sentence } from '../../domain/action.js';
import { may } from '../../domain/roles.js';
import { command, done, refused } from '../command.js';
import { ladderIn } from '../ladder/open-case.js';
import { proposalFor, proposed } from '../office/daily-look.js';
import { readArgs } from '../parse/read-args.js';

const args = z.object({ person: z.number().int().optional() });
type Args = z.infer<typeof args>;
const SHOWN = 12;

export const history = command<Args>({
  name: 'history',
  rights: ['own-data', 'see-history'],
  help: 'help.history',
  args,
  read: (tokens, context) => readArgs(tokens, { who: tokens.length > 0 ? 'needed' : 'maybe' }, context),
  run: (asked) => {
    const { store, rules, group, actor, now } = asked;
    const person = asked.args.person ?? actor.person;
    const own = person === actor.person;
    // A coordinator's infractions are for those who stand above coordinators, and for themselves.
    const ladder = ladderIn(store, group.id, person);
    const right =
      may(actor.role, 'see-history') &&
      (ladder !== 'coordinator' || may(actor.role, 'see-coordinator-cases'));
    if (!own && !right) return refused('no-right', { key: 'history.only-own' });
    const name = store.persons.byId(person)?.name ?? '';
    const standing = store.infractions.of(group.id, person);
    const shown = standing.slice(-SHOWN).reverse();
    const lines = shown.map(
      (i): Sentence => ({
        key: i.excerpt === '' ? 'history.line' : 'history.line-words',
        params: { number: i.seq, moment: i.at, rules: [i.rule], clause: i.clause, words: i.excerpt },
      }),
    );
    const proposal = own ? null : proposalFor({ store, rules, group, now }, person);
    const place = own ? null : store.members.get(group.id, person);
    const takenOut: Sentence[] =
      place?.left_by == null
        ? []
        : [
            {
              key: 'history.taken-out',
              params: { by: store.persons.byId(place.left_by)?.name ?? '', moment: place.left_at ?? now },
            },
          ];
    const open = store.cases.openOf(group.id, person);
    return done([
      standing.length === 0
        ? { key: own ? 'history.own-none' : 'history.none', params: { name, group: group.title } }
        : {
            key: own ? 'history.own' : 'history.head',
            params: { name, number: standing.length, group: group.title },
          },
      ...takenOut,
      ...lines,
      ...(proposal ? proposed(name, group.title, proposal) : []),
      ...(open ? [{ key: 'history.case', params: { number: open.id } }] : []),
    ]);
  },
});
