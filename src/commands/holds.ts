/** What /authorise, /release and /refuse have in common: a held message, and decide, which has the last word. */
import { z } from 'zod';
import { decide, NO_CONTEXT } from '../domain/decide/index.js';
import type { EventOf } from '../domain/event.js';
import type { Hold } from '../domain/hold.js';
import type { Right } from '../domain/roles.js';
import { type Asked, type Command, command, done, type Outcome, refused } from './command.js';
import type { CommandName } from './parse/names.js';
import { readArgs } from './parse/read-args.js';

const args = z.object({
  hold: z.string().max(64).optional(),
  reason: z.string().trim().max(2000).optional(),
});
type Args = z.infer<typeof args>;

/** What the group's holds wait for; `never` only waits to be contested. */
const waiting = ({ store, group }: Asked<Args>, only: Hold['condition'] | null): readonly Hold[] =>
  store.holds
    .open(group.id)
    .filter((h) => (only === null ? h.condition !== 'police-informed' : h.condition === only));

function chosen(asked: Asked<Args>, only: Hold['condition'] | null): Hold | null {
  const { hold } = asked.args;
  if (hold !== undefined) return asked.store.holds.openById(asked.group.id, hold)[0] ?? null;
  const list = waiting(asked, only);
  return list.length === 1 ? list[0]! : null;
}

/** Asks decide as the console's order would: it knows who may let what go back (art. 8 d). */
export function orderDecide(
  asked: Asked<unknown>,
  order: EventOf<'order'>['order'],
  holds: readonly Hold[],
): Outcome {
  const { store, rules, group, actor, now, inbox } = asked;
  const decision = decide({
    event: {
      type: 'order',
      channel: group.channel,
      chat: group.chat,
      scope: 'group',
      at: now,
      id: `command-${inbox}`,
      sender: { id: actor.identity, name: actor.name },
      order,
    },
    tag: String(inbox),
    analysis: null,
    joined: null,
    group: group.state,
    sender: { id: actor.identity, name: actor.name, role: actor.role, lang: actor.lang, offTopicCount: 0 },
    context: {
      ...NO_CONTEXT,
      threads: store.threads.openOf(group.id),
      holds,
      lastSpokeAt: store.groups.lastSpokeAt(group.id),
    },
    rules: rules.table,
    now,
  });
  if (decision.why.includes('no-right')) return refused('no-right', { key: 'press.no-right' });
  if (decision.outcome === 'ignored') return refused('too-late', { key: 'press.too-late' });
  return done([], { decision });
}

export function holdCommand(definition: {
  readonly name: CommandName;
  readonly help: string;
  readonly rights: readonly Right[];
  readonly what: 'release' | 'refuse';
  /** Only holds that wait for this. */
  readonly only: Hold['condition'] | null;
  readonly confirm: string;
  readonly done: string;
}): Command {
  const { what, only } = definition;
  return command<Args>({
    name: definition.name,
    rights: definition.rights,
    help: definition.help,
    args,
    read: (tokens, context) => {
      const id = tokens.find((t) => !t.quoted && /^h\d+(?:\.\d+)?$/.test(t.folded));
      const rest = tokens.filter((t) => t !== id);
      const { raw } = readArgs(rest, { reason: true }, context);
      return { raw: { ...raw, ...(id ? { hold: id.folded } : {}) } };
    },
    confirm: (asked) => {
      const hold = chosen(asked, only);
      return hold ? [{ key: definition.confirm, params: { name: hold.memberName } }] : null;
    },
    run: (asked) => {
      const hold = chosen(asked, only);
      if (!hold) {
        const list = waiting(asked, only);
        if (list.length === 0 || asked.args.hold !== undefined)
          return refused('nothing', { key: 'hold.none-waits' });
        return {
          ok: true,
          word: 'asks-which',
          answer: [{ key: 'hold.which' }],
          choose: {
            field: 'hold',
            from: list.map((h) => ({ value: h.id, name: `${h.memberName}: ${h.text}`.slice(0, 60) })),
          },
        };
      }
      const order =
        what === 'release'
          ? ({ what, hold: hold.id } as const)
          : ({ what, hold: hold.id, reason: asked.args.reason ?? '' } as const);
      const outcome = orderDecide(asked, order, [hold]);
      const quote = hold.text === '' ? {} : { quote: hold.text };
      return outcome.ok
        ? { ...outcome, answer: [{ key: definition.done, params: { name: hold.memberName } }], ...quote }
        : outcome;
    },
  });
}
