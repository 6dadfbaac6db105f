/** Who wrote the line: a member (`Name: text`) or the program itself. */
import { DELETED } from './content.js';
import { type Header, MARKS } from './header.js';
import { systemPhrase } from './phrases.js';

export interface Head {
  /** Null: a line of the program's own. */
  readonly sender: string | null;
  /** What follows the name; marks of direction are still in it. */
  readonly text: string;
}

const MAX_NAME = 120;
/** On iOS, the program's own lines stand behind the group's or somebody's name, after this mark. */
const LRM = '\u200e';

/** Splits what follows the date. A colon inside one of the program's own lines (“changed the subject to "A: B"”) doesn't count. */
export function senderOf(header: Header): Head {
  const { rest } = header;
  const colon = rest.indexOf(':');
  if (colon < 1 || colon > MAX_NAME) return { sender: null, text: rest };
  const after = rest.charCodeAt(colon + 1);
  const ends = colon === rest.length - 1;
  if (!ends && after !== 0x20 && after !== 0xa0) {
    // A name such as “Place 4:30”: the next “: ” counts.
    const next = rest.indexOf(': ');
    if (next < 1 || next > MAX_NAME) return { sender: null, text: rest };
    return split(rest, next, header);
  }
  return split(rest, colon, header);
}

function split(rest: string, colon: number, header: Header): Head {
  const sender = nameOf(rest.slice(0, colon));
  const text = rest.slice(colon + 2);
  if (sender === '') return { sender: null, text };
  if (header.layout === 'dash') {
    if (VERBS.test(sender) && systemPhrase(rest.replace(MARKS, ''))) return { sender: null, text: rest };
  } else if (text.startsWith(LRM)) {
    const plain = text.replace(MARKS, '');
    if (!DELETED.test(plain) && systemPhrase(plain)) return { sender: null, text };
  } else if (ENCRYPTION.test(text)) return { sender: null, text };
  return { sender, text };
}

/** `~ Jean` is how iOS shows people who aren't in the address book. */
const nameOf = (raw: string): string =>
  raw
    .replace(MARKS, '')
    .replace(/^~[ \u00a0\u202f]*/u, '')
    .trim();

/** Without one of these in what would be the name, it is a name. Keeps the slow look-up for the few lines that need it. */
const VERBS =
  / (?:a|avez|est|êtes|s[’']est|heeft|hebt|is|bent|hat|hast|ist|bist|wurde|changed|created|added|removed|left|joined|turned|pinned|was|were|are|now|set) /iu;
const ENCRYPTION = /chiffrés de bout en bout|end-to-end|ende-zu-ende/iu;
