/**
 * From a command that was understood to what it leads to: the group, the person, the right, the arguments, “are you
 * sure?”, the effect. It never guesses: where several are possible, it asks which.
 */
import { z } from 'zod';
import type { Button, Sentence } from '../domain/action.js';
import { may, rolesWith } from '../domain/roles.js';
import type { ChannelName, Lang, Role } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { Need } from '../store/people/command-waits.js';
import type { Store } from '../store/store.js';
import type {
  Asked,
  Command,
  CommandActor,
  CommandRules,
  Hint,
  Outcome,
  RawArgs,
  Reading,
} from './command.js';
import { refused } from './command.js';
import { commandByName } from './commands.js';
import { withoutPoliteness } from './parse/fillers.js';
import { plainWords } from './parse/fold.js';
import type { CommandName } from './parse/names.js';
import { numberIn, withNumbers } from './parse/read-args.js';
import { joined, tokensOf } from './parse/tokens.js';
import { actorIn, formerGroupsOf, formerIn, groupsOf, peopleOf, seatsOf } from './people-of.js';

/** A command on its way, as it waits for an answer: everything that was understood so far. */
export const pendingSchema = z.strictObject({
  command: z.string(),
  group: z.number().int().nullable(),
  /** The words, until they are read; then null. */
  tail: z.string().nullable(),
  hint: z.strictObject({
    replied: z.string().nullable(),
    message: z.string().nullable(),
    words: z.string().nullable(),
    mentions: z.array(z.string()),
  }),
  raw: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** The argument that a chosen button fills in. */
  field: z.string().nullable(),
  dryRun: z.boolean(),
  confirmed: z.boolean(),
});
export type Pending = z.infer<typeof pendingSchema>;

export const NO_HINT: Hint = { replied: null, message: null, words: null, mentions: [] };
export const pendingOf = (command: CommandName, more: Partial<Pending> = {}): Pending => ({
  command,
  group: null,
  tail: null,
  hint: { replied: null, message: null, words: null, mentions: [] },
  raw: {},
  field: null,
  dryRun: false,
  confirmed: false,
  ...more,
});

export interface RunContext {
  readonly store: Store;
  readonly rules: CommandRules;
  readonly channel: ChannelName;
  /** The register's number of whoever gives the command; null: nobody we may know. */
  readonly person: number | null;
  readonly inbox: number;
  readonly now: number;
  /** The language to answer in where no group tells. */
  readonly lang: Lang;
}

export interface Ran {
  readonly outcome: Outcome;
  readonly group: GroupRow | null;
  readonly lang: Lang;
  readonly buttons: readonly Button[];
}

const MOST_CHOICES = 10;
interface Choice {
  readonly value: string | number;
  readonly name: string;
  /** Catalogue key of a choice that is no name. */
  readonly label?: string;
}

/** Goes as far as it can: to the end, or to the next question, whose answer comes back as a press. */
export function runPending(context: RunContext, pending: Pending): Ran {
  const { store, person } = context;
  const command = commandByName(pending.command);
  if (!command || person === null) return plain(context, refused('unknown', { key: 'command.unknown' }));
  const everywhere = command.everywhere?.(pending.tail ?? '', pending.raw) === true;
  const group = groupFor(context, command, pending, everywhere);
  if ('outcome' in group) return group;
  const actor =
    actorIn(store, group.group, person) ?? (isOwn(command) ? formerIn(store, group.group, person) : null);
  if (!actor || !allowed(command, actor.role))
    return plain(context, notAllowed(command, actor), group.group, actor?.lang);
  const groups = everywhere
    ? seatsOf(store, person, (role) => allowed(command, role))
        .map((s) => s.group)
        .filter((g) => g.channel === context.channel)
    : [group.group];
  const here: Here = { context, command, group: group.group, actor, groups };
  let reading: Reading = { raw: pending.raw };
  if (pending.tail !== null) {
    const tokens = withoutPoliteness(tokensOf(pending.tail));
    const people = peopleOf(
      store,
      groups.map((g) => g.id),
    );
    const read = command.read(tokens, { people, hint: pending.hint, tail: pending.tail, now: context.now });
    reading = { ...read, raw: { ...read.raw, ...pending.raw } };
  }
  const next: Pending = { ...pending, group: group.group.id, tail: null, raw: { ...reading.raw } };
  if (reading.candidates && next.raw.person === undefined)
    return ask(here, next, 'who', 'person', {
      answer: [{ key: 'command.which-person' }],
      from: reading.candidates.map((c) => ({ value: c.person, name: c.name })),
    });
  if (reading.problem && next.raw.person === undefined)
    return plain(context, refused('unclear', reading.problem, usageOf(command)), group.group, actor.lang);
  return carryOn(here, next);
}

interface Here {
  readonly context: RunContext;
  readonly command: Command;
  readonly group: GroupRow;
  readonly actor: CommandActor;
  /** Those on this network that the command is about: this one, or all of them. */
  readonly groups: readonly GroupRow[];
}

function carryOn(here: Here, pending: Pending): Ran {
  const { context, command, group, actor } = here;
  const { store } = context;
  const args = command.args.safeParse(pending.raw);
  if (!args.success)
    return plain(context, refused('unclear', missing(args.error), usageOf(command)), group, actor.lang);
  // Whoever was never in these groups is nobody here, whatever number came with a button or an order.
  const { person } = pending.raw;
  if (typeof person === 'number' && !here.groups.some((g) => store.members.get(g.id, person)))
    return plain(context, refused('nobody', { key: 'command.whom' }), group, actor.lang);
  const asked: Asked<unknown> = {
    store,
    rules: context.rules,
    group,
    actor,
    args: args.data,
    inbox: context.inbox,
    now: context.now,
  };
  const sure = pending.confirmed ? null : (command.confirm?.(asked) ?? null);
  if (pending.dryRun || sure) {
    // Rehearsed first: nobody is asked whether they are sure of what is impossible.
    const rehearsed = rehearse(store, () => command.run(asked));
    if (rehearsed.choose) return choose(here, pending, rehearsed);
    if (!rehearsed.ok) return plain(context, rehearsed, group, actor.lang);
    if (pending.dryRun) {
      const answer: readonly Sentence[] = [{ key: 'command.rehearsal' }, ...(sure ?? rehearsed.answer)];
      return plain(context, { ok: true, word: 'rehearsed', answer }, group, actor.lang);
    }
    return ask(here, pending, 'confirm', null, {
      answer: sure!,
      ...(rehearsed.quote === undefined ? {} : { quote: rehearsed.quote }),
    });
  }
  const outcome = command.run(asked);
  if (outcome.choose) return choose(here, pending, outcome);
  return { ...plain(context, outcome, group, actor.lang), buttons: undoButton(here, outcome) };
}

const choose = (here: Here, pending: Pending, { choose, answer }: Outcome): Ran =>
  ask(here, pending, 'which', choose!.field, { answer, from: choose!.from });

/** Nothing of it stays. */
function rehearse(store: Store, run: () => Outcome): Outcome {
  const undone = new Error('rehearsal');
  let outcome: Outcome | undefined;
  try {
    store.transaction(() => {
      outcome = run();
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return outcome!;
}

function groupFor(
  context: RunContext,
  command: Command,
  pending: Pending,
  everywhere: boolean,
): { readonly group: GroupRow } | Ran {
  const { store, channel, person } = context;
  const wanted = pending.group ?? (typeof pending.raw.group === 'number' ? pending.raw.group : null);
  if (wanted !== null) {
    const group = store.groups.byId(wanted);
    if (group?.channel === channel) return { group };
    return plain(context, refused('no-group', { key: 'command.no-group' }));
  }
  const named = caseNamed(store, command, pending);
  if (named !== null) return { group: named };
  const present = groupsOf(store, channel, person!);
  // What is known of oneself can be asked for by whoever left, too.
  const all = present.length === 0 && isOwn(command) ? formerGroupsOf(store, channel, person!) : present;
  if (all.length === 0) return plain(context, refused('no-group', { key: 'command.no-group' }));
  const possible = all.filter((g) => allowed(command, actorIn(store, g, person!)?.role ?? 'member'));
  if (possible.length === 0) {
    const actor = actorIn(store, all[0]!, person!);
    return plain(context, notAllowed(command, actor), all[0]!, actor?.lang);
  }
  // What one may ask about oneself is the same in every group.
  if (command.name === 'help' || command.name === 'erase') return { group: possible[0]! };
  if (everywhere) return { group: possible[0]! };
  const reaches = command.everywhere ? seatsOf(store, person!, (role) => allowed(command, role)).length : 1;
  if (possible.length === 1 && reaches === 1) return { group: possible[0]! };
  const meant = groupMeant(store, command, possible, pending);
  if (meant) return { group: meant };
  const actor = actorIn(store, possible[0]!, person!)!;
  const shown = MOST_CHOICES - (reaches > 1 ? 1 : 0);
  return ask({ context, command, group: possible[0]!, actor, groups: possible }, pending, 'group', 'group', {
    answer: [
      { key: 'command.which-group' },
      ...(possible.length > shown
        ? [{ key: 'command.write-group', params: { number: possible.length } }]
        : []),
    ],
    from: [
      ...possible.slice(0, shown).map((g) => ({ value: g.id, name: g.title })),
      ...(reaches > 1 ? [{ value: EVERYWHERE, name: '', label: 'button.all-groups' }] : []),
    ],
  });
}

/** The choice that stands for every group. */
export const EVERYWHERE = 'all';

/**
 * Which of several groups the words leave no doubt about: its title stands in them, or the person whom they name is in that
 * one only. A message of the police may speak of any group: there it is always asked.
 */
function groupMeant(
  store: Store,
  command: Command,
  possible: readonly GroupRow[],
  { tail, hint }: Pending,
): GroupRow | null {
  if (tail === null || tail.trim() === '' || command.name === 'broadcast') return null;
  const tokens = withoutPoliteness(tokensOf(tail));
  // What stands between quotes is a reason, and may speak of any group.
  const words = ` ${plainWords(joined(tokens.filter((t) => !t.quoted)))} `;
  const titled = possible.filter((g) => {
    const title = plainWords(g.title);
    // A title of pictures alone stands nowhere.
    return title !== '' && words.includes(` ${title} `);
  });
  if (titled.length > 0) return titled.length === 1 ? titled[0]! : null;
  const there = possible.filter((g) => {
    const people = peopleOf(store, [g.id]);
    const reading = command.read(tokens, { people, hint, tail, now: 0 });
    return reading.raw.person !== undefined || (reading.candidates?.length ?? 0) > 1;
  });
  return there.length === 1 ? there[0]! : null;
}

const isOwn = (command: Command): boolean => command.rights.includes('own-data');

/** A case's number tells its group; whether they may see it there is asked as always. */
function caseNamed(store: Store, command: Command, { tail, raw }: Pending): GroupRow | null {
  if (!CASE_COMMANDS.has(command.name)) return null;
  const written = numberIn(withNumbers(tokensOf(tail ?? '')))?.value;
  const number = typeof raw.case === 'number' ? raw.case : (written ?? Number.NaN);
  const found = Number.isInteger(number) ? store.cases.byId(number) : null;
  return found ? store.groups.byId(found.group) : null;
}
const CASE_COMMANDS: ReadonlySet<CommandName> = new Set(['case', 'sign', 'visa', 'act', 'export']);

/** Puts the question, and keeps the command until it is answered. */
function ask(
  here: Here,
  pending: Pending,
  need: Need,
  field: string | null,
  question: {
    readonly answer: readonly Sentence[];
    readonly quote?: string;
    readonly from?: readonly Choice[];
  },
): Ran {
  const { context, group, actor } = here;
  const id = `w${context.inbox}`;
  context.store.commandWaits.put(context.channel, {
    id,
    person: actor.person,
    need,
    body: JSON.stringify({ ...pending, field }),
    at: context.now,
  });
  const buttons: readonly Button[] =
    need === 'confirm'
      ? [
          { label: 'button.yes', action: `cmd:yes:${id}` },
          { label: 'button.no', action: `cmd:no:${id}` },
        ]
      : (question.from ?? []).slice(0, MOST_CHOICES).map(({ value, name, label }) => ({
          ...(label === undefined ? { label: 'button.choice', name: name.slice(0, 60) } : { label }),
          action: `cmd:pick:${id}:${value}`.slice(0, 64),
        }));
  const outcome: Outcome = {
    ok: true,
    word: need === 'confirm' ? 'asks' : `asks-${need}`,
    answer: question.answer,
    ...(question.quote === undefined ? {} : { quote: question.quote }),
  };
  return { outcome, group: need === 'group' ? null : group, lang: actor.lang, buttons };
}

function undoButton({ context, actor, group }: Here, outcome: Outcome): readonly Button[] {
  if (!outcome.undo) return outcome.buttons ?? [];
  const id = `u${context.inbox}`;
  context.store.commandWaits.putUndo(id, {
    person: actor.person,
    group: group.id,
    body: JSON.stringify(outcome.undo),
    at: context.now,
  });
  return [...(outcome.buttons ?? []), { label: 'button.undo', action: `cmd:undo:${id}` }];
}

const plain = (
  context: RunContext,
  outcome: Outcome,
  group: GroupRow | null = null,
  lang: Lang = context.lang,
): Ran => ({ outcome, group, lang, buttons: outcome.buttons ?? [] });

const allowed = (command: Command, role: Role): boolean => command.rights.some((right) => may(role, right));

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  member: 'role.member',
  'steering-committee': 'role.steering-committee',
  'temporary-coordinator': 'role.temporary-coordinator',
  coordinator: 'role.coordinator',
  mandatary: 'role.mandatary',
  'chef-de-corps': 'role.chef-de-corps',
  'authority-delegate': 'role.authority-delegate',
  operator: 'role.operator',
};
export const roleWord = (role: Role): Sentence => ({ key: ROLE_WORDS[role] });

function notAllowed(command: Command, actor: CommandActor | null): Outcome {
  const roles = [...new Set(command.rights.flatMap((right) => rolesWith(right)))];
  return refused(
    'no-right',
    actor
      ? { key: 'command.not-allowed', params: { roles: roles.map(roleWord) } }
      : { key: 'command.no-group' },
  );
}

const usageOf = (command: Command): Sentence => ({ key: command.help });

/** What zod misses, in words: a person, a reason, an end, a number. */
function missing(error: z.ZodError): Sentence {
  const field = error.issues[0]?.path[0];
  switch (field) {
    case 'person':
      return { key: 'command.whom' };
    case 'reason':
      return { key: 'command.why' };
    case 'until':
      return { key: 'command.until' };
    case 'case':
      return { key: 'command.which-case' };
    case 'text':
      return { key: 'command.what-text' };
    default:
      return { key: 'command.unclear' };
  }
}

export type { RawArgs };
