/** A message (or a few short ones that belong together) taken out of the group until a condition is met. */
import type { Media } from './event.js';
import type { Description } from './finding.js';
import type { RuleId } from './vocabulary.js';

/** What must happen before the message goes back. `never`: it only waits to be explained or contested. */
export type HoldCondition = 'police-informed' | 'authorisation' | 'blur' | 'review' | 'never';

export interface Hold {
  readonly id: string;
  readonly member: string;
  readonly memberName: string;
  /** Their name sounds like an office that they have not: the bot says so when it repeats it. */
  readonly claimsOffice?: boolean;
  readonly condition: HoldCondition;
  readonly rule: RuleId;
  /** What goes back into the group: already without plates and identities. While it still stands there: the poster's words. */
  readonly text: string;
  readonly media: readonly Media[];
  /** Messages it was made from. */
  readonly messages: readonly string[];
  /** An album comes as a message a picture. `whole`: all of it goes and comes back together; else only what exposes somebody. */
  readonly album?: { readonly id: string; readonly whole: boolean };
  /** The other messages of its album. */
  readonly parts?: readonly string[];
  /** Topic of the group in which it stood. */
  readonly topic?: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Mode ask: the message still stands in the group. */
  readonly stillInGroup: boolean;
  /** Mode ask, before the question was put: the poster may still be typing. */
  readonly settling: boolean;
  readonly signature: readonly string[];
  readonly description: Description;
  /** It is a report: since when the police know, if it said so, and the thread that was opened for it already. */
  readonly report?: { readonly policeInformedAt: number | null; readonly thread?: string };
  /** Its pictures show a face or a plate: they only ever go back made unrecognisable. */
  readonly blur?: boolean;
  /** An official notice (art. 9 d): whoever may release it lets its faces be seen. */
  readonly notice?: boolean;
}

/** Every message that it was made of, those of its album as well: what leaves the group together. */
export const allMessages = ({ messages, parts = [] }: Hold): readonly string[] => [...messages, ...parts];
