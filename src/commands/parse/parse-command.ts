/** Finds a command in what somebody wrote. Pure, total and forgiving: it never throws, whatever people type. */
import { type CommandName, commandOf, meant } from './names.js';
import { type Token, tokensOf } from './tokens.js';

export type Parsed =
  | {
      readonly type: 'command';
      readonly command: CommandName;
      /** Everything behind the name, but the word that asks for a rehearsal. */
      readonly tokens: readonly Token[];
      /** The same as it was typed, line ends and all. */
      readonly tail: string;
      /** Only tell what would happen. */
      readonly dryRun: boolean;
    }
  /** Looks like a command that nobody knows; `meant` is the nearest one. */
  | { readonly type: 'unknown'; readonly word: string; readonly meant: string | null }
  | { readonly type: 'none' };

/** `/warn`, `/ warn`, `／WARN:`, `/warn@OurBot` */
const HEAD = /^\s*[/／]\s*([\p{L}\p{M}][\p{L}\p{M}\p{N}_-]{0,39})(?:@[\w.]+)?[:,.!]*(?=\s|$)/u;
const REHEARSALS = new Set([
  '--dry-run',
  '—dry-run',
  '–dry-run',
  '-dry-run',
  'dry-run',
  'dryrun',
  'essai',
  '--essai',
  'proef',
  '--proef',
  'proefdraaien',
  'probe',
  '--probe',
  'probelauf',
]);

export function parseCommand(text: string): Parsed {
  const head = HEAD.exec(text);
  if (!head) return { type: 'none' };
  const word = head[1]!;
  const command = commandOf(word);
  if (command === null) return { type: 'unknown', word, meant: meant(word) };
  const tail = text.slice(head[0].length);
  const all = tokensOf(tail);
  // First or last word only: in the middle of a sentence “essai” is a word like any other.
  const ends = (i: number): boolean => i === 0 || i === all.length - 1;
  const tokens = all.filter((t, i) => !(ends(i) && !t.quoted && REHEARSALS.has(t.folded)));
  return { type: 'command', command, tokens, tail, dryRun: tokens.length < all.length };
}

const YES = new Set(
  'oui ja yes ok okay jawohl confirmer bevestig bevestigen bestatigen confirm d accord'.split(' '),
);
const NO = new Set('non nee nein no annuler annuleer abbrechen cancel stop'.split(' '));

/** A typed answer to “are you sure?”; null: neither. */
export function parseAnswer(text: string): boolean | null {
  const [first, ...more] = tokensOf(text.replace(/[.!,]+/g, ' '));
  if (!first || more.length > 1) return null;
  return YES.has(first.folded) ? true : NO.has(first.folded) && more.length === 0 ? false : null;
}
