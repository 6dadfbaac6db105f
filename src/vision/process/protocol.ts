/** What is said between the program and the process that looks at pictures. Both are ours, from one build. */
import type { Redacted } from '../api.js';
import type { BareLook } from '../bare-look.js';
import type { Subject } from '../look-at.js';

export interface Job {
  readonly id: number;
  readonly type: 'look' | 'redact';
  readonly subject: Subject;
  readonly budgetMs: number;
}

export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'unable'; readonly message: string }
  | { readonly type: 'look'; readonly id: number; readonly look: BareLook }
  | { readonly type: 'redacted'; readonly id: number; readonly redacted: Redacted }
  | { readonly type: 'fault'; readonly id: number; readonly message: string };
