/** /erase: takes a person's words and identity out (GDPR art. 17), unless a case needs them. */
import { z } from 'zod';
import { erasePerson } from '../../store/erase-person.js';
import { command, done, refused } from '../command.js';
import { groupsOf } from '../people-of.js';

const args = z.object({});
type Args = z.infer<typeof args>;

export const erase = command<Args>({
  name: 'erase',
  rights: ['own-data'],
  help: 'help.erase',
  args,
  read: () => ({ raw: {} }),
  confirm: () => [{ key: 'erase.confirm' }],
  run: ({ store, group, actor, now }) => {
    const groups = groupsOf(store, group.channel, actor.person);
    // What a running case rests on may be kept until it is over (art. 17 §3 e).
    if (groups.some((g) => store.cases.openOf(g.id, actor.person)))
      return refused('open-case', { key: 'erase.open-case' });
    // An official's office is a matter of the register: they hand it over first.
    if (groups.some((g) => (store.members.get(g.id, actor.person)?.role ?? 'member') !== 'member'))
      return refused('in-office', { key: 'erase.in-office' });
    erasePerson(store.db, actor.person, now);
    return done([{ key: 'erase.done' }]);
  },
});
