/** Gives an order in a person's name; the engine checks their right once more and carries it out in one transaction. */
import type { EventOf } from '../../domain/event.js';
import type { GroupRow } from '../../store/groups.js';
import { refuse } from '../http.js';
import type { Office } from './context.js';
import { senderIn, type Viewer } from './viewer.js';

export type Args = Readonly<Record<string, string | number | boolean | null>>;

/** Words by which orders say that all went well. */
export const FINE_WORDS: ReadonlySet<string> = new Set(['done', 'opened', 'begun', 'written', 'finished']);

/** Hands the engine what the viewer does in a group; what it answered, as machine words. `key`: the same for every attempt of one press. */
export function handTo(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  key: string,
  scope: 'group' | 'private',
  what: Pick<EventOf<'order'>, 'type' | 'order'> | Pick<EventOf<'press'>, 'type' | 'action'>,
): readonly string[] {
  const { decision } = office.engine.receive({
    ...what,
    channel: group.channel,
    chat: group.chat,
    scope,
    at: office.clock(),
    id: `console-${viewer.session.id}-${key}`,
    sender: senderIn(viewer, group.id),
  });
  return decision?.why ?? [];
}

/** What the order answered, as machine words. `key`: the same for every attempt of one press. */
export function giveOrder(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  key: string,
  command: string,
  args: Args,
): readonly string[] {
  const order = { what: 'run', command, args: { ...args, group: group.id } } as const;
  const why = handTo(office, viewer, group, key, 'private', { type: 'order', order });
  office.log.note(viewer, 'ran-command', group.id);
  return why;
}

/** Runs a command of src/commands. Throws 409 with `step-<word>` for what it answered when it did nothing. */
export function runCommand(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  key: string,
  command: string,
  args: Args,
): void {
  const why = giveOrder(office, viewer, group, key, command, args);
  if (why[0] !== 'command') throw refuse(409, 'no-such-command', 'Nobody here knows this command.');
  const word = why.find((w) => w !== 'command' && w !== 'order') ?? 'done';
  if (!FINE_WORDS.has(word)) throw refuse(409, `step-${word}`, `The command answered: ${word}.`);
}
