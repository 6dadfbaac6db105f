/** Finds a command in what somebody wrote. Pure, total and forgiving: it never throws, whatever people type. */
import { fold } from './fold.js';
import { type CommandName, commandOf, meant } from './names.js';
import { tokensOf } from './tokens.js';

export type Parsed =
  | {
      readonly type: 'command';
      readonly command: CommandName;
      /** Everything behind the name as it was typed, line ends and all, but the word that asks for a rehearsal. */
      readonly tail: string;
      /** Only tell what would happen. */
      readonly dryRun: boolean;
    }
  /** Looks like a command that nobody knows; `meant` is the nearest one. */
  | { readonly type: 'unknown'; readonly word: string; readonly meant: string | null }
  | { readonly type: 'none' };

/** `/warn`, `/ warn`, `／WARN:`, `/warn@OurBot` */
const HEAD = /^\s*[/／]\s*([\p{L}\p{M}][\p{L}\p{M}\p{N}_-]{0,39})(?:@[\w.]+)?[:,.!]*(?=\s|$)/u;
/** “essai”, “--dry-run”, “proef”, “Probelauf”: only tell what would happen. */
const REHEARSAL = /^[-–—]{0,2}(?:dry-?run|essai|proef(?:draaien)?|probe(?:lauf)?)$/u;

export function parseCommand(text: string): Parsed {
  const head = HEAD.exec(text);
  if (!head) return { type: 'none' };
  const word = head[1]!;
  const command = commandOf(word);
  if (command === null) return { type: 'unknown', word, meant: meant(word) };
  const typed = text.slice(head[0].length);
  const tail = withoutRehearsal(typed);
  return { type: 'command', command, tail, dryRun: tail !== typed };
}

/** First or last word only: in the middle of a sentence, or between quotes, “essai” is a word like any other. */
function withoutRehearsal(tail: string): string {
  const asks = (word: string | undefined): boolean => word !== undefined && REHEARSAL.test(fold(word));
  const words = tail.trim().split(/\s+/u);
  const begins = asks(words[0]);
  const ends = words.length > (begins ? 1 : 0) && asks(words.at(-1));
  const from = begins ? tail.indexOf(words[0]!) + words[0]!.length : 0;
  return tail.slice(from, ends ? tail.lastIndexOf(words.at(-1)!) : undefined);
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
