/**
 * What the engine keeps in its database, kept in memory for one chat: holds, report threads, the last messages,
 * timers. Effects are applied as the engine would; actions are not carried out.
 */

import type { DecideContext, RecentMessage } from '../../domain/decide/index.js';
import { BURST_MS } from '../../domain/decide/predicates.js';
import type { Decision, Effect } from '../../domain/decision.js';
import type { Hold } from '../../domain/hold.js';
import { mergeDescription, type ReportThread } from '../../domain/report-thread.js';
import { Latest } from './latest.js';
import { Timers } from './timers.js';

const OFF_TOPIC_MS = 30 * 24 * 3_600_000;
/** Answers to older messages than this are read without them. */
const REMEMBERED_MESSAGES = 4_000;
const MAX_RECENT = 12;
const MAX_SIGNATURE = 40;
const MAX_RECENT_TEXT = 4_000;

export class Memory {
  readonly timers = new Timers();
  private readonly holds = new Map<string, Hold>();
  /** In the order of opening. */
  private readonly threads = new Map<string, ReportThread>();
  private readonly recent = new Map<string, RecentMessage[]>();
  private readonly offTopic = new Map<string, number[]>();
  private readonly threadOf = new Latest<string>(REMEMBERED_MESSAGES);
  private lastSpokeAt: number | null = null;
  private holdList: readonly Hold[] | null = null;
  private threadList: readonly ReportThread[] | null = null;

  context(sender: string, now: number, replyTo: string | null): DecideContext {
    this.holdList ??= [...this.holds.values()];
    this.threadList ??= [...this.threads.values()].reverse();
    const thread = replyTo === null ? undefined : this.threadOf.get(replyTo);
    return {
      threads: this.threadList,
      holds: this.holdList,
      recent: this.recentOf(sender, now),
      // Exports don't tell what belongs to one album.
      album: [],
      relays: [],
      lastSpokeAt: this.lastSpokeAt,
      repliedThread: thread !== undefined && this.threads.has(thread) ? thread : null,
    };
  }

  hold(hold: string): Hold | undefined {
    return this.holds.get(hold);
  }

  offTopicCount(member: string, now: number): number {
    const times = this.offTopic.get(member);
    if (!times) return 0;
    while (times.length > 0 && times[0]! < now - OFF_TOPIC_MS) times.shift();
    return times.length;
  }

  /** Remembers the message itself, after it was decided on. */
  remember(
    message: {
      readonly id: string;
      readonly text: string;
      readonly sender: string;
    },
    decision: Decision,
    now: number,
  ): void {
    if (message.text === '' || message.text.length > MAX_RECENT_TEXT || decision.outcome !== 'passed') return;
    const list = this.recentOf(message.sender, now) as RecentMessage[];
    const report = decision.effects.some((e) => e.type === 'open-thread' || e.type === 'touch-thread');
    list.push({ message: message.id, text: message.text, at: now, report });
    if (list.length > MAX_RECENT) list.shift();
    this.recent.set(message.sender, list);
  }

  apply(decision: Decision, now: number, member: string, message: string | null): void {
    for (const effect of decision.effects) this.applyEffect(effect, message);
    for (const infraction of decision.infractions)
      if (infraction.rule === 'off-topic') {
        const times = this.offTopic.get(member);
        if (times) times.push(now);
        else this.offTopic.set(member, [now]);
      }
    for (const action of decision.actions)
      if (action.type === 'say') this.lastSpokeAt = Math.max(this.lastSpokeAt ?? 0, action.notBefore ?? now);
  }

  private applyEffect(effect: Effect, message: string | null): void {
    switch (effect.type) {
      case 'open-hold':
      case 'extend-hold':
        this.holds.set(effect.hold.id, effect.hold);
        this.holdList = null;
        break;
      case 'close-hold':
        this.holds.delete(effect.hold);
        this.holdList = null;
        break;
      case 'open-thread':
        this.threads.set(effect.thread.id, effect.thread);
        this.threadList = null;
        this.threadOf.set(effect.thread.message, effect.thread.id);
        break;
      case 'touch-thread':
        this.touch(effect);
        if (message !== null) this.threadOf.set(message, effect.thread);
        break;
      case 'close-thread':
        this.threads.delete(effect.thread);
        this.threadList = null;
        break;
      case 'set-timer':
        this.timers.add({ timer: effect.timer, ref: effect.ref, due: effect.due });
        break;
      default:
        break;
    }
  }

  private touch(effect: Extract<Effect, { type: 'touch-thread' }>): void {
    const thread = this.threads.get(effect.thread);
    if (!thread) return;
    this.threads.set(thread.id, {
      ...thread,
      lastAt: Math.max(thread.lastAt, this.clock),
      policeInformedAt: thread.policeInformedAt ?? effect.policeInformedAt,
      signature: [...new Set([...thread.signature, ...effect.signature])].slice(0, MAX_SIGNATURE),
      description: mergeDescription(thread.description, effect.description),
    });
    this.threadList = null;
  }

  /** The moment that is being played. */
  clock = 0;

  private recentOf(sender: string, now: number): readonly RecentMessage[] {
    const list = this.recent.get(sender);
    if (!list) return [];
    const fresh = list.filter((m) => m.at >= now - BURST_MS);
    if (fresh.length === 0) this.recent.delete(sender);
    return fresh;
  }
}
