/**
 * The group as it would have run under the bot: every exported message goes through the same analyser and the
 * same `decide` as a live one, with a memory instead of a database and nobody told anything.
 */
import { type DecideInput, decide, type MemberState } from '../../domain/decide/index.js';
import type { Decision } from '../../domain/decision.js';
import type { EventOf } from '../../domain/event.js';
import type { Finding, TextAnalysis } from '../../domain/finding.js';
import type { GroupState } from '../../domain/group.js';
import type { Hold } from '../../domain/hold.js';
import type { RuleTable } from '../../domain/rule.js';
import type { ChannelName, Lang, Role } from '../../domain/vocabulary.js';
import { joinedAnalysis } from '../../engine/joined-analysis.js';
import type { Analyser } from '../../language/api.js';
import type { ExportedMessage } from '../exported.js';
import type { ReadMessage } from '../read-ahead.js';
import { Memory } from './memory.js';
import type { Timer } from './timers.js';

export interface DryRunOptions {
  readonly analyser: Analyser;
  readonly rules: RuleTable;
  readonly group: GroupState;
  readonly channel: ChannelName;
  /** Members who aren't plain members, by id. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Hears of every timer that came due: a report that nobody confirmed leaves the group. */
  readonly onTimer?: (timed: Timed) => void;
}

export interface Timed {
  readonly timer: Timer;
  readonly decision: Decision;
  /** The hold that it was set for, as it stood when the time came. */
  readonly hold: Hold | undefined;
}

export interface Judged {
  readonly message: ExportedMessage;
  /** Of the message alone; null where there was no text. */
  readonly analysis: TextAnalysis | null;
  /** What was decided on; spans are places in the message's own text. */
  readonly findings: readonly Finding[];
  readonly decision: Decision;
}

const CHAT = 'export';

export class DryRun {
  private readonly memory = new Memory();
  private now = 0;
  private count = 0;

  constructor(private readonly options: DryRunOptions) {}

  /** Plays the timers that came due before this message, then the message. */
  judge({ message, own, replied }: ReadMessage): Judged {
    // Exports are in the order of arrival; a clock that was set back must not make time run backwards.
    this.playTimers(message.at);
    this.now = Math.max(this.now, message.at);
    const { memory, now } = this;
    memory.clock = now;
    const { analyser, group, roles } = this.options;
    const tag = `${++this.count}`;
    const context = memory.context(message.sender.id, now, message.replyTo);
    const analyse = (text: string): TextAnalysis =>
      analyser.analyse(text, {
        preferred: group.policy.lang,
        ...(replied === undefined ? {} : { replyTo: replied }),
      });
    const joined = own && joinedAnalysis(message.text, own, context.recent, analyse);
    const decision = decide({
      event: this.eventOf(message, replied),
      tag,
      analysis: own && { text: own, pictures: [] },
      joined: joined && { text: joined, pictures: [] },
      group,
      sender: this.member(message.sender.id, message.sender.name, own?.lang, roles.get(message.sender.id)),
      context,
      rules: this.options.rules,
      now,
    });
    memory.apply(decision, now, message.sender.id, message.id);
    memory.remember(
      {
        id: message.id,
        text: message.text,
        sender: message.sender.id,
      },
      decision,
      now,
    );
    return { message, analysis: own, findings: (joined ?? own)?.findings ?? [], decision };
  }

  /** Plays what is still due after the last message, until nothing waits. */
  finish(): void {
    this.playTimers(Number.POSITIVE_INFINITY);
  }

  private playTimers(until: number): void {
    const { memory } = this;
    for (let timer = memory.timers.takeDue(until); timer; timer = memory.timers.takeDue(until)) {
      this.now = Math.max(this.now, timer.due);
      memory.clock = this.now;
      const hold = memory.hold(timer.ref);
      const decision = decide({
        event: {
          type: 'timer',
          channel: this.options.channel,
          chat: CHAT,
          scope: 'group',
          at: this.now,
          id: `${timer.timer}:${timer.ref}:${timer.due}`,
          timer: timer.timer,
          ref: timer.ref,
        },
        tag: `${++this.count}`,
        analysis: null,
        joined: null,
        group: this.options.group,
        sender: this.member(hold?.member ?? 'bot', hold?.memberName ?? '', undefined, undefined),
        context: memory.context(hold?.member ?? 'bot', this.now, null),
        rules: this.options.rules,
        now: this.now,
      } satisfies DecideInput);
      memory.apply(decision, this.now, hold?.member ?? 'bot', null);
      this.options.onTimer?.({ timer, decision, hold });
    }
  }

  private member(id: string, name: string, lang: Lang | undefined, role: Role | undefined): MemberState {
    return {
      id,
      name,
      role: role ?? 'member',
      lang: lang ?? this.options.group.policy.lang,
      offTopicCount: this.memory.offTopicCount(id, this.now),
    };
  }

  private eventOf(m: ExportedMessage, replied: string | undefined): EventOf<'message'> {
    return {
      type: 'message',
      channel: this.options.channel,
      chat: CHAT,
      scope: 'group',
      at: m.at,
      message: m.id,
      revision: 0,
      sender: { id: m.sender.id, name: m.sender.name, ...(m.sender.anonymous ? { anonymous: true } : {}) },
      text: m.text,
      media: [...m.media],
      ...(m.replyTo === null
        ? {}
        : { replyTo: { message: m.replyTo, ...(replied === undefined ? {} : { text: replied }) } }),
      ...(m.forwardedFrom === null ? {} : { forward: { times: 1, origin: m.forwardedFrom.slice(0, 256) } }),
      ...(m.other === null ? {} : { other: m.other }),
    };
  }
}
