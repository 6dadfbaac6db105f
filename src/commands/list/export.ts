/** /export: what is known of oneself, as a file (GDPR art. 15, 20); a case as a file for the police. */
import { z } from 'zod';
import { may } from '../../domain/roles.js';
import { command, done, refused } from '../command.js';
import { mayReadCase } from '../ladder/may-read-case.js';
import { readArgs } from '../parse/read-args.js';

const args = z.object({ case: z.number().int().optional() });
type Args = z.infer<typeof args>;

export const export_ = command<Args>({
  name: 'export',
  rights: ['own-data', 'export-case'],
  help: 'help.export',
  args,
  read: (tokens, context) => readArgs(tokens, { number: 'case' }, context),
  run: ({ store, group, actor, args }) => {
    const file = (ref: string, name: string, mime: string, key: string) =>
      done([], {
        actions: [
          {
            type: 'send-file',
            person: actor.identity,
            file: ref,
            name,
            mime,
            sentences: [{ key }],
            lang: actor.lang,
          },
        ],
      });
    if (args.case === undefined)
      return file(`person:${actor.person}`, 'garde-fou.json', 'application/json', 'export.own');
    const found = store.cases.byId(args.case);
    if (found?.group !== group.id)
      return refused('no-case', { key: 'case.none', params: { number: args.case } });
    if (!may(actor.role, 'export-case') || !mayReadCase(actor.role, found.ladder, false))
      return refused('no-right', { key: 'press.no-right' });
    return file(`case:${found.id}`, `case-${found.id}.pdf`, 'application/pdf', 'export.case');
  },
});
