/** One event from the inbox to its verdict: context, analysis, decision, consequences. Runs in a transaction. */
import { RELAYED_FOR_MS } from '../domain/authorisation.js';
import { type DecideContext, decide, NO_CONTEXT } from '../domain/decide/index.js';
import { BURST_MS } from '../domain/decide/predicates.js';
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent, EventOf } from '../domain/event.js';
import type { Analysis, PictureAnalysis, TextAnalysis } from '../domain/finding.js';
import type { GroupPolicy } from '../domain/group.js';
import type { Hold } from '../domain/hold.js';
import { isPolice, type RuleId } from '../domain/vocabulary.js';
import type { AnalyseOptions } from '../language/api.js';
import type { Store } from '../store/store.js';
import type { EngineRules } from './api.js';
import { applyDecision } from './apply-decision.js';
import type { Interpreter } from './interpreter.js';
import { joinedAnalysis } from './joined-analysis.js';
import type { Judged } from './judged.js';
import type { Log } from './log.js';
import { updateRegister } from './register.js';
import { NO_GROUP, type Situation, situationOf } from './situation.js';

const IGNORED: Decision = {
  outcome: 'ignored',
  actions: [],
  effects: [],
  infractions: [],
  why: ['unknown-group'],
};
const notInterpreted = { interpreted: false, elsewhere: [] } as const;

/** Judges and writes everything that follows. Throws when analysis, decision or a constraint fails. */
export function judge(
  store: Store,
  rules: EngineRules,
  interpreters: readonly Interpreter[],
  came: ChannelEvent,
  inbox: number,
  at: number,
  pictures: readonly PictureAnalysis[],
  log: Log,
): Judged {
  const situation = situationOf(store, came, at);
  const { group } = situation;
  const event = group ? withItsPictures(store, came, group.id, situation.sender.id) : came;
  updateRegister(store, event, group, at, log);
  for (const interpret of interpreters) {
    const answer = interpret({ store, event, situation, inbox, at, log });
    if (!answer) continue;
    const judged: Judged = {
      event,
      inbox,
      at,
      situation: answer.group === undefined ? situation : { ...situation, group: answer.group },
      analysis: null,
      decision: answer.decision,
      interpreted: true,
      elsewhere: answer.elsewhere ?? [],
    };
    applyDecision(store, rules.rules, judged, log);
    return judged;
  }
  if (!group && event.scope === 'group')
    return { event, inbox, at, situation, analysis: null, decision: IGNORED, ...notInterpreted };

  const own = group ? contextOf(store, event, situation, at) : NO_CONTEXT;
  const { analysis, joined } = analyse(rules, event, group?.policy ?? NO_GROUP.policy, own, pictures);
  const informs = analysis && (analysis.text.police === 'informed' || speaksOfWaiting(event, situation));
  // That the police know may be said by somebody else than whoever waits for it.
  const context =
    group && event.type === 'message' && event.scope === 'group' && informs
      ? { ...own, holds: store.holds.open(group.id) }
      : own;
  const sender = group || !analysis ? situation.sender : { ...situation.sender, lang: analysis.text.lang };
  const decision = decide({
    event,
    tag: String(inbox),
    analysis,
    joined,
    group: group?.state ?? NO_GROUP,
    sender,
    context,
    rules: rules.rules,
    now: at,
  });
  const judged = { event, inbox, at, situation, analysis: joined ?? analysis, decision, ...notInterpreted };
  applyDecision(store, rules.rules, judged, log);
  return judged;
}

/** Where a changed caption comes without its pictures, or without its album, it is still theirs. */
function withItsPictures(store: Store, event: ChannelEvent, group: number, sender: string): ChannelEvent {
  if (event.type !== 'message' || event.scope !== 'group' || event.revision === 0) return event;
  const known = store.pictureMessages.get(group, sender, event.message);
  if (!known) return event;
  const album = event.album ?? known.album;
  return {
    ...event,
    ...(album === null ? {} : { album }),
    ...(event.media.length === 0 ? { media: [...known.media] } : {}),
  };
}

/** An answer to another message, or a word of the police, can be about a report that waits. */
const speaksOfWaiting = (event: ChannelEvent, { sender }: Situation): boolean =>
  (event.type === 'message' && event.replyTo !== undefined) || isPolice(sender.role);

function contextOf(store: Store, event: ChannelEvent, situation: Situation, now: number): DecideContext {
  const group = situation.group!;
  const message = event.type === 'message' ? event : null;
  const answers = message && (message.revision > 0 ? message.message : message.replyTo?.message);
  return {
    threads: store.threads.openOf(group.id),
    holds: holdsFor(store, event, group.id, situation.sender.id),
    recent: message ? store.recent.of(group.id, situation.sender.id, now - BURST_MS, message.message) : [],
    album:
      message?.album === undefined
        ? []
        : store.pictureMessages.album(group.id, situation.sender.id, message.album, message.message),
    lastSpokeAt: store.groups.lastSpokeAt(group.id),
    repliedThread: answers ? store.threads.threadOf(group.id, answers) : null,
    // A few words relay nothing.
    relays:
      (message?.text.length ?? 0) > 20 ? store.broadcasts.crisisWords(group.id, now - RELAYED_FOR_MS) : [],
  };
}

/** A busy group has dozens of open holds; reading them all for every message would cost more than judging it. */
function holdsFor(store: Store, event: ChannelEvent, group: number, sender: string): Hold[] {
  switch (event.type) {
    case 'message':
    case 'reaction':
      return store.holds.openOfMember(group, sender);
    case 'press':
      return store.holds.openById(group, event.action.split(':')[1] ?? '');
    case 'order':
      return 'hold' in event.order ? store.holds.openById(group, event.order.hold) : [];
    case 'timer':
      return store.holds.openById(group, event.ref);
    case 'removed':
      return store.holds.open(group);
    default:
      return [];
  }
}

function analyse(
  { analyser }: EngineRules,
  event: ChannelEvent,
  policy: GroupPolicy,
  context: DecideContext,
  pictures: readonly PictureAnalysis[],
): { analysis: Analysis | null; joined: Analysis | null } {
  const nothing = { analysis: null, joined: null };
  if (event.type !== 'message' || event.history) return nothing;
  if (event.text === '' && event.media.length === 0 && event.other === undefined) return nothing;
  const options = optionsFor(event, policy);
  const read = (text: string): TextAnalysis => analyser.analyse(text, options);
  const text = read(event.text);
  const joined = event.scope === 'group' ? joinedAnalysis(event.text, text, context.recent, read) : null;
  return { analysis: { text, pictures }, joined: joined ? { text: joined, pictures } : null };
}

function optionsFor(event: EventOf<'message'>, policy: GroupPolicy): AnalyseOptions {
  const extraWords: Partial<Record<RuleId, readonly string[]>> = {};
  for (const [rule, tuning] of Object.entries(policy.rules))
    if (tuning.extraWords.length > 0) extraWords[rule] = tuning.extraWords;
  return {
    preferred: policy.lang,
    // In private everything answers the bot.
    ...(event.scope === 'private' || event.replyTo?.text !== undefined
      ? { replyTo: event.replyTo?.text ?? '' }
      : {}),
    extraWords: extraWords as Record<RuleId, readonly string[]>,
  };
}
