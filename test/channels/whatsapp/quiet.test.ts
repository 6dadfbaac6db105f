import { expect, it } from 'vitest';
import { quietLibsignal } from '../../../src/channels/whatsapp/quiet-libsignal.js';

it('the Signal library’s sessions never reach the console; everything else does', () => {
  const { info, warn, error } = console;
  const said: unknown[][] = [];
  const collect = (...words: unknown[]): void => void said.push(words);
  Object.assign(console, { info: collect, warn: collect, error: collect });
  try {
    class SessionEntry {
      readonly privKey = 'secret';
    }
    quietLibsignal();
    quietLibsignal();
    console.info('Closing session:', new SessionEntry());
    console.info('Removing old closed session:', new SessionEntry());
    console.warn('Whatever it says in a later version', new SessionEntry());
    console.error('Session error:Error: Bad MAC', 'stack');
    console.info('Garde-fou is open');
    expect(said).toEqual([['Garde-fou is open']]);
  } finally {
    Object.assign(console, { info, warn, error });
  }
});
