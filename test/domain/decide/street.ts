/**
 * A street whose messages come with the analysis written by hand: what the people do goes in, what decide answers
 * comes out, and its effects are remembered as the engine would.
 */
import type { Action } from '../../../src/domain/action.js';
import { type AlbumPart, type DecideInput, decide } from '../../../src/domain/decide/index.js';
import type { Decision, InfractionDraft } from '../../../src/domain/decision.js';
import type { ChannelEvent, EventOf } from '../../../src/domain/event.js';
import {
  type Finding,
  NO_DESCRIPTION,
  type PictureAnalysis,
  type TextAnalysis,
} from '../../../src/domain/finding.js';
import { type GroupPolicy, policy } from '../../../src/domain/group.js';
import type { Hold } from '../../../src/domain/hold.js';
import { mergeDescription, type ReportThread } from '../../../src/domain/report-thread.js';
import type { RuleTable } from '../../../src/domain/rule.js';
import { type Role, RULES, type RuleId } from '../../../src/domain/vocabulary.js';

export const MINUTE = 60_000;
export const NOON = Date.UTC(2026, 4, 4, 10, 0, 0);

const HOLD_MODE: Partial<Record<RuleId, 'hold' | 'remove'>> = {
  'police-not-informed': 'hold',
  'plate-in-text': 'remove',
  'identity-disclosed': 'remove',
  'face-photo': 'remove',
  'plate-photo': 'remove',
  discrimination: 'remove',
  vigilante: 'hold',
  leak: 'remove',
  'careless-language': 'remove',
  'urgent-forbidden': 'hold',
};
const ASK_MODE: Partial<Record<RuleId, 'ask' | 'hold' | 'remove'>> = {
  'police-not-informed': 'ask',
  'plate-in-text': 'remove',
  'identity-disclosed': 'remove',
  'face-photo': 'remove',
  'plate-photo': 'remove',
  discrimination: 'remove',
  'urgent-forbidden': 'hold',
};
/** The answers that the project's own rule files give. */
export const RULE_TABLE: RuleTable = Object.fromEntries(
  RULES.map((id) => [
    id,
    {
      id,
      clause: `clause of ${id}`,
      severity: 3,
      response: { ask: ASK_MODE[id] ?? 'warn', hold: HOLD_MODE[id] ?? 'warn' },
      actFrom: 0.5,
      reviewFrom: 0.3,
    },
  ]),
);

/** A message that says nothing in particular. */
export const plain = (over: Partial<TextAnalysis> = {}): TextAnalysis => ({
  lang: 'fr',
  kind: 'ack',
  kindConfidence: 0.95,
  police: 'none',
  confirmsInformed: false,
  withdraws: false,
  publicNotice: false,
  findings: [],
  description: NO_DESCRIPTION,
  signature: [],
  ...over,
});
export const seen = (rule: RuleId, more: Partial<Finding> = {}): Finding => ({
  rule,
  confidence: 0.95,
  ...more,
});
/** A report in which nobody called. */
export const uninformed = (over: Partial<TextAnalysis> = {}): TextAnalysis =>
  plain({
    kind: 'signalement',
    police: 'not-informed',
    description: { ...NO_DESCRIPTION, where: true, person: true },
    signature: ['moulin', 'capuche'],
    ...over,
    findings: [seen('police-not-informed'), ...(over.findings ?? [])],
  });
/** A report in which 101 was called. */
export const informed = (over: Partial<TextAnalysis> = {}): TextAnalysis =>
  plain({
    kind: 'signalement',
    police: 'informed',
    description: { ...NO_DESCRIPTION, where: true, person: true },
    signature: ['moulin', 'capuche'],
    ...over,
  });
/** “101 prévenu”, as the language engine reads it: a report by its kind. */
export const called = (over: Partial<TextAnalysis> = {}): TextAnalysis =>
  plain({
    kind: 'signalement',
    police: 'informed',
    confirmsInformed: true,
    findings: [seen('no-suspect-seen', { confidence: 0.6 })],
    ...over,
  });
export const followup = (over: Partial<TextAnalysis> = {}): TextAnalysis =>
  plain({
    kind: 'followup',
    description: { ...NO_DESCRIPTION, clothes: true },
    signature: ['veste'],
    ...over,
  });

export const picture = (...rules: RuleId[]): PictureAnalysis => ({
  decision: rules.length > 0 ? 'block' : 'allow',
  findings: rules.map((rule) => seen(rule)),
  reasons: [],
  fingerprint: '0',
});
export const PHOTO = { kind: 'photo', ref: 'photo-1' } as const;

const PEOPLE: Record<string, Role> = {
  anne: 'member',
  bram: 'member',
  cora: 'coordinator',
  marc: 'mandatary',
};

export interface Said {
  readonly pictures?: readonly PictureAnalysis[];
  readonly event?: Partial<EventOf<'message'>>;
  readonly joined?: TextAnalysis;
}

export class Street {
  now = NOON;
  readonly holds = new Map<string, Hold>();
  readonly threads = new Map<string, ReportThread>();
  readonly linked = new Map<string, string>();
  readonly timers = new Map<string, { timer: EventOf<'timer'>['timer']; ref: string; due: number }>();
  readonly actions: Action[] = [];
  readonly infractions: InfractionDraft[] = [];
  readonly inputs: DecideInput[] = [];
  policy: GroupPolicy;
  recognised = true;
  offTopic = 0;
  relays: readonly string[] = [];
  private count = 0;
  private lastSpokeAt: number | null = null;

  constructor(over: Parameters<typeof policy>[0] = {}) {
    this.policy = policy({ mode: 'hold', ...over });
  }

  says(
    who: string,
    words: string,
    text: TextAnalysis,
    { pictures = [], event, joined }: Said = {},
  ): Decision {
    const message: EventOf<'message'> = {
      type: 'message',
      channel: 'playground',
      chat: 'street',
      scope: 'group',
      at: this.now,
      message: `m${this.count + 1}`,
      revision: 0,
      sender: { id: who, name: who },
      text: words,
      media: [],
      ...event,
    };
    return this.happens(message, who, { text, pictures }, joined ? { text: joined, pictures } : null);
  }
  edits(who: string, message: string, words: string, text: TextAnalysis): Decision {
    return this.says(who, words, text, { event: { message, revision: this.count + 1 } });
  }
  answers(who: string, message: string, words: string, text: TextAnalysis): Decision {
    return this.says(who, words, text, { event: { replyTo: { message } } });
  }
  privately(who: string, words: string, text: TextAnalysis): Decision {
    return this.says(who, words, text, { event: { scope: 'private', chat: who } });
  }
  presses(who: string, verb: string, hold = [...this.holds.keys()].at(-1) ?? 'none'): Decision {
    const id = `p${this.count + 1}`;
    const base = { channel: 'playground', chat: who, scope: 'private', at: this.now } as const;
    return this.happens(
      { ...base, type: 'press', id, sender: { id: who, name: who }, action: `${verb}:${hold}` },
      who,
    );
  }
  reacts(who: string, message: string, emoji = '👍', scope: 'group' | 'private' = 'group'): Decision {
    const base = { channel: 'playground', chat: 'street', scope, at: this.now } as const;
    return this.happens({ ...base, type: 'reaction', message, sender: { id: who, name: who }, emoji }, who);
  }
  orders(who: string, order: EventOf<'order'>['order']): Decision {
    const base = { channel: 'playground', chat: 'street', scope: 'group', at: this.now } as const;
    return this.happens(
      { ...base, type: 'order', id: `o${this.count}`, sender: { id: who, name: who }, order },
      who,
    );
  }
  removes(message: string): Decision {
    const base = { channel: 'playground', chat: 'street', scope: 'group', at: this.now } as const;
    return this.happens({ ...base, type: 'removed', message }, 'anne');
  }
  /** Time goes by; what comes due happens. */
  passes(ms: number): Decision[] {
    const until = this.now + ms;
    const out: Decision[] = [];
    for (;;) {
      const next = [...this.timers.entries()].sort((a, b) => a[1].due - b[1].due)[0];
      if (!next || next[1].due > until) break;
      this.timers.delete(next[0]);
      const { timer, ref, due } = next[1];
      this.now = Math.max(this.now, due);
      const base = { channel: 'playground', chat: 'street', scope: 'group', at: due } as const;
      out.push(
        this.happens(
          { ...base, type: 'timer', id: `${timer}:${ref}:${due}`, timer, ref },
          this.holds.get(ref)?.member ?? '',
        ),
      );
    }
    this.now = until;
    return out;
  }

  happens(
    event: ChannelEvent,
    who: string,
    analysis: DecideInput['analysis'] = null,
    joined: DecideInput['joined'] = null,
  ): Decision {
    this.count++;
    const about =
      event.type === 'message' ? (event.revision > 0 ? event.message : event.replyTo?.message) : undefined;
    const input: DecideInput = {
      event,
      tag: String(this.count),
      analysis,
      joined,
      group: { id: 'street', policy: this.policy, recognised: this.recognised, policeApproved: true },
      sender: { id: who, name: who, role: PEOPLE[who] ?? 'member', lang: 'fr', offTopicCount: this.offTopic },
      context: {
        threads: [...this.threads.values()].reverse(),
        holds: [...this.holds.values()],
        recent: [],
        album: event.type === 'message' ? this.partsOf(event) : [],
        lastSpokeAt: this.lastSpokeAt,
        repliedThread: (about && this.linked.get(about)) || null,
        relays: this.relays,
      },
      rules: RULE_TABLE,
      now: this.now,
    };
    this.inputs.push(input);
    const decision = decide(input);
    this.remember(decision, event);
    return decision;
  }

  /** What was done, in few words. */
  done(from = 0): string[] {
    return this.actions.slice(from).map((a) => {
      switch (a.type) {
        case 'delete':
          return `delete ${a.message}`;
        case 'say':
          return `say ${a.sentences.map((s) => s.key).join(' + ')}`;
        case 'tell':
          return `tell ${a.person} ${a.sentences.map((s) => s.key).join(' + ')}`;
        case 'notify':
          return `notify ${a.role} ${a.sentences.map((s) => s.key).join(' + ')}`;
        case 'repost':
          return `${a.head.key} ${a.text}`;
        case 'answer-press':
          return a.sentence?.key ?? '';
        default:
          return a.type;
      }
    });
  }
  /** The same without the answers to pressed buttons. */
  told(from = 0): string[] {
    return this.done(from).filter((d) => !d.startsWith('press.'));
  }
  get rules(): string[] {
    return this.infractions.map((i) => `${i.rule} ${i.response}`);
  }
  get thread(): ReportThread | undefined {
    return [...this.threads.values()].at(-1);
  }

  private readonly standing: EventOf<'message'>[] = [];
  private partsOf({ album, message }: EventOf<'message'>): AlbumPart[] {
    return album === undefined ? [] : this.standing.filter((e) => e.album === album && e.message !== message);
  }
  private remember(decision: Decision, event: ChannelEvent): void {
    if (event.type === 'message') this.standing.push(event);
    for (const a of decision.actions)
      if (a.type === 'delete')
        this.standing.splice(
          0,
          this.standing.length,
          ...this.standing.filter((e) => e.message !== a.message),
        );
    this.actions.push(...decision.actions);
    this.infractions.push(...decision.infractions);
    const message = 'message' in event ? event.message : undefined;
    for (const e of decision.effects)
      switch (e.type) {
        case 'open-hold':
        case 'extend-hold':
          this.holds.set(e.hold.id, e.hold);
          break;
        case 'close-hold':
          if (!this.holds.delete(e.hold)) throw new Error(`closed twice or never opened: ${e.hold}`);
          for (const timer of ['hold-expiry', 'ask-settle', 'ask-expiry', 'album-settle'])
            this.timers.delete(`${timer}:${e.hold}`);
          break;
        case 'open-thread':
          if (this.threads.has(e.thread.id)) throw new Error(`opened twice: ${e.thread.id}`);
          this.threads.set(e.thread.id, e.thread);
          this.linked.set(e.thread.message, e.thread.id);
          break;
        case 'touch-thread': {
          const t = this.threads.get(e.thread);
          if (!t) break;
          this.threads.set(t.id, {
            ...t,
            lastAt: this.now,
            policeInformedAt: t.policeInformedAt ?? e.policeInformedAt,
            signature: [...new Set([...t.signature, ...e.signature])],
            description: mergeDescription(t.description, e.description),
          });
          if (message) this.linked.set(message, e.thread);
          break;
        }
        case 'close-thread':
          this.threads.delete(e.thread);
          break;
        case 'set-timer':
          this.timers.set(`${e.timer}:${e.ref}`, e);
          break;
      }
    for (const a of decision.actions)
      if (a.type === 'say') this.lastSpokeAt = Math.max(this.lastSpokeAt ?? 0, a.notBefore ?? this.now);
  }
}
