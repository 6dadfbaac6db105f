/** What a case file holds, as data. */
import type { ActName } from '../../domain/ladder/act.js';
import type { Rung } from '../../domain/ladder/rungs.js';
import type { RungStatus } from '../../domain/ladder/state.js';
import type { Lang, Role } from '../../domain/vocabulary.js';

export interface CaseAct {
  readonly act: ActName;
  readonly role: Role | 'clock';
  /** Name of whoever did it; empty for the clock. */
  readonly by: string;
  readonly at: number;
  readonly words: string;
  readonly passesOver: string;
}

/** A line of the log with everything that is needed to compute its hash again. */
export interface CaseEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'infraction' | 'approved' | 'contest' | 'annulment';
  readonly rule: string;
  readonly clause: string;
  readonly response: string;
  readonly excerpt: string | null;
  readonly salt: string | null;
  readonly digest: string;
  readonly prev: string;
  readonly hash: string;
  /** The line as it was hashed (`canonical` in src/store/chain.ts). */
  readonly canonical: string;
}

/** A line of the log of what was done in the case: an act, its opening, evidence that was added. */
export interface CaseLine {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  /** As it was hashed. */
  readonly canonical: string;
  readonly digest: string;
  /** Null: the words are erased. Empty for what has none. */
  readonly salt: string | null;
  /** What was hashed with the salt. */
  readonly words: string | null;
}

export interface ChainProof {
  readonly intact: boolean;
  readonly entries: number;
  readonly head: string;
}

export interface CaseFileData {
  readonly number: number;
  readonly lang: Lang;
  /** When the file was made, ms since 1970. */
  readonly at: number;
  readonly group: { readonly title: string; readonly recognition: string | null };
  readonly person: { readonly name: string; readonly number: number };
  readonly ladder: 'member' | 'coordinator';
  readonly openedAt: number;
  readonly closed: { readonly at: number; readonly outcome: string } | null;
  /** From below. */
  readonly rungs: readonly {
    readonly rung: Rung;
    readonly status: RungStatus | 'none';
    readonly acts: readonly CaseAct[];
  }[];
  readonly deadlines: readonly { readonly what: string; readonly due: number; readonly legal: boolean }[];
  readonly entries: readonly CaseEntry[];
  readonly chain: ChainProof;
  readonly lines: readonly CaseLine[];
  readonly caseChain: ChainProof;
}
