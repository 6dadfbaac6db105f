/** /role: gives or takes a role; the register keeps who gave which to whom, when and why (art. 8, Annex 3). */
import { z } from 'zod';
import { told } from '../../domain/action.js';
import { mayGrant } from '../../domain/roles.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import { type Asked, command, done, refused } from '../command.js';
import { fold } from '../parse/fold.js';
import { readArgs } from '../parse/read-args.js';
import { roleWord } from '../run-command.js';

const args = z.object({
  person: z.number().int(),
  role: z.enum(ROLES),
  reason: z.string().trim().min(3).max(2000),
});
type Args = z.infer<typeof args>;

/** fr · nl · de · en, joined up. */
const WORDS: Readonly<Record<Role, string>> = {
  member: 'membre lid mitglied member',
  'steering-committee': 'comite stuurgroep lenkungsausschuss committee steeringcommittee',
  'temporary-coordinator': 'temporaire tijdelijk vorlaufig temporary',
  coordinator: 'coordinateur coordinatrice coordinator koordinator koordinatorin',
  mandatary: 'mandate mandataire gemandateerde gemandateerd mandatstrager mandatary',
  'chef-de-corps': 'chef korpschef korpsleiter chefdecorps',
  'authority-delegate': 'bourgmestre burgemeester burgermeister mayor autorite authority',
  operator: 'operateur operator betreiber',
};
const byWord = new Map<string, Role>(
  Object.entries(WORDS).flatMap(([role, words]) => words.split(' ').map((w) => [w, role as Role] as const)),
);

/** The role that a folded word names in one of the four languages; null when it names none. */
export const roleOfWord = (word: string): Role | null => byWord.get(word) ?? null;

/** Officials whose appointment needs the act of a case, not a command: it can be one all the same, with a reason. */
const before = ({ store, group, args }: Asked<Args>): Role =>
  store.members.get(group.id, args.person)?.role ?? 'member';

export const role = command<Args>({
  name: 'role',
  rights: ['name-temporary', 'note-assembly', 'talk-member', 'reprimand', 'change-settings'],
  help: 'help.role',
  args,
  read: (tokens, context) => {
    const word = tokens.find((t) => !t.quoted && byWord.has(fold(t.text).replace(/[^a-z]/g, '')));
    const rest = tokens.filter((t) => t !== word);
    const reading = readArgs(rest, { who: 'needed', reason: true }, context);
    if (!word) return { ...reading, problem: { key: 'role.which' } };
    return { ...reading, raw: { ...reading.raw, role: byWord.get(fold(word.text).replace(/[^a-z]/g, ''))! } };
  },
  confirm: (asked) => [
    {
      key: 'role.confirm',
      params: {
        name: asked.store.persons.byId(asked.args.person)?.name ?? '',
        role: roleWord(asked.args.role),
      },
    },
  ],
  run: (asked) => {
    const { store, group, actor, args, now } = asked;
    const from = before(asked);
    if (args.person === actor.person) return refused('own-case', { key: 'role.not-own' });
    if (from === args.role) return refused('already', { key: 'role.already' });
    if (!mayGrant(actor.role, from, args.role)) return refused('no-right', { key: 'role.no-right' });
    // Suspended or dismissed: the office comes back through the case alone.
    if (args.role !== 'member' && store.cases.openOf(group.id, args.person)?.ladder === 'coordinator')
      return refused('open-case', { key: 'role.open-case' });
    const who = store.persons.byId(args.person);
    if (!who) return refused('nobody', { key: 'command.whom' });
    const lang = store.members.get(group.id, args.person)?.lang ?? group.policy.lang;
    store.members.setRole(group.id, args.person, args.role, lang, actor.identity, now);
    store.roleGrants.because(group.id, args.person, args.reason);
    const params = { name: who.name, role: roleWord(args.role), group: group.title };
    return done([{ key: 'role.done', params }], {
      actions: [
        told(who.identity, lang, [
          { key: 'role.given', params: { role: roleWord(args.role), group: group.title } },
        ]),
      ],
      ...(mayGrant(actor.role, args.role, from)
        ? { undo: { command: 'role', args: { person: args.person, role: from, reason: args.reason } } }
        : {}),
    });
  },
});
