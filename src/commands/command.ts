/** What a command is: its right, its arguments, its texts and its effect. One file a command, in list/. */
import type { z } from 'zod';
import type { Action, Button, Sentence } from '../domain/action.js';
import type { Decision } from '../domain/decision.js';
import type { LadderRules } from '../domain/ladder/index.js';
import type { Right } from '../domain/roles.js';
import type { RuleTable } from '../domain/rule.js';
import type { Lang, Role } from '../domain/vocabulary.js';
import type { Elsewhere } from '../engine/interpreter.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import type { CommandName } from './parse/names.js';
import type { Token } from './parse/tokens.js';
import type { Candidate } from './parse/who.js';

/** Whoever gives the command, as the register knows them in the group that it concerns. */
export interface CommandActor {
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
}

export interface CommandRules {
  readonly table: RuleTable;
  readonly ladder: LadderRules;
}

/** Arguments as the console sends them and as they wait for an answer: flat and JSON-safe. */
export type RawArgs = Readonly<Record<string, string | number | boolean | null>>;

export interface Asked<A> {
  readonly store: Store;
  readonly rules: CommandRules;
  readonly group: GroupRow;
  readonly actor: CommandActor;
  readonly args: A;
  /** Number of the event: acts and broadcasts are named after it, so that a replay does them once. */
  readonly inbox: number;
  readonly now: number;
}

/** What a command led to. Not `ok`: nothing was changed, and `answer` says why and what can be done. */
export interface Outcome {
  readonly ok: boolean;
  /** Machine word: `done`, or why not. */
  readonly word: string;
  readonly answer: readonly Sentence[];
  readonly buttons?: readonly Button[];
  /** Words of the group that belong to the answer: shown privately, never posted. */
  readonly quote?: string;
  /** To be done in the group's chat. */
  readonly actions?: readonly Action[];
  readonly elsewhere?: readonly Elsewhere[];
  /** What decide said, for commands that only order it. */
  readonly decision?: Decision;
  /** The command that takes this one back, offered for a day. */
  readonly undo?: { readonly command: CommandName; readonly args: RawArgs };
  /** Ask which one: the command is run again with `field` set to the chosen value. */
  readonly choose?: {
    readonly field: string;
    readonly from: readonly {
      readonly value: string | number;
      readonly name: string;
      /** Catalogue key of a choice that is no name. */
      readonly label?: string;
    }[];
  };
}

export const done = (answer: readonly Sentence[], more: Partial<Outcome> = {}): Outcome => ({
  ok: true,
  word: 'done',
  answer,
  ...more,
});
export const refused = (word: string, ...answer: Sentence[]): Outcome => ({ ok: false, word, answer });

/** What a command finds in its words. */
export interface Reading {
  readonly raw: RawArgs;
  /** Several people can be meant: ask which. */
  readonly candidates?: readonly Candidate[];
  /** What is missing or wrong in the words. */
  readonly problem?: Sentence;
}

export interface ReadContext {
  readonly people: readonly Candidate[];
  readonly hint: Hint;
  readonly tail: string;
  readonly now: number;
}

/** Who is meant by the way of writing. */
export interface Hint {
  readonly replied: string | null;
  /** The message that was replied to. */
  readonly message: string | null;
  /** And its words, where the network gives them. */
  readonly words: string | null;
  readonly mentions: readonly string[];
}

export interface Command<A = unknown> {
  readonly name: CommandName;
  /** Any of these gives access; the command itself may ask for more. */
  readonly rights: readonly Right[];
  /** Catalogue key of its line in /help. */
  readonly help: string;
  readonly args: z.ZodType<A>;
  readonly read: (tokens: readonly Token[], context: ReadContext) => Reading;
  /** Whether these words, or what was understood so far, mean every group of whoever gives it: then none is asked for. */
  readonly everywhere?: (tail: string, raw: RawArgs) => boolean;
  /** What to ask before it is done; null: done at once. */
  readonly confirm?: (asked: Asked<A>) => readonly Sentence[] | null;
  /** Changes the store, and answers what else is to be done. Runs in the event's transaction. */
  readonly run: (asked: Asked<A>) => Outcome;
}

/** Keeps the argument's type between schema, `confirm` and `run`. */
export const command = <A>(definition: Command<A>): Command => definition as unknown as Command;
