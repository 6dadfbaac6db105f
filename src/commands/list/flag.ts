/** /flag: any member points the coordinator privately to a message that the bot let pass. Nobody learns who did. */
import { z } from 'zod';
import { isCoordinator } from '../../domain/vocabulary.js';
import { command, done, refused } from '../command.js';
import { reasonOf } from '../parse/read-args.js';

const args = z.object({
  /** The message's own words, where it was replied to. */
  words: z.string().max(4000).optional(),
  /** Identity of its poster. */
  poster: z.string().max(128).optional(),
  reason: z.string().trim().max(2000).optional(),
});
type Args = z.infer<typeof args>;
/** As the review list names it. */
const FLAGGED = 'flagged';

export const flag = command<Args>({
  name: 'flag',
  rights: ['flag'],
  help: 'help.flag',
  args,
  read: (tokens, { hint }) => ({
    raw: {
      ...reasonOf(tokens),
      ...(hint.words === null ? {} : { words: hint.words.slice(0, 4000) }),
      ...(hint.replied === null ? {} : { poster: hint.replied }),
    },
  }),
  run: ({ store, group, actor, args, inbox, now }) => {
    const words = (args.words ?? args.reason ?? '').trim();
    if (words === '') return refused('unclear', { key: 'flag.what' });
    const poster = args.poster === undefined ? null : store.persons.find(group.channel, args.poster);
    if (poster?.id === actor.person) return refused('own', { key: 'flag.own' });
    const known = store.reviews
      .open(group.id, 500)
      .some((r) => r.rule === FLAGGED && r.excerpt === words.slice(0, r.excerpt.length) && r.excerpt !== '');
    if (known) return done([{ key: 'flag.known' }]);
    store.reviews.add(group.id, inbox, {
      at: now,
      kind: 'doubt',
      member: poster?.identity ?? '',
      rule: FLAGGED,
      confidence: null,
      excerpt: words,
      hold: null,
    });
    const role = poster ? store.members.get(group.id, poster.id)?.role : undefined;
    return done([{ key: 'flag.done' }], {
      actions: [
        {
          type: 'notify',
          // What a coordinator wrote is not for a coordinator to judge.
          role: role !== undefined && isCoordinator(role) ? 'mandatary' : 'coordinator',
          sentences: [
            { key: 'flag.told', params: { group: group.title } },
            ...(args.words !== undefined && args.reason
              ? [{ key: 'inform.reason', params: { reason: args.reason } }]
              : []),
          ],
          lang: group.policy.lang,
          quote: words,
        },
      ],
    });
  },
});
