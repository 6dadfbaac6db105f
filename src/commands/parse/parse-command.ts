/** Finds a command in what somebody wrote. Pure, total and forgiving: it never throws, whatever people type. */
import { isGreeting } from './fillers.js';
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
  | {
      readonly type: 'unknown';
      readonly word: string;
      readonly meant: CommandName | null;
      readonly tail: string;
      readonly dryRun: boolean;
    }
  | { readonly type: 'none' };

const NAME = String.raw`([\p{L}\p{M}][\p{L}\p{M}\p{N}_-]{0,39})(?:@[\w.]{1,40})?[:,.!]{0,8}(?=\s|$)`;
/** `/warn`, `/ warn`, `／WARN:`, `/warn@OurBot` */
const HEAD = new RegExp(String.raw`^\s*[/／]\s*${NAME}`, 'u');
/** `!warn`, `\warn`: only for what is a command to the letter. */
const OTHER_SIGN = new RegExp(String.raw`^\s*[!\\]${NAME}`, 'u');
/** `Bonjour, /warn`, `@OurBot /warn`, `@Anne Peeters /warn` */
const BEHIND = new RegExp(String.raw`\s[/／]${NAME}`, 'u');
const MOST_BEFORE = 80;

interface Head {
  readonly word: string;
  readonly tail: string;
  /** Somebody who was mentioned before the command. */
  readonly mention: string;
}

function headIn(text: string): Head | null {
  const at = HEAD.exec(text);
  if (at) return { word: at[1]!, tail: text.slice(at[0].length), mention: '' };
  const other = OTHER_SIGN.exec(text);
  if (other && commandOf(other[1]!) !== null)
    return { word: other[1]!, tail: text.slice(other[0].length), mention: '' };
  const behind = BEHIND.exec(text.slice(0, MOST_BEFORE * 2));
  if (!behind || behind.index > MOST_BEFORE || commandOf(behind[1]!) === null) return null;
  const before = tokensOf(text.slice(0, behind.index)).filter((t) => !isGreeting(t.folded));
  if (before.length > 0 && !/^[@＠]/u.test(before[0]!.text)) return null;
  const tail = text.slice(behind.index + behind[0].length);
  return { word: behind[1]!, tail, mention: before.map((t) => t.text).join(' ') };
}

/** “/sluit Anne uit”, “/lehne … ab”: the part of the verb that stands apart. */
const APART = /(?:^|\s)(uit|in|af|toe|vrij|aus|auf|ab|ein|frei)(?=[.,!]{0,3}(?:\s|$))/giu;

/** The command of a name, or of a name and the part of it that stands apart; the tail without that part. */
function commandIn(
  word: string,
  tail: string,
): { readonly command: CommandName | null; readonly tail: string } {
  for (const part of tail.matchAll(APART)) {
    const command = commandOf(word + part[1]!.toLowerCase());
    if (command !== null)
      return { command, tail: tail.slice(0, part.index) + tail.slice(part.index + part[0].length) };
  }
  return { command: commandOf(word), tail };
}

/** “essai”, “--dry-run”, “proef”, “Probelauf”: only tell what would happen. */
const REHEARSAL = /^[-–—]{0,2}(?:dry-?run|essai|proef(?:draaien)?|probe(?:lauf)?)$/u;

export function parseCommand(text: string): Parsed {
  const head = headIn(text);
  if (!head) return { type: 'none' };
  const { command, tail } = commandIn(head.word, head.tail);
  // A message may end with “essai”: it goes out as it was written.
  const typed = rehearsed(tail, command === 'broadcast');
  if (command === null) {
    const near = meant(head.word);
    return { type: 'unknown', word: head.word, meant: near === null ? null : commandOf(near), ...typed };
  }
  // What the police send goes out as it was written: a mention of the bot is no part of it.
  const mention = head.mention === '' || command === 'broadcast' ? '' : ` ${head.mention}`;
  return { type: 'command', command, tail: typed.tail + mention, dryRun: typed.dryRun };
}

/** A command without its sign, as somebody in office may write it in private; whether it is one, its words must show. */
export function parseBare(text: string): Extract<Parsed, { type: 'command' }> | null {
  const [first, ...more] = withoutGreeting(text.trim());
  if (first === undefined) return null;
  // “Help!” is an alarm.
  const word = first.replace(/[:,.?]{1,8}$/, '');
  if (!/^[\p{L}\p{M}-]{1,40}$/u.test(word)) return null;
  const { command, tail } = commandIn(word, more.join(''));
  return command === null ? null : { type: 'command', command, ...rehearsed(tail, command === 'broadcast') };
}

/** The first word that is no greeting, and what follows it. */
function withoutGreeting(text: string): readonly string[] {
  const pieces = text.split(/(\s+)/u);
  let from = 0;
  while (
    from < Math.min(pieces.length, 12) &&
    isGreeting(fold(pieces[from]!)) &&
    commandOf(pieces[from]!) === null
  )
    from += 2;
  return pieces.slice(from);
}

const rehearsed = (tail: string, message: boolean): { readonly tail: string; readonly dryRun: boolean } => {
  const left = withoutRehearsal(tail, message);
  return { tail: left, dryRun: left !== tail };
};

/**
 * First or last word only: in the middle of a sentence, or between quotes, “essai” is a word like any other.
 * @param message the words are a message: at its end only “--essai”
 */
function withoutRehearsal(tail: string, message: boolean): string {
  const asks = (word: string | undefined): boolean => word !== undefined && REHEARSAL.test(fold(word));
  const words = tail.trim().split(/\s+/u);
  const begins = asks(words[0]);
  const last = words.at(-1);
  const ends = words.length > (begins ? 1 : 0) && asks(last) && (!message || /^[-–—]/.test(last!));
  const from = begins ? tail.indexOf(words[0]!) + words[0]!.length : 0;
  return tail.slice(from, ends ? tail.lastIndexOf(last!) : undefined);
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
