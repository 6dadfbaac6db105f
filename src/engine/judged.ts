/** An event with its verdict, and what the verdict rested on. */
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import type { Analysis } from '../domain/finding.js';
import type { Elsewhere } from './interpreter.js';
import type { Situation } from './situation.js';

export interface Judged {
  readonly event: ChannelEvent;
  readonly inbox: number;
  readonly at: number;
  readonly situation: Situation;
  readonly analysis: Analysis | null;
  readonly decision: Decision;
  /** Answered by an interpreter, and not read against Annex 4. */
  readonly interpreted: boolean;
  /** What an interpreter has done in other chats. */
  readonly elsewhere: readonly Elsewhere[];
}
