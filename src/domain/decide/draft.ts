/** A decision in the making: collects actions, effects and reasons; `done` freezes it. Used inside decide only. */
import { type Action, inTopic, type Sentence } from '../action.js';
import type { Decision, Effect, InfractionDraft, Outcome } from '../decision.js';
import { effectiveMode } from '../group.js';
import type { DecideInput } from './input.js';

export class Draft {
  readonly actions: Action[] = [];
  readonly effects: Effect[] = [];
  readonly infractions: InfractionDraft[] = [];
  readonly why: string[] = [];

  constructor(readonly input: DecideInput) {}

  because(...why: string[]): this {
    this.why.push(...why);
    return this;
  }

  act(action: Action): this {
    // Two reasons to take a message out are one deletion.
    if (
      action.type === 'delete' &&
      this.actions.some((a) => a.type === 'delete' && a.message === action.message)
    )
      return this;
    this.actions.push(action);
    return this;
  }

  effect(effect: Effect): this {
    this.effects.push(effect);
    return this;
  }

  /** Say something in the group, no sooner than the group's pause after the bot's last words allows. */
  say(sentences: readonly Sentence[], replyTo?: string, topic = this.#topic()): this {
    const { group, context, now } = this.input;
    const next = (context.lastSpokeAt ?? Number.NEGATIVE_INFINITY) + group.policy.speakEverySeconds * 1000;
    return this.act({
      type: 'say',
      sentences,
      lang: group.policy.lang,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...inTopic(topic),
      ...(next > now ? { notBefore: next } : {}),
    });
  }

  #topic(): string | undefined {
    const { event } = this.input;
    return event.type === 'message' ? event.topic : undefined;
  }

  /**
   * The decision. In a group that is only observed nothing is done in the group, whatever was drafted: nothing is
   * taken out, so nothing waits, and nobody is asked to decide about it.
   */
  done(outcome: Outcome): Decision {
    const observed = effectiveMode(this.input.group) === 'observe';
    return {
      outcome,
      actions: observed
        ? this.actions.filter((a) => (a.type === 'notify' && !a.buttons) || a.type === 'answer-press')
        : this.actions,
      effects: observed ? this.effects.filter((e) => !waits(e)) : this.effects,
      infractions: this.infractions,
      why: this.why,
    };
  }
}

const waits = (e: Effect): boolean =>
  e.type === 'open-hold' || e.type === 'extend-hold' || (e.type === 'set-timer' && e.timer !== 'thread-idle');
