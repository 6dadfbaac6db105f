/** /role: gives or takes a role; the register keeps who gave which to whom, when and why (art. 8, Annex 3). */
import { z } from 'zod';
import { told } from '../../domain/action.js';
import { may, mayGrant } from '../../domain/roles.js';
import { type Lang, ROLES, type Role } from '../../domain/vocabulary.js';
import type { Elsewhere } from '../../engine/interpreter.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { type Asked, command, done, type Outcome, refused } from '../command.js';
import { meansEverywhere } from '../parse/everywhere.js';
import { withoutPoliteness } from '../parse/fillers.js';
import { fold } from '../parse/fold.js';
import { readArgs } from '../parse/read-args.js';
import { type Token, tokensOf } from '../parse/tokens.js';
import { type Seat, seatsOf, titlesOf } from '../people-of.js';
import { roleWord } from '../run-command.js';

const args = z.object({
  person: z.number().int(),
  role: z.enum(ROLES),
  /** In every group of whoever gives it in which that person is. */
  all: z.boolean().default(false),
  /** Of those only these, by their numbers: what is taken back goes no further than it went. */
  groups: z
    .string()
    .regex(/^\d+(?:,\d+)*$/)
    .optional(),
  reason: z.string().trim().min(3).max(2000),
});
type Args = z.infer<typeof args>;

/** fr · nl · de · en, joined up. */
const WORDS: Readonly<Record<Role, string>> = {
  member: 'membre lid mitglied member',
  'steering-committee': 'comite stuurgroep lenkungsausschuss committee steeringcommittee',
  'temporary-coordinator':
    'temporaire tijdelijk tijdelijke vorlaufig vorlaufige vorlaufiger vorlaufigen temporary',
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

const roleWordIn = (token: Token): Role | undefined =>
  token.quoted ? undefined : byWord.get(fold(token.text).replace(/[^a-z]/g, ''));

/** Of several words the one that says more: “coordinateur temporaire”, “membre du comité”. */
const SAYS_MORE: readonly Role[] = [
  'temporary-coordinator',
  'steering-committee',
  'chef-de-corps',
  'authority-delegate',
  'mandatary',
  'operator',
  'coordinator',
  'member',
];
/** What belongs to the name of a role and says nothing by itself. */
const BESIDE = /^(?:du|de|la|le|l'|van|der|des|the|of|police|politie|polizei|pilotage|corps|zone)[.,:]?$/;

/** The role that is named first, with all the words that name it. */
function roleIn(tokens: readonly Token[]): { readonly role: Role; readonly words: readonly Token[] } | null {
  const from = tokens.findIndex((t) => roleWordIn(t) !== undefined);
  if (from < 0) return null;
  let to = from + 1;
  for (let i = to; i < tokens.length; i++) {
    if (roleWordIn(tokens[i]!) !== undefined) to = i + 1;
    else if (tokens[i]!.quoted || !BESIDE.test(tokens[i]!.folded)) break;
    else if (!/^(?:du|de|la|le|l'|van|der|des|the|of)$/.test(tokens[i]!.folded)) to = i + 1;
  }
  const words = tokens.slice(from, to);
  const roles = new Set(words.map((t) => roleWordIn(t)));
  return { role: SAYS_MORE.find((r) => roles.has(r))!, words };
}

/** “tous” stands first, or beside the role: further on it is a word of the reason. */
function everywhereIn(tokens: readonly Token[]): Token | undefined {
  const at = tokens.findIndex((t) => roleWordIn(t) !== undefined);
  return [tokens[0], tokens[at - 1], tokens[at + 1]].find((t) => t && !t.quoted && meansEverywhere(t.folded));
}

/** One group in which the role is to be given, under the identity that the person has there. */
interface Place extends Seat {
  readonly person: number;
  readonly from: Role;
}

const RIGHTS = ['name-temporary', 'note-assembly', 'talk-member', 'reprimand', 'change-settings'] as const;

function placesOf({ store, group, actor, args }: Asked<Args>): readonly Place[] {
  const place = (seat: Seat, person: number): Place => ({
    ...seat,
    person,
    from: store.members.get(seat.group.id, person)?.role ?? 'member',
  });
  if (!args.all) return [place({ group, actor }, args.person)];
  const identities = store.offices.identities(args.person);
  const only = args.groups?.split(',').map(Number);
  return seatsOf(store, actor.person, (r) => RIGHTS.some((right) => may(r, right))).flatMap((seat) => {
    if (only && !only.includes(seat.group.id)) return [];
    const there = identities.find((i) => {
      const member = i.channel === seat.group.channel ? store.members.get(seat.group.id, i.person) : null;
      return member?.left_at === null;
    });
    return there ? [place(seat, there.person)] : [];
  });
}

/** Why the role can't be given there; null: it can. */
function lacks(store: Store, { group, actor, person, from }: Place, role: Role): Outcome | null {
  if (store.offices.samePerson(person, actor.person)) return refused('own-case', { key: 'role.not-own' });
  if (from === role) return refused('already', { key: 'role.already' });
  if (!mayGrant(actor.role, from, role)) return refused('no-right', { key: 'role.no-right' });
  // Suspended or dismissed: the office comes back through the case alone.
  if (role !== 'member' && store.cases.openOf(group.id, person)?.ladder === 'coordinator')
    return refused('open-case', { key: 'role.open-case' });
  return null;
}

const langIn = (store: Store, group: GroupRow, person: number): Lang =>
  store.members.get(group.id, person)?.lang ?? group.policy.lang;

/** The register keeps it; the person hears of it where they have the role. */
function give({ store, args, now }: Asked<Args>, { group, actor, person }: Place): Elsewhere {
  const lang = langIn(store, group, person);
  store.members.setRole(group.id, person, args.role, lang, actor.identity, now);
  store.roleGrants.because(group.id, person, args.reason);
  const params = { role: roleWord(args.role), group: group.title };
  const identity = store.persons.byId(person)?.identity ?? '';
  return {
    channel: group.channel,
    chat: group.chat,
    group: group.id,
    actions: [told(identity, lang, [{ key: 'role.given', params }])],
  };
}

/** What takes it back; none where the groups had different roles before. */
function undoOf({ args }: Asked<Args>, given: readonly Place[]): Pick<Outcome, 'undo'> {
  const from = given[0]!.from;
  const same = given.every((p) => p.from === from && mayGrant(p.actor.role, args.role, from));
  if (!same) return {};
  const { person, reason } = args;
  const where = args.all ? { all: true, groups: given.map((p) => p.group.id).join(',') } : {};
  return { undo: { command: 'role', args: { person, role: from, reason, ...where } } };
}

export const role = command<Args>({
  name: 'role',
  rights: RIGHTS,
  help: 'help.role',
  args,
  read: (tokens, context) => {
    const named = roleIn(tokens);
    const all = everywhereIn(tokens);
    const rest = tokens.filter((t) => !named?.words.includes(t) && t !== all);
    const reading = readArgs(rest, { who: 'needed', reason: true }, context);
    const raw = { ...reading.raw, ...(all ? { all: true } : {}) };
    if (!named) return { ...reading, raw, problem: { key: 'role.which' } };
    return { ...reading, raw: { ...raw, role: named.role } };
  },
  everywhere: (tail, raw) =>
    raw.all === true || everywhereIn(withoutPoliteness(tokensOf(tail))) !== undefined,
  confirm: (asked) => {
    const { store, args } = asked;
    const params = { name: store.persons.byId(args.person)?.name ?? '', role: roleWord(args.role) };
    if (!args.all) return [{ key: 'role.confirm', params }];
    const groups = placesOf(asked).filter((p) => lacks(store, p, args.role) === null);
    return [
      { key: 'role.confirm-everywhere', params: { ...params, groups: titlesOf(groups.map((p) => p.group)) } },
    ];
  },
  run: (asked) => {
    const { store, args } = asked;
    const who = store.persons.byId(args.person);
    const places = placesOf(asked);
    if (!who || places.length === 0) return refused('nobody', { key: 'command.whom' });
    const given = places.filter((p) => lacks(store, p, args.role) === null);
    if (given.length === 0) return lacks(store, places[0]!, args.role)!;
    const left = places.filter((p) => !given.includes(p)).map((p) => p.group);
    const group = titlesOf(given.map((p) => p.group));
    return done(
      [
        { key: 'role.done', params: { name: who.name, role: roleWord(args.role), group } },
        ...(left.length === 0 ? [] : [{ key: 'role.not-there', params: { groups: titlesOf(left) } }]),
      ],
      {
        elsewhere: given.map((place) => give(asked, place)),
        ...undoOf(asked, given),
      },
    );
  },
});
