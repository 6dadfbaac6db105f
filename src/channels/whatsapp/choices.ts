/**
 * Buttons where there are none: the answers stand under the question with a number each, and the person sends that
 * number, reacts with it, or writes the answer's own words.
 */
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

export interface Choice {
  readonly label: string;
  readonly action: string;
}

export interface Choices {
  /** Remembers what was offered in a private message. `person` is a digest. */
  offer(person: string, message: string, choices: readonly Choice[], at: number): void;
  /** The action that these words choose; `message`: the question they answer, when they say so. Null: they choose nothing. */
  chosen(
    person: string,
    words: string,
    message: string | undefined,
    at: number,
  ): { message: string; action: string } | null;
}

const KEPT_MS = 30 * 86_400_000;
/** A number without a question behind it means the last one, if that was not long ago. */
const RECENT_MS = 3 * 86_400_000;
const MOST_CHOICES = 9;
/** Longer words are no answer to a question with a few answers. */
const LONGEST_ANSWER = 120;
const schema = z.array(z.object({ label: z.string(), action: z.string() }));

/** The question with its answers: `1️⃣ Called`. */
export function withChoices(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0) return text;
  const lines = choices.slice(0, MOST_CHOICES).map((c, i) => `${i + 1}\uFE0F\u20E3 ${c.label}`);
  return `${text}\n\n${lines.join('\n')}`;
}

const plain = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[\uFE0E\uFE0F\u20E3]/g, '')
    .replace(/^[\s.()[\]*#n°-]+|[\s.()[\]*!,-]+$/gi, '')
    .toLocaleLowerCase();

/** Which of the choices these words name: its place, or null. */
export function choiceOf(words: string, choices: readonly Choice[]): Choice | null {
  if (words.length > LONGEST_ANSWER) return null;
  const said = plain(words);
  if (said === '') return null;
  if (/^[1-9]$/.test(said)) return choices[Number(said) - 1] ?? null;
  return choices.find((c) => plain(c.label) === said) ?? null;
}

export function choicesIn(db: Database): Choices {
  const put = db.prepare(
    'INSERT OR REPLACE INTO whatsapp_choices (message, person, at, actions) VALUES (?, ?, ?, ?)',
  );
  const old = db.prepare('DELETE FROM whatsapp_choices WHERE at < ?');
  type Row = { message: string; actions: string };
  const named = db.prepare<[string, string], Row>(
    'SELECT message, actions FROM whatsapp_choices WHERE person = ? AND message = ?',
  );
  const last = db.prepare<[string, number], Row>(
    'SELECT message, actions FROM whatsapp_choices WHERE person = ? AND at >= ? ORDER BY at DESC, message DESC LIMIT 1',
  );
  return {
    offer(person, message, choices, at) {
      if (choices.length === 0) return;
      db.transaction(() => {
        put.run(message, person, at, JSON.stringify(choices.slice(0, MOST_CHOICES)));
        old.run(at - KEPT_MS);
      }).immediate();
    },
    chosen(person, words, message, at) {
      const row = message === undefined ? last.get(person, at - RECENT_MS) : named.get(person, message);
      if (!row) return null;
      const choice = choiceOf(words, schema.parse(JSON.parse(row.actions)));
      return choice ? { message: row.message, action: choice.action } : null;
    },
  };
}
