/** An event with its verdict, and what the verdict rested on. */
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import type { Analysis } from '../domain/finding.js';
import type { Situation } from './situation.js';

export interface Judged {
  readonly event: ChannelEvent;
  readonly inbox: number;
  readonly at: number;
  readonly situation: Situation;
  readonly analysis: Analysis | null;
  readonly decision: Decision;
}
