/** /close: a report is over; what follows opens a new thread. */
import { z } from 'zod';
import { command, done, refused } from '../command.js';
import { orderDecide } from '../holds.js';

const args = z.object({ thread: z.string().max(64).optional() });
type Args = z.infer<typeof args>;

export const close = command<Args>({
  name: 'close',
  rights: ['close-thread'],
  help: 'help.close',
  args,
  read: (tokens) => {
    const id = tokens.find((t) => /^t\d+(?:\.\d+)?$/.test(t.folded));
    return { raw: id ? { thread: id.folded } : {} };
  },
  run: (asked) => {
    const { store, group, args } = asked;
    const open = store.threads.openOf(group.id);
    const thread = args.thread ?? (open.length === 1 ? open[0]!.id : undefined);
    if (thread === undefined && open.length > 1)
      return {
        ok: true,
        word: 'asks-which',
        answer: [{ key: 'close.which' }],
        choose: {
          field: 'thread',
          from: open.map((t) => ({
            value: t.id,
            name: [
              store.persons.find(group.channel, t.openedBy)?.name ?? '',
              ...t.signature.slice(0, 4),
            ].join(' '),
          })),
        },
      };
    if (thread === undefined || !open.some((t) => t.id === thread))
      return refused('nothing', { key: 'close.none' });
    const outcome = orderDecide(asked, { what: 'close-thread', thread }, []);
    return outcome.ok
      ? { ...outcome, ...done([{ key: 'close.done' }]), decision: outcome.decision! }
      : outcome;
  },
});
