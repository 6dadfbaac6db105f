/**
 * What may stand in a log: numbers, yes and no, short machine words, and errors in words of machines. Anything else may be
 * somebody's words, name, number or a token, and is left out: a log is copied, mailed and kept by people who moderate no
 * group. It lets through what is known to be harmless, instead of looking for what is known to be harmful.
 */

/** Fields whose value is one of the program's own words. */
const MACHINE_WORDS = new Set([
  'type',
  'kind',
  'role',
  'what',
  'refused',
  'channel',
  'status',
  'state',
  'outcome',
  'rule',
  'action',
  'missing',
  'problems',
  'reason',
  'code',
  'version',
  'head',
  'level',
  'signal',
]);
/** Fields that hold an error's words. */
const ERRORS = new Set(['error', 'err', 'reason', 'problem']);
const WORD = /^[a-z][a-z-]{0,39}(?:[.:][a-z][a-z-]{0,39})?$/;
/** A hash that the program made. */
const HASH = /^[\da-f]{16,64}$/;

/** Words of machines: what errors of Node, SQLite, TLS and the networks' servers are made of. */
const TECHNICAL = new Set(
  (
    'a aborted access accept accepted account address after again agent all allowed already an and answer api argument as ' +
    'at authenticate authorization bad be because been before blocked body bot buffer busy by bytes call can cannot ' +
    'certificate changed channel chat client close closed code column command conflict connect connected connection ' +
    'constraint could data database deadline decrypt decode delete deleted denied did directory disk does doesn ' +
    'edit empty end error event exceeded exist exists expected expired failed fails fatal fetch field file for forbidden ' +
    'form format found from full function gateway get gone group handle has have header host http https id image in ' +
    'input internal invalid io is it its json key kicked large later length limit locked long lookup lost made malformed ' +
    'many media member memory message messages method missing module more must name network no none not null number object ' +
    'of on only open operation or out outside owner parameter parse password path permission pictures plaintext port ' +
    'properties property proxy query range rate read reading readonly received refused rejected reply request requests ' +
    'required reset resolve response retry rights row schema select send server service session set shutdown signal size ' +
    'socket sqlite stream string supergroup support supported syntax system table tag than that the this time timed timeout ' +
    'tls to token too transaction try type unable unauthorized undefined unexpected unique unknown unreachable unsupported ' +
    'update url user value version wait was were when with within write writing wrong'
  ).split(' '),
);

/** An error as `Name: words of machines`; every other word becomes `…`. Codes such as SQLITE_FULL and ECONNRESET stay. */
export function redactError(text: string): string {
  const words = text
    .slice(0, 300)
    .split(/\s+/)
    .map((raw, i, all) => {
      const word = raw.replace(/^[("'“]+|[)"'”:;,.!?]+$/g, '');
      const end = raw.endsWith(':') ? ':' : '';
      if (TECHNICAL.has(word.toLowerCase())) return word.toLowerCase() === word ? raw : word + end;
      if (/^(?:[A-Z][a-z]+){0,3}Error$/.test(word)) return word + end;
      if (/^(?:SQLITE|ERR)_[A-Z_]{2,40}$|^E[A-Z]{3,15}$/.test(word)) return word + end;
      // A status of HTTP that stands alone; other numbers may be somebody's.
      if (/^[45]\d\d$/.test(word) && !/\d/.test(`${all[i - 1] ?? ''}${all[i + 1] ?? ''}`)) return word + end;
      return '…';
    });
  return words
    .filter((w, i) => w !== '…' || words[i - 1] !== '…')
    .join(' ')
    .trim();
}

/** The facts of a log line, without anything that could be about somebody. */
export function redact(facts: object): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'boolean' || value === null) out[name] = value;
    // Register's numbers, counts, moments; a telephone number that arrives as a number has eight digits and more.
    else if (typeof value === 'number')
      out[name] = Math.abs(value) < 10_000_000 || (value > 1.5e12 && value < 4.2e12) ? value : '…';
    else if (Array.isArray(value))
      out[name] = value.map((v) =>
        typeof v === 'string' && MACHINE_WORDS.has(name) && WORD.test(v) ? v : '…',
      );
    else if (typeof value === 'string') out[name] = redactText(name, value);
    else if (value instanceof Error) out[name] = redactError(`${value.name}: ${value.message}`);
    else out[name] = '…';
  }
  return out;
}

function redactText(name: string, value: string): string {
  if (MACHINE_WORDS.has(name) && (WORD.test(value) || HASH.test(value))) return value;
  if (ERRORS.has(name)) return redactError(value);
  // Keys of the outbox end in a person's number: what stands before it tells which row it is.
  if (name === 'key') return /^[a-z]\d{1,9}(?:\.e?\d{1,3}(?=\.|$)){0,2}(?=\.|$)/.exec(value)?.[0] ?? '…';
  return '…';
}
