/** A partnership with its whole office: coordinator, mandatary, chef de corps, authority – and one or two groups. */

import { CommandAnswers } from '../../src/commands/command-answers.js';
import { commandInterpreter } from '../../src/commands/interpreter.js';
import { readPersonData } from '../../src/commands/person-data.js';
import type { EventOf } from '../../src/domain/event.js';
import { type GroupPolicy, policy } from '../../src/domain/group.js';
import type { ChannelName, Lang, Role } from '../../src/domain/vocabulary.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { fakeRules } from '../engine/fake-rules.js';
import { CHAT, type House, house } from '../engine/house.js';

const rules = loadRules(undefined, { examples: false });
const translate = createTranslator(rules);

const PEOPLE: Readonly<Record<string, Role>> = {
  anne: 'member',
  bram: 'member',
  cora: 'coordinator',
  marc: 'mandatary',
  chef: 'chef-de-corps',
  maire: 'authority-delegate',
  sofie: 'steering-committee',
  otto: 'operator',
};
export const SQUARE = 'square';

export interface Told {
  readonly text: string;
  readonly quote: string | null;
  readonly buttons: readonly { readonly label: string; readonly action: string }[];
}

export function office(
  over: {
    lang?: Lang;
    policy?: Partial<GroupPolicy>;
    twoGroups?: boolean;
    networks?: readonly ChannelName[];
  } = {},
) {
  const answers = new CommandAnswers();
  const h: House = house({
    ...(over.policy ? { policy: over.policy } : {}),
    ...(over.networks ? { networks: over.networks } : {}),
    engine: {
      translate,
      interpreters: [
        commandInterpreter({ rules: () => ({ table: fakeRules, ladder: rules.ladder }), answers }),
      ],
      readFile: async (file) => readPersonData(h.store, file)!,
    },
  });
  const lang = over.lang ?? 'fr';
  const register = (group: number): void => {
    for (const [person, role] of Object.entries(PEOPLE))
      h.engine.setMember(group, { person, name: person[0]!.toUpperCase() + person.slice(1), role, lang });
  };
  register(h.group);
  let square: number | null = null;
  if (over.twoGroups) {
    square = h.engine.setupGroup({
      channel: 'playground',
      chat: SQUARE,
      title: 'Place Verte',
      policy: policy({ lang, mode: 'hold' }),
      recognition: { reference: 'R-2', date: '2026-01-01' },
      policeApproval: { reference: 'P-2', by: 'zone', date: '2026-01-01' },
    });
    for (const [person, role] of [
      ['dirk', 'member'],
      ['marc', 'mandatary'],
      ['chef', 'chef-de-corps'],
    ] as const)
      h.engine.setMember(square, { person, name: person, role, lang });
  }
  let n = 0;
  const person = (name: string): number => h.store.persons.find('playground', name)!.id;
  const event = (who: string, text: string, more: Partial<EventOf<'message'>>): EventOf<'message'> => ({
    type: 'message',
    channel: 'playground',
    chat: who,
    scope: 'private',
    at: h.now(),
    message: `c${++n}`,
    revision: 0,
    sender: { id: who, name: who[0]!.toUpperCase() + who.slice(1) },
    text,
    media: [],
    ...more,
  });
  const told = (who: string): Told[] =>
    h.seen.flatMap(({ delivery: d }) =>
      d.type === 'tell' && d.person === who
        ? [{ text: d.text, quote: d.quote ?? null, buttons: d.buttons }]
        : [],
    );
  const o = {
    ...h,
    square,
    answers,
    person,
    /** In private with the bot. */
    async says(who: string, text: string, more: Partial<EventOf<'message'>> = {}): Promise<string> {
      h.engine.receive(event(who, text, more));
      await h.engine.settled();
      return o.last(who);
    },
    /** In the group. */
    async shouts(who: string, text: string, more: Partial<EventOf<'message'>> = {}): Promise<string> {
      return o.says(who, text, { chat: CHAT, scope: 'group', ...more });
    },
    async press(who: string, action: string): Promise<string> {
      h.engine.receive(h.press(who, action));
      await h.engine.settled();
      return o.last(who);
    },
    /** Presses the newest button with that label. */
    async taps(who: string, label: string): Promise<string> {
      const button = told(who)
        .flatMap((t) => t.buttons)
        .findLast((b) => b.label === label);
      if (!button) throw new Error(`${who} has no button “${label}”: ${o.last(who)}`);
      return o.press(who, button.action);
    },
    /** Gives a command and confirms it. */
    async orders(who: string, text: string): Promise<string> {
      await o.says(who, text);
      return o.taps(who, translate({ key: 'button.yes' }, lang));
    },
    /** The console's way. */
    run(who: string, command: string, args: Record<string, string | number | boolean | null> = {}) {
      const received = h.engine.receive({
        type: 'order',
        channel: 'playground',
        chat: who,
        scope: 'private',
        at: h.now(),
        id: `o${++n}`,
        sender: { id: who, name: who },
        order: { what: 'run', command, args },
      });
      return answers.of(received.inbox)!;
    },
    /** An infraction of the register, some days ago. */
    infraction(who: string, rule = 'leak', daysAgo = 0): number {
      return h.store.ledger.append({
        at: h.now() - daysAgo * 86_400_000,
        grp: h.group,
        kind: 'infraction',
        person: person(who),
        actor: null,
        rule,
        clause: 'Annex 4 §5',
        mode: 'hold',
        response: 'removed',
        confidence: 0.95,
        span_from: null,
        span_to: null,
        message: `m-${++n}`,
        ref: null,
        excerpt: `mots de ${who}`,
      });
    },
    /** As a network tells that somebody came or went, and through whom. */
    comesOrGoes(
      type: 'joined' | 'left',
      who: string,
      by?: string,
    ): EventOf<'joined' | 'left' | 'join-request'> {
      const as = (id: string) => ({ id, name: id[0]!.toUpperCase() + id.slice(1) });
      return {
        type,
        channel: 'playground',
        chat: CHAT,
        scope: 'group',
        at: h.now(),
        id: `l${++n}`,
        person: as(who),
        ...(by === undefined ? {} : { by: as(by) }),
      };
    },
    async days(count: number): Promise<void> {
      for (let i = 0; i < count; i++) {
        h.pass(86_400);
        await h.engine.settled();
      }
    },
    told,
    last: (who: string): string => told(who).at(-1)?.text ?? '',
    labels: (who: string): string[] => (told(who).at(-1)?.buttons ?? []).map((b) => b.label),
    /** What was done in a group's chat, but private words. */
    inGroup: (chat = CHAT): string[] =>
      h.seen
        .filter((s) => s.chat === chat && s.delivery.type !== 'tell' && s.delivery.type !== 'answer-press')
        .map(({ delivery: d }) =>
          d.type === 'say' || d.type === 'repost'
            ? `${d.type}: ${d.text}`
            : 'person' in d
              ? `${d.type} ${d.person}`
              : 'message' in d
                ? `${d.type} ${d.message}`
                : d.type,
        ),
    translate,
  };
  return o;
}
export type TestOffice = ReturnType<typeof office>;
