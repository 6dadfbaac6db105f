/** What a letter says, as data: whoever has it (a case, the register, a person at the console) fills it in. */
import type { Condition, LetterLang, LetterMoment, LetterName, SignerRole } from './letter-schema.js';

/** One line of the log, as a letter quotes it. */
export interface LetterEvidence {
  readonly entry: number;
  readonly at: number;
  /** The rule's title in the letter's language. */
  readonly rule: string;
  /** E.g. `Annex 4 §5`. */
  readonly clause: string;
  /** The words; empty for a picture; null once they were erased. */
  readonly excerpt: string | null;
  readonly hash: string;
}

export interface LetterData {
  readonly lang: LetterLang;
  /** The day on the letter, ms since 1970. */
  readonly at: number;
  /** E.g. `PLP-3/12/M-2`. */
  readonly reference: string;
  /** Whom it is about: a member (art. 8 c) or a coordinator (art. 8 b). */
  readonly side: 'member' | 'coordinator';
  /** What stands in the places of `{names}`; what is absent is left open, to be filled in by hand. */
  readonly names: Readonly<Partial<Record<LetterName, string>>>;
  readonly moments: Readonly<Partial<Record<LetterMoment, number>>>;
  /** Street and town under the addressee's name. */
  readonly address?: readonly string[];
  /** In the words of whoever decides. */
  readonly reasons: readonly string[];
  readonly evidence: readonly LetterEvidence[];
  /** What changed in the charter. */
  readonly changes: readonly {
    readonly what: string;
    readonly before: string;
    readonly after: string;
    readonly from: number;
  }[];
  /** The criteria of Annex 2 and how the charter treats them. */
  readonly checklist: readonly { readonly what: string; readonly answer: string }[];
  /** Conditions that hold besides those which follow from the rest. */
  readonly holds?: readonly Extract<Condition, 'talked' | 'social' | 'confirmed' | 'overturned'>[];
  readonly signatures: Readonly<
    Partial<Record<SignerRole, { readonly name: string; readonly at: number | null }>>
  >;
}
