/** Writes what decide answered: memory, ledger and outbox, within the transaction of the event. */
import type { Effect } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import { effectiveMode } from '../domain/group.js';
import { type RuleTable, ruleOf } from '../domain/rule.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import { enqueue } from './enqueue.js';
import type { Judged } from './judged.js';
import type { Log } from './log.js';

export function applyDecision(store: Store, rules: RuleTable, judged: Judged, log: Log): void {
  const { group } = judged.situation;
  if (group) {
    recordInfractions(store, group, judged);
    for (const effect of judged.decision.effects) applyEffect(store, rules, group, judged, effect);
    remember(store, group, judged);
  }
  enqueue(store, judged, log);
}

const messageOf = (event: ChannelEvent): string => ('message' in event ? (event.message ?? '') : '');

function recordInfractions(store: Store, group: GroupRow, judged: Judged): void {
  const { event, decision, at } = judged;
  const edited = event.type === 'message' && event.revision > 0;
  for (const draft of decision.infractions) {
    const person = store.persons.find(event.channel, draft.member);
    if (!person) throw new Error('an infraction of somebody whom the register does not know');
    const message = messageOf(event);
    if (edited && store.ledger.isRecorded(group.id, person.id, draft.rule, message)) continue;
    store.ledger.append({
      at,
      grp: group.id,
      kind: 'infraction',
      person: person.id,
      actor: null,
      rule: draft.rule,
      clause: draft.clause,
      mode: draft.mode,
      response: draft.response,
      confidence: draft.confidence,
      span_from: draft.span?.[0] ?? null,
      span_to: draft.span?.[1] ?? null,
      message,
      ref: null,
      excerpt: draft.excerpt,
    });
  }
}

function applyEffect(store: Store, rules: RuleTable, group: GroupRow, judged: Judged, effect: Effect): void {
  const { event, at, inbox } = judged;
  switch (effect.type) {
    case 'open-hold':
    case 'extend-hold':
      store.holds.put(group.id, effect.hold);
      break;
    case 'close-hold':
      for (const timer of ['hold-expiry', 'ask-settle', 'ask-expiry', 'album-settle'] as const)
        store.timers.clear(timer, effect.hold);
      store.holds.close(effect.hold, effect.outcome, at);
      break;
    case 'open-thread':
      store.threads.open(group.id, inbox, effect.thread);
      if (event.type === 'message') store.threads.link(group.id, event.message, effect.thread.id);
      break;
    case 'touch-thread':
      store.threads.touch(effect.thread, at, effect);
      if (event.type === 'message') store.threads.link(group.id, event.message, effect.thread);
      break;
    case 'close-thread':
      store.timers.clear('thread-idle', effect.thread);
      store.threads.close(effect.thread, effect.by, at);
      break;
    case 'set-timer':
      store.timers.set(effect.timer, effect.ref, group.id, effect.due);
      break;
    case 'review':
      store.reviews.add(group.id, inbox, {
        at,
        kind: 'doubt',
        member: judged.situation.sender.id,
        rule: effect.finding.rule,
        confidence: effect.finding.confidence,
        excerpt: effect.excerpt,
        hold: null,
      });
      break;
    case 'contest': {
      const hold = store.holds.about(effect.hold);
      if (!hold) return;
      store.reviews.add(group.id, inbox, {
        at,
        kind: 'contest',
        member: hold.member,
        rule: hold.rule,
        confidence: null,
        excerpt: '',
        hold: effect.hold,
      });
      note(store, rules, group, judged, 'contest', hold.rule, hold.member, hold.member, '');
      break;
    }
    case 'approved': {
      // What was let through is the message of the hold that this decision closed, else the sender's own.
      const closed = judged.decision.effects.find((e) => e.type === 'close-hold');
      const about = closed ? store.holds.about(closed.hold)?.member : undefined;
      const member = about ?? judged.situation.sender.id;
      note(store, rules, group, judged, 'approved', effect.rule, member, effect.by, effect.reason);
      break;
    }
  }
}

/** A line of the ledger that is no infraction: somebody approved or contested one. */
function note(
  store: Store,
  rules: RuleTable,
  group: GroupRow,
  judged: Judged,
  kind: 'approved' | 'contest',
  rule: string,
  member: string,
  actor: string,
  reason: string,
): void {
  const { channel } = judged.event;
  const person = store.persons.find(channel, member);
  if (!person) return;
  store.ledger.append({
    at: judged.at,
    grp: group.id,
    kind,
    person: person.id,
    actor: store.persons.find(channel, actor)?.id ?? null,
    rule,
    clause: ruleOf(rules, rule).clause,
    mode: effectiveMode(group.state),
    response: kind,
    confidence: 1,
    span_from: null,
    span_to: null,
    message: messageOf(judged.event),
    ref: null,
    excerpt: reason,
  });
}

/** Counts the message, keeps its text for two minutes if more may follow it, and which messages with pictures stand there. */
function remember(store: Store, group: GroupRow, judged: Judged): void {
  const { event, decision, analysis, at, situation } = judged;
  if (event.type !== 'message' || event.scope !== 'group' || event.history) return;
  if (event.revision === 0) store.counts.add(group.id, at, analysis?.text.kind ?? 'none', decision.outcome);
  const gone = decision.actions.flatMap((a) => (a.type === 'delete' ? [a.message] : []));
  for (const message of gone) {
    store.recent.drop(group.id, message);
    store.pictureMessages.drop(group.id, message);
  }
  const text = decision.outcome === 'passed' && event.text.length <= 4000 ? event.text : '';
  // What is shown beside a link or a quote never comes back, and its reference can be the picture itself.
  const media = event.media.filter((m) => m.kind !== 'preview');
  if (media.length > 0 && !gone.includes(event.message))
    store.pictureMessages.put(group.id, situation.sender.id, at, {
      message: event.message,
      album: event.album ?? null,
      media,
    });
  if (text !== '')
    store.recent.put(group.id, situation.sender.id, {
      message: event.message,
      text,
      at,
      report: decision.effects.some((e) => e.type === 'open-thread' || e.type === 'touch-thread'),
    });
  else if (event.revision > 0) store.recent.drop(group.id, event.message);
}
