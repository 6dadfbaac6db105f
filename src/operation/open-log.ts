/** The program's log: one JSON object a line for a service, one sentence a line for a person at a terminal. */
import { pino } from 'pino';
import type { Log } from '../engine/log.js';
import { redact, redactError } from './redact.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  readonly form: 'json' | 'plain';
  /** Where lines go, each with its line break. */
  readonly write: (line: string) => void;
}

/** Whatever is handed to it goes through `redact`; the sentence beside it is the program's own, or it is redacted too. */
export function openLog({ level, form, write }: LogOptions): Log {
  const out = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: form === 'json' ? write : (line: string) => write(plain(line)) },
  );
  const say =
    (at: 'info' | 'warn' | 'error') =>
    (what: object, words: string): void =>
      out[at](redact(what), ownWords(words));
  return { info: say('info'), warn: say('warn'), error: say('error') };
}

/** Sentences of the program hold no digits, quotes or addresses: one that does was put together from something else. */
const ownWords = (words: string): string =>
  /[\d"“”@<>]|https?:/.test(words.replaceAll('§3', '').replace(/Annex \d/, '')) ? redactError(words) : words;

function plain(line: string): string {
  const { level, time, msg, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const more = Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg)}${more === '' ? '' : ` (${more})`}\n`;
}
