/** /members: who is on the register, and who has not accepted the internal rules or declared (Annex 4 §3 a, §5 b). */
import { z } from 'zod';
import { command, done } from '../command.js';

const args = z.object({});
type Args = z.infer<typeof args>;

/** More names than fit into one sentence are told as a number. */
const MOST_NAMES = 40;
const OUTSIDE = new Set(['mandatary', 'chef-de-corps', 'authority-delegate', 'operator']);

export const members = command<Args>({
  name: 'members',
  rights: ['release'],
  help: 'help.members',
  args,
  read: () => ({ raw: {} }),
  run: ({ store, group }) => {
    const all = store.enrolments.standing(group.id).filter((m) => !OUTSIDE.has(m.role));
    const open = all.filter((m) => m.declaredAt === null);
    const names = open.slice(0, MOST_NAMES).map((m) => m.name || m.identity);
    return done([
      { key: 'enrol.members-head', params: { group: group.title, number: all.length } },
      ...(open.length === 0
        ? [{ key: 'enrol.members-all' }]
        : [
            { key: 'enrol.members-open', params: { number: open.length, names } },
            ...(open.length > names.length
              ? [{ key: 'enrol.members-more', params: { number: open.length - names.length } }]
              : []),
          ]),
    ]);
  },
});
