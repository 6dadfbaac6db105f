/** One finding as the report shows it: who, when, which rule, what would have been done, the words that prove it. */
import type { InfractionDraft } from '../domain/decision.js';
import type { Kind, Lang } from '../domain/vocabulary.js';

export type RowResponse = InfractionDraft['response'] | 'review';

export interface FindingRow {
  readonly line: number;
  readonly at: number;
  /** Pseudonym, or the name where names were asked for. */
  readonly member: string;
  readonly kind: Kind;
  readonly lang: Lang;
  readonly rule: string;
  readonly clause: string;
  readonly confidence: number;
  readonly response: RowResponse;
  /** Masked; null where something that must not be shown can't be located. */
  readonly excerpt: Excerpt | null;
}

/** What stands before the proof, the proof, what stands after it. */
export interface Excerpt {
  readonly before: string;
  readonly proof: string;
  readonly after: string;
}

export const excerptText = (e: Excerpt): string => e.before + e.proof + e.after;
