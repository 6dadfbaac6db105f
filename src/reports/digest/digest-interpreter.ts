/** Sends digests when their hour has come, sets the next one, and takes the order by which somebody chooses their hour. */
import { type Action, type Sentence, told } from '../../domain/action.js';
import type { ChannelEvent, EventOf } from '../../domain/event.js';
import { answerWith, type Interpretation, type Interpreter } from '../../engine/interpreter.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { digestSentences } from './compose-digest.js';
import { isQuiet } from './digest-data.js';
import { gatherDigest } from './gather-digest.js';
import { nextDigest } from './next-digest.js';
import { digestArgsSchema, digestRef, mayHaveDigest, setDigest } from './set-digest.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface DigestOptions {
  /** A mail server is set: digests go by e-mail too, to those who gave an address. */
  readonly mail?: boolean;
}

/** Answers the timer `digest` and the order `run digest` with `group`, `cadence`, `weekday`, `hour`, `email`. */
export function digestInterpreter(options: DigestOptions = {}): Interpreter {
  return ({ store, event, situation, at }) => {
    if (event.type === 'timer' && event.timer === 'digest') return send(store, event, at, options);
    if (event.type === 'order' && event.order.what === 'run' && event.order.command === 'digest')
      return choose(store, event, event.order.args, situation.group, situation.person, at);
    return null;
  };
}

function send(store: Store, event: EventOf<'timer'>, at: number, options: DigestOptions): Interpretation {
  const [groupId, personId] = event.ref.split(':').map(Number);
  const nothing = (why: string): Interpretation => ({ decision: answerWith([], 'digest', why) });
  if (!groupId || !personId) return nothing('bad-ref');
  const settings = store.digestSettings.get(groupId, personId);
  const group = store.groups.byId(groupId);
  const person = store.persons.byId(personId);
  if (!settings || !group || !person) return nothing('gone');
  const member = store.members.get(groupId, personId);
  if (!member || member.left_at !== null || !mayHaveDigest(member.role)) {
    store.digestSettings.remove(groupId, personId);
    return nothing('not-entitled');
  }
  // After a time without power the digest covers what was missed, once.
  const to = at - event.at > HOUR ? at : event.at;
  const from = settings.until < to ? settings.until : to - DAY;
  store.digestSettings.reached(groupId, personId, to);
  store.timers.set('digest', digestRef(groupId, personId), groupId, nextDigest(settings, Math.max(to, at)));

  const data = gatherDigest(store, group, from, to, member.lang);
  const file = digestFile(groupId, personId, from, to);
  const quiet = isQuiet(data);
  const actions: Action[] = [told(person.identity, member.lang, digestSentences(data))];
  if (!quiet)
    actions.push({
      type: 'send-file',
      person: person.identity,
      file: `${file}:pdf`,
      name: `garde-fou-${new Date(to).toISOString().slice(0, 10)}.pdf`,
      mime: 'application/pdf',
      sentences: [{ key: 'digest.file' }],
      lang: member.lang,
    });
  if (options.mail && settings.email !== null)
    store.mails.add({
      key: file,
      group: groupId,
      person: personId,
      address: settings.email,
      ref: file,
      lang: member.lang,
      due: at,
    });
  return { decision: answerWith(actions, 'digest', quiet ? 'quiet' : 'full') };
}

/** The reference under which `readFile` makes a digest again. */
export const digestFile = (group: number, person: number, from: number, to: number): string =>
  `digest:${group}:${person}:${from}:${to}`;

function choose(
  store: Store,
  event: Extract<ChannelEvent, { type: 'order' }>,
  args: Readonly<Record<string, unknown>>,
  here: GroupRow | null,
  person: number | null,
  at: number,
): Interpretation {
  const { group: named, ...rest } = args;
  const group = typeof named === 'number' ? store.groups.byId(named) : here;
  const member = group && person !== null ? store.members.get(group.id, person) : null;
  const lang = member?.lang ?? group?.policy.lang ?? 'fr';
  const answer = (sentence: Sentence, ...why: string[]): Interpretation => ({
    decision: answerWith([told(event.sender.id, lang, [sentence])], 'digest', ...why),
    group,
  });
  if (!group || person === null || !member || member.left_at !== null || !mayHaveDigest(member.role))
    return answer({ key: 'report.no-right' }, 'no-right');
  const parsed = digestArgsSchema.safeParse(rest);
  if (!parsed.success) return answer({ key: 'report.not-understood' }, 'bad-args');
  const due = setDigest(store, group.id, person, parsed.data, at);
  return due === null
    ? answer({ key: 'digest.off' }, 'off')
    : answer({ key: 'digest.set', params: { moment: due } }, 'set');
}
