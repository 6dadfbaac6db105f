/** /summary: the last week in figures. The digest tells more (src/reports). */
import { z } from 'zod';
import { addDays } from '../../domain/belgian-calendar.js';
import { may } from '../../domain/roles.js';
import { command, done } from '../command.js';

const args = z.object({});
type Args = z.infer<typeof args>;
const DAYS = 7;

export const summary = command<Args>({
  name: 'summary',
  rights: ['see-summary'],
  help: 'help.summary',
  args,
  read: () => ({ raw: {} }),
  run: ({ store, group, actor, now }) => {
    const since = addDays(now, -DAYS);
    const rules = store.infractions.byRule(group.id, since);
    const number = rules.reduce((sum, r) => sum + r.n, 0);
    // Who sees no infraction of anybody sees how many, not which cases wait.
    const deep = may(actor.role, 'see-history');
    const cases = store.cases.ofGroup(group.id).filter((c) => c.closedAt === null);
    return done([
      { key: 'summary.head', params: { group: group.title, day: since } },
      number === 0
        ? { key: 'summary.no-infractions' }
        : { key: 'summary.infractions', params: { number, rules: rules.map((r) => r.rule) } },
      {
        key: 'summary.waiting',
        params: {
          holds: store.holds.open(group.id).length,
          threads: store.threads.openOf(group.id).length,
          reviews: store.reviews.open(group.id, 1000).length,
        },
      },
      ...(deep
        ? [
            {
              key: 'summary.cases',
              params: { cases: cases.length, proposals: store.proposals.open(group.id).length },
            },
          ]
        : []),
    ]);
  },
});
