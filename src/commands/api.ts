/** Commands as the console and other parts see them: what there is, who may, how to order one, and what cases show. */
import type { EventOf, Person } from '../domain/event.js';
import { type ActName, actsOf, type LadderView, viewOf } from '../domain/ladder/index.js';
import { may, type Right } from '../domain/roles.js';
import type { ChannelName, Role } from '../domain/vocabulary.js';
import type { CaseRow } from '../store/people/cases.js';
import type { Store } from '../store/store.js';
import type { CommandActor, CommandRules, RawArgs } from './command.js';
import { commands } from './commands.js';
import { mayReadCase } from './ladder/may-read-case.js';
import type { CommandName } from './parse/names.js';

export type { CommandActor, CommandRules } from './command.js';
export { type CommandAnswer, CommandAnswers } from './command-answers.js';
export { type CommandOptions, commandInterpreter } from './interpreter.js';
export { mayReadCase } from './ladder/may-read-case.js';
export { charterWord } from './list/status.js';
export { proposalFor, rungWord } from './office/daily-look.js';
export { COMMANDS, type CommandName } from './parse/names.js';
export { actorIn, groupsOf } from './people-of.js';
export { readPersonData } from './person-data.js';
export { roleWord } from './run-command.js';

export interface CommandInfo {
  readonly name: CommandName;
  /** Any of these gives access. */
  readonly rights: readonly Right[];
  /** Catalogue key of its line in /help. */
  readonly help: string;
  /** Names of the arguments that an order can carry. */
  readonly args: readonly string[];
}

/** Every command, in the order of /help. */
export const listCommands = (): readonly CommandInfo[] =>
  commands().map(({ name, rights, help, args }) => ({ name, rights, help, args: fieldsOf(args) }));

/** Those that a role may give. */
export const commandsOf = (role: Role): readonly CommandInfo[] =>
  listCommands().filter((c) => c.rights.some((right) => may(role, right)));

function fieldsOf(schema: unknown): readonly string[] {
  const shape = (schema as { readonly shape?: Readonly<Record<string, unknown>> }).shape;
  return shape ? Object.keys(shape) : [];
}

/**
 * A command as the console orders it: `engine.receive(orderOf(…))`, then `answers.of(received.inbox)`. Persons and groups
 * are the register's numbers. The console has asked already whether they are sure; `dryRun: true` only rehearses.
 * @param id unique to this order: the same again is done once
 */
export const orderOf = (
  id: string,
  sender: Person,
  where: { readonly channel: ChannelName; readonly chat: string },
  command: CommandName,
  args: RawArgs,
  at: number,
): EventOf<'order'> => ({
  type: 'order',
  channel: where.channel,
  chat: where.chat,
  scope: 'private',
  at,
  id,
  sender,
  order: { what: 'run', command, args: { ...args } },
});

/** A case as somebody may see it, with what they may do in it now. */
export interface CaseView {
  readonly case: CaseRow;
  readonly view: LadderView;
  readonly mine: readonly ActName[];
}

/** The cases of a group that a person may see, open ones first. */
export const casesFor = (
  store: Store,
  rules: CommandRules,
  group: number,
  actor: CommandActor,
  now: number,
): readonly CaseView[] =>
  store.cases
    .ofGroup(group)
    .filter((c) => mayReadCase(actor.role, c.ladder, c.person === actor.person))
    .map((c) => ({
      case: c,
      view: viewOf(c.state, now, rules.ladder.terms),
      mine: actsOf(c.state, { person: actor.person, role: actor.role }, now, rules.ladder.terms),
    }));
