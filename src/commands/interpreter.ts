/**
 * Commands on every channel and from the console: messages that start with “/”, buttons `cmd:…`, orders `run`, typed
 * answers to “are you sure?”, and the deadlines of cases. In a group a command is taken away at once and answered
 * privately, so that no member learns what another did (D-2).
 */
import type { Action } from '../domain/action.js';
import type { ChannelEvent, EventOf } from '../domain/event.js';
import type { Lang } from '../domain/vocabulary.js';
import { answerWith, type Interpretation, type Interpreter } from '../engine/interpreter.js';
import type { Situation } from '../engine/situation.js';
import type { CommandWait } from '../store/people/command-waits.js';
import type { CommandRules } from './command.js';
import { refused } from './command.js';
import type { CommandAnswers } from './command-answers.js';
import { commandByName, isCommand } from './commands.js';
import { answerTimer } from './office/answer-timer.js';
import { dutyTimers } from './office/duty-timers.js';
import { takenOut } from './office/taken-out.js';
import { meansEverywhere } from './parse/everywhere.js';
import { withoutPoliteness } from './parse/fillers.js';
import { plainWords } from './parse/fold.js';
import { type CommandName, nameIn } from './parse/names.js';
import { parseAnswer, parseBare, parseCommand } from './parse/parse-command.js';
import { tokensOf } from './parse/tokens.js';
import { actorIn, groupsOf, peopleOf } from './people-of.js';
import {
  EVERYWHERE,
  NO_HINT,
  type Pending,
  pendingOf,
  pendingSchema,
  type Ran,
  type RunContext,
  runPending,
} from './run-command.js';

export interface CommandOptions {
  /** The rules in use now. */
  readonly rules: () => CommandRules;
  /** Where orders of the console find their answers. */
  readonly answers?: CommandAnswers;
}

export function commandInterpreter(options: CommandOptions): Interpreter {
  const seeded = dutyTimers();
  return ({ store, event, situation, inbox, at, log }) => {
    if (situation.group) seeded(store, situation.group, at);
    const context: RunContext = {
      store,
      rules: options.rules(),
      channel: event.channel,
      person: situation.person,
      inbox,
      now: at,
      lang: situation.sender.lang,
    };
    switch (event.type) {
      case 'message':
        return answerMessage(context, event, situation);
      case 'press':
        return event.action.startsWith('cmd:') ? answerPress(context, event) : null;
      case 'order':
        return answerOrder(context, event, options.answers);
      case 'left':
        return takenOut(store, event, situation.group, at);
      case 'timer':
        return answerTimer(store, context.rules, event, situation.group, inbox, at, log);
      default:
        return null;
    }
  };
}

function answerMessage(
  context: RunContext,
  event: EventOf<'message'>,
  situation: Situation,
): Interpretation | null {
  if (event.history || event.forward) return null;
  const parsed = parseCommand(event.text);
  const inGroup = event.scope === 'group';
  if (parsed.type === 'none')
    return inGroup ? null : (answerTyped(context, event) ?? answerBare(context, event));
  if (inGroup && !situation.group) return null;
  const meant = parsed.type === 'unknown' ? parsed.meant : parsed.command;
  // In the group only what is nearly a command is taken for one: the rest is a message like any other.
  if (inGroup && meant === null) return null;
  if (event.sender.anonymous) return fromNobody(event, situation, context.lang);
  const refuse = (word: string, key: string): Interpretation =>
    reply(event, situation, {
      outcome: refused(word, { key }),
      group: situation.group,
      lang: context.lang,
      buttons: [],
    });
  if (meant === null) return refuse('unknown', 'command.unknown');
  if (event.revision > 0) return refuse('edited', 'command.edited');
  const pending = pendingFrom(event, situation, parsed, meant);
  return reply(
    event,
    situation,
    parsed.type === 'unknown' ? didYouMean(context, meant, pending) : runPending(context, pending),
  );
}

const pendingFrom = (
  event: EventOf<'message'>,
  situation: Situation,
  { tail, dryRun }: { readonly tail: string; readonly dryRun: boolean },
  command: CommandName,
): Pending =>
  pendingOf(command, {
    group: event.scope === 'group' ? situation.group!.id : null,
    tail,
    hint: {
      replied: event.replyTo?.sender ?? null,
      message: event.replyTo?.message ?? null,
      words: event.replyTo?.text?.slice(0, 4000) ?? null,
      mentions: [...(event.mentions ?? [])],
    },
    dryRun,
  });

/** A misspelt name: one tap, and it is as if it had been written well. */
function didYouMean(
  { store, person, inbox, channel, now, lang }: RunContext,
  command: CommandName,
  pending: Pending,
): Ran {
  const name = `/${nameIn(command, lang)}`;
  const outcome = refused('unknown', { key: 'command.did-you-mean', params: { command: name } });
  if (person === null) return { outcome, group: null, lang, buttons: [] };
  const id = `w${inbox}`;
  const body = JSON.stringify({ ...pending, field: 'meant' });
  store.commandWaits.put(channel, { id, person, need: 'which', body, at: now });
  return {
    outcome,
    group: null,
    lang,
    buttons: [{ label: 'button.choice', name, action: `cmd:pick:${id}:1` }],
  };
}

/**
 * A command without its “/”, in private, by somebody in office: taken for one when it is a name alone, or when its words
 * name a person, a case, a kind or a role. Whatever else they write is no command: “sluit de deur” may be an alarm.
 */
function answerBare(context: RunContext, event: EventOf<'message'>): Interpretation | null {
  const { store, person, channel, now } = context;
  if (person === null || event.revision > 0 || store.holds.waitingGroup(channel, event.sender.id) !== null)
    return null;
  const parsed = parseBare(event.text);
  if (!parsed) return null;
  const groups = groupsOf(store, channel, person).filter((g) => actorIn(store, g, person)?.role !== 'member');
  if (groups.length === 0) return null;
  const tokens = withoutPoliteness(tokensOf(parsed.tail));
  const people = peopleOf(
    store,
    groups.map((g) => g.id),
  );
  const { tail } = parsed;
  const reading =
    tokens.length === 0
      ? null
      : commandByName(parsed.command)!.read(tokens, { people, hint: NO_HINT, tail, now });
  const names =
    reading === null || reading.candidates || Object.keys(reading.raw).some((field) => NAMING.has(field));
  if (!names || reading?.problem) return null;
  return privately(event, runPending(context, pendingOf(parsed.command, { tail, dryRun: parsed.dryRun })));
}
const NAMING: ReadonlySet<string> = new Set(['person', 'case', 'entry', 'kind', 'role', 'hold']);

/** “Oui” in private, while a command waits for it; where a report waits too, the answer is for that. */
function answerTyped(context: RunContext, event: EventOf<'message'>): Interpretation | null {
  const { store, person, now } = context;
  if (person === null || event.revision > 0) return null;
  const wait = store.commandWaits.newest(person, now);
  if (wait?.need === 'group') return answerGroup(context, event, wait);
  if (wait?.need !== 'confirm') return null;
  const yes = parseAnswer(event.text);
  if (yes === null || store.holds.waitingGroup(event.channel, event.sender.id) !== null) return null;
  store.commandWaits.drop(wait.id);
  return privately(event, answered(context, wait.body, yes));
}

/** The title of a group, or “tous”, in place of the button: somebody may have more groups than there are buttons. */
function answerGroup(
  context: RunContext,
  event: EventOf<'message'>,
  wait: CommandWait,
): Interpretation | null {
  const { store, person, channel } = context;
  const title = plainWords(event.text);
  const pending = pendingSchema.parse(JSON.parse(wait.body));
  const all = meansEverywhere(title) && commandByName(pending.command)?.everywhere !== undefined;
  const titled =
    title === '' ? [] : groupsOf(store, channel, person!).filter((g) => plainWords(g.title) === title);
  if (!all && titled.length !== 1) return null;
  store.commandWaits.drop(wait.id);
  const next = all ? { raw: { ...pending.raw, all: true } } : { group: titled[0]!.id };
  return privately(event, runPending(context, { ...pending, ...next, field: null }));
}

function answered(context: RunContext, body: string, yes: boolean): Ran {
  const pending = pendingSchema.parse(JSON.parse(body));
  if (yes) return runPending(context, { ...pending, confirmed: true });
  const outcome = { ok: true, word: 'cancelled', answer: [{ key: 'command.cancelled' }] } as const;
  const group = pending.group === null ? null : context.store.groups.byId(pending.group);
  return { outcome, group, lang: langOf(context, pending), buttons: [] };
}

const langOf = (context: RunContext, pending: Pending): Lang =>
  (pending.group === null || context.person === null
    ? null
    : context.store.members.get(pending.group, context.person)?.lang) ?? context.lang;

/**
 * `cmd:yes:w12`, `cmd:no:w12`, `cmd:pick:w12:3`, `cmd:undo:u12`, `cmd:do:sign:4`, `cmd:do:history:7:2` (person 7 in
 * group 2), `cmd:do:announce:on:2`
 */
function answerPress(context: RunContext, event: EventOf<'press'>): Interpretation {
  const [, verb = '', id = '', value = '', where = ''] = event.action.split(':');
  const { store, person, now } = context;
  const late = (): Interpretation => ({
    decision: answerWith(
      [
        {
          type: 'answer-press',
          press: event.id,
          sentence: { key: 'press.command-late' },
          lang: context.lang,
        },
      ],
      'command',
      'too-late',
    ),
    group: null,
  });
  if (person === null) return late();
  if (verb === 'do') {
    if (!isCommand(id)) return late();
    const number = Number(value);
    const subject = SUBJECT[id] ?? 'number';
    const raw = value === '' ? {} : Number.isInteger(number) ? { [subject]: number } : { [subject]: value };
    const group = SUBJECT[id] === 'case' ? store.cases.byId(number)?.group : Number(where) || undefined;
    return pressed(event, runPending(context, pendingOf(id, { raw, group: group ?? null })));
  }
  if (verb === 'undo') {
    const undo = store.commandWaits.undo(id, person, now);
    if (!undo) return late();
    const { command, args } = JSON.parse(undo.body) as { command: string; args: Pending['raw'] };
    if (!isCommand(command)) return late();
    store.commandWaits.useUndo(id, now);
    return pressed(
      event,
      runPending(context, pendingOf(command, { raw: args, group: undo.group, confirmed: true })),
    );
  }
  const wait = store.commandWaits.get(id, person, now);
  if (!wait) return late();
  store.commandWaits.drop(id);
  if (verb === 'yes' || verb === 'no') return pressed(event, answered(context, wait.body, verb === 'yes'));
  const pending = pendingSchema.parse(JSON.parse(wait.body));
  if (verb !== 'pick' || pending.field === null) return late();
  const chosen = /^\d+$/.test(value) ? Number(value) : value;
  const next =
    wait.need === 'group'
      ? value === EVERYWHERE
        ? { ...pending, raw: { ...pending.raw, all: true }, field: null }
        : { ...pending, group: Number(value), field: null }
      : { ...pending, raw: { ...pending.raw, [pending.field]: chosen }, field: null };
  return pressed(event, runPending(context, next));
}

/** What stands behind `cmd:do:<command>:`. */
const SUBJECT: Readonly<Partial<Record<string, string>>> = {
  history: 'person',
  case: 'case',
  sign: 'case',
  visa: 'case',
  'no-step': 'proposal',
  announce: 'what',
};

function answerOrder(
  context: RunContext,
  event: EventOf<'order'>,
  answers: CommandAnswers | undefined,
): Interpretation | null {
  const { order } = event;
  if (order.what !== 'run') return null;
  const { dryRun, ...args } = order.args;
  const ran = isCommand(order.command)
    ? // The console has asked already whether they are sure.
      runPending(context, pendingOf(order.command, { raw: args, confirmed: true, dryRun: dryRun === true }))
    : {
        outcome: refused('unknown', { key: 'command.unknown' }),
        group: null,
        lang: context.lang,
        buttons: [],
      };
  answers?.put(context.inbox, {
    ok: ran.outcome.ok,
    word: ran.outcome.word,
    sentences: ran.outcome.answer,
    buttons: ran.buttons,
    quote: ran.outcome.quote ?? null,
  });
  return interpretation(event, ran, []);
}

/** The answer to a message: in the group it takes the message away first. */
function reply(event: EventOf<'message'>, situation: Situation, ran: Ran): Interpretation {
  if (event.scope !== 'group') return privately(event, ran);
  const before: Action[] = [{ type: 'delete', message: event.message }];
  return interpretation(event, { ...ran, group: situation.group }, before, event.sender.id);
}

const privately = (event: EventOf<'message'>, ran: Ran): Interpretation =>
  interpretation(event, ran, [], event.sender.id);

function pressed(event: EventOf<'press'>, ran: Ran): Interpretation {
  const answer: Action = { type: 'answer-press', press: event.id, lang: ran.lang };
  return interpretation(event, ran, [answer], event.sender.id);
}

/** A command in the group's own name: nobody may be told, but it must not stay either. */
function fromNobody(event: EventOf<'message'>, situation: Situation, lang: Lang): Interpretation {
  return {
    decision: answerWith(
      [
        { type: 'delete', message: event.message },
        { type: 'notify', role: 'coordinator', sentences: [{ key: 'command.anonymous' }], lang },
      ],
      'command',
      'anonymous',
    ),
    group: situation.group,
  };
}

function interpretation(
  event: ChannelEvent,
  ran: Ran,
  before: readonly Action[],
  person: string | null = null,
): Interpretation {
  const { outcome } = ran;
  const tell: readonly Action[] =
    person === null || outcome.answer.length === 0
      ? []
      : [
          {
            type: 'tell',
            person,
            sentences: outcome.answer,
            ...(ran.buttons.length > 0 ? { buttons: ran.buttons } : {}),
            lang: ran.lang,
            groupFallback: false,
            ...(outcome.quote === undefined ? {} : { quote: outcome.quote }),
          },
        ];
  const effects = outcome.decision?.effects ?? [];
  return {
    decision: {
      outcome: 'ignored',
      actions: [...before, ...tell, ...(outcome.actions ?? []), ...(outcome.decision?.actions ?? [])],
      effects,
      infractions: outcome.decision?.infractions ?? [],
      why: [
        'command',
        ...('order' in event ? ['order'] : []),
        outcome.word,
        ...(outcome.decision?.why ?? []),
      ],
    },
    group: ran.group,
    ...(outcome.elsewhere ? { elsewhere: outcome.elsewhere } : {}),
  };
}

export { NO_HINT };
