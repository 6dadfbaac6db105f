/**
 * The Signal library under Baileys writes whole sessions, private keys included, to the console. Nothing in this program may
 * show those: what it says there is dropped, and only that.
 */
const ITS_WORDS =
  /^(?:Closing (?:open )?session|Opening session|Session already|Removing old closed session|Migrating session|Decrypted message with closed session|Failed to decrypt message with any known session|Session error|V1 session storage migration error|Unhandled bucket type|Invalid private key)/;
const METHODS = ['info', 'log', 'warn', 'error'] as const;

const isSession = (value: unknown): boolean => value?.constructor?.name === 'SessionEntry';

let quiet = false;

/** Once for the process. */
export function quietLibsignal(): void {
  if (quiet) return;
  quiet = true;
  for (const method of METHODS) {
    const speak = console[method].bind(console);
    console[method] = (...words: unknown[]): void => {
      const [first] = words;
      if ((typeof first === 'string' && ITS_WORDS.test(first)) || words.some(isSession)) return;
      speak(...words);
    };
  }
}
