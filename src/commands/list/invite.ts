/** /invite: a one-time code for an office, or for binding a group. It is only ever told in private. */
import { z } from 'zod';
import { spelled } from '../../domain/enrolment/code.js';
import { may, mayGrant } from '../../domain/roles.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import { mayStillGive } from '../../enrolment/give-office.js';
import { issueCode } from '../../enrolment/one-time-code.js';
import { command, done, refused } from '../command.js';
import { meansEverywhere } from '../parse/everywhere.js';
import { fold } from '../parse/fold.js';
import { roleWord } from '../run-command.js';
import { roleOfWord } from './role.js';

const args = z.object({
  /** `group`: a code that binds a chat. */
  role: z.union([z.enum(ROLES), z.literal('group')]),
  /** In every group of the partnership, also those to come. */
  all: z.boolean().default(false),
});
type Args = z.infer<typeof args>;

/** fr · nl · de · en */
const GROUP = new Set(['groupe', 'groep', 'gruppe', 'group']);

export const invite = command<Args>({
  name: 'invite',
  rights: ['name-temporary', 'note-assembly', 'talk-member', 'reprimand', 'change-settings'],
  help: 'help.invite',
  args,
  read: (tokens) => {
    const words = tokens.map((t) => fold(t.text).replace(/[^a-z]/g, ''));
    const role =
      words.map(roleOfWord).find((r) => r !== null) ?? (words.some((w) => GROUP.has(w)) ? 'group' : null);
    if (role === null) return { raw: {}, problem: { key: 'enrol.invite-which' } };
    return { raw: { role, all: words.some(meansEverywhere) } };
  },
  run: ({ store, group, actor, args, now }) => {
    const partnership = store.partnerships.of(group.id);
    const issuedBy = actor.person;
    if (args.role === 'group') {
      if (!partnership) return refused('no-partnership', { key: 'enrol.no-partnership' });
      if (!may(actor.role, 'change-settings')) return refused('no-right', { key: 'role.no-right' });
      const code = issueCode(
        store,
        { kind: 'group', partnership: partnership.id, role: null, groups: [], issuedBy },
        now,
      );
      return done([
        { key: 'enrol.group-code', params: { code: spelled(code.code), moment: code.expiresAt } },
      ]);
    }
    if (args.role === 'member' || !mayGrant(actor.role, 'member', args.role))
      return refused('no-right', { key: 'role.no-right' });
    const everywhere = args.all && partnership !== null;
    // Somebody of one group can't give an office in all the others.
    if (everywhere && !mayStillGive(store, issuedBy, everyGroup(partnership.id, args.role)))
      return refused('no-right', { key: 'role.no-right' });
    const code = issueCode(
      store,
      {
        kind: 'role',
        partnership: partnership?.id ?? null,
        role: args.role,
        groups: everywhere ? null : [group.id],
        issuedBy,
      },
      now,
    );
    return done([
      {
        key: 'enrol.invite-code',
        params: {
          code: spelled(code.code),
          role: roleWord(args.role),
          where: everywhere ? partnership.name : group.title,
          moment: code.expiresAt,
        },
      },
    ]);
  },
});

/** Nobody in particular yet: whoever will use the code. */
const everyGroup = (partnership: number, role: Role) => ({
  person: -1,
  role,
  partnership,
  groups: null,
  by: '',
});
