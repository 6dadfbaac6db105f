/** Puts the bot's sentences into words: catalogue and rule files in, text for people out. */
import type { Sentence } from '../domain/action.js';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { RuleSet } from './rule-set.js';

/** Renders one sentence. Never throws; what a caller forgot shows as “…”, never as a placeholder. */
export type Translator = (sentence: Sentence, lang: Lang) => string;

type Params = NonNullable<Sentence['params']>;
/** A sentence cut at its placeholders: text, name, text, name, … text. */
type Template = readonly string[];

const FORGOTTEN = '…';
const cut = (sentence: string): Template => sentence.split(/\{([a-z]+)\}/);

/** One formatter for all: making one is slow. */
const belgianClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const CALENDAR: Record<Lang, string> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

/** The latest moment that a Date can hold. */
const END_OF_TIME = 8.64e15;

class Words {
  readonly #templates = new Map<string, Template>();
  readonly #titles = new Map<string, string>();
  readonly #lang: Lang;
  #calendar: Intl.DateTimeFormat | undefined;

  constructor(rules: RuleSet, lang: Lang) {
    this.#lang = lang;
    for (const [key, sentence] of Object.entries(rules.catalogue[lang]))
      this.#templates.set(key, cut(sentence));
    for (const rule of rules.files) {
      // A rule's own sentence has no placeholders: whatever it holds is shown as it is.
      this.#templates.set(`rule.${rule.id}`, [rule.say[lang]]);
      this.#titles.set(rule.id, rule.title[lang]);
    }
  }

  /** A rule that was taken away while its sentence waited to be sent is still explained, in general words. */
  sentence({ key, params = {} }: Sentence): string {
    const template =
      this.#templates.get(key) ?? (key.startsWith('rule.') ? this.#templates.get('rule-unknown') : undefined);
    return template ? this.#fill(template, params) : key;
  }

  #fill(template: Template, params: Params): string {
    let out = template[0] ?? '';
    for (let i = 1; i < template.length; i += 2) out += this.#value(template[i]!, params) + template[i + 1]!;
    return out;
  }

  #value(name: string, params: Params): string {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return FORGOTTEN;
    if (typeof value === 'number') return this.#number(name, value);
    if (typeof value === 'string') return this.#machineWord(name, value);
    if ('key' in value) return this.sentence(value);
    const words = value.map((v) => (typeof v === 'string' ? v : this.sentence(v)));
    if (name === 'missing') return this.#list(this.#details(words));
    // Titles are whole phrases: a comma and an “and” between them would read as one.
    if (name === 'rules') return words.map((id) => this.#titles.get(id) ?? id).join('; ') || FORGOTTEN;
    return this.#list(words);
  }

  /** What the bot wanted to do and why a network refused it have words for people; all else is shown as it is. */
  #machineWord(name: string, value: string): string {
    if (name === 'action') return this.#word(`action.${value}`, value);
    return name === 'cause' ? this.#word(`cause.${value.replace(/^gave-up:/, '')}`, value) : value;
  }

  /** Moments by the name of their place: `at` is a time of the day, `day` a date, `moment` both. */
  #number(name: string, value: number): string {
    if (name === 'at') return this.#time(value);
    if (name === 'day') return this.#day(value);
    return name === 'moment' ? `${this.#day(value)}, ${this.#time(value)}` : String(value);
  }

  /** ms since 1970 → the date on a Belgian calendar, as the language writes it. */
  #day(at: number): string {
    if (!(Math.abs(at) <= END_OF_TIME)) return FORGOTTEN;
    this.#calendar ??= new Intl.DateTimeFormat(CALENDAR[this.#lang], {
      timeZone: 'Europe/Brussels',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    return this.#calendar.format(at);
  }

  /** ms since 1970 → the time on a Belgian clock, as the language writes it. */
  #time(at: number): string {
    if (!(Math.abs(at) <= END_OF_TIME)) return FORGOTTEN;
    const [hour = '', minute = ''] = belgianClock.format(at).split(':');
    return this.#fill(this.#templates.get('time') ?? ['', 'hour', ':', 'minute', ''], { hour, minute });
  }

  /** A report that describes neither person nor vehicle is asked for one of them, not for both. */
  #details(missing: readonly string[]): string[] {
    const either = missing.includes('person') && missing.includes('vehicle');
    return missing
      .filter((detail) => !(either && detail === 'vehicle'))
      .map((detail) =>
        this.#word(`detail.${either && detail === 'person' ? 'person-or-vehicle' : detail}`, detail),
      );
  }

  #word(key: string, otherwise: string): string {
    return this.#templates.get(key)?.[0] ?? otherwise;
  }

  #list(words: readonly string[]): string {
    const last = words.at(-1);
    if (last === undefined) return FORGOTTEN;
    if (words.length === 1) return last;
    return `${words.slice(0, -1).join(', ')} ${this.#word('list.and', '+')} ${last}`;
  }
}

/**
 * A translator over one rule set; make a new one after a reload. Times are Belgian, `missing` and `rules` are
 * joined as the language does, and whatever people wrote is inserted as it is, never read again for placeholders.
 */
export function createTranslator(rules: RuleSet): Translator {
  const words = Object.fromEntries(LANGS.map((lang) => [lang, new Words(rules, lang)])) as Record<
    Lang,
    Words
  >;
  return (sentence, lang) => words[lang].sentence(sentence);
}
