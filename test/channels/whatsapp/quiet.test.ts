import { expect, it, vi } from 'vitest';

it('the Signal library’s sessions never reach the console; everything else does', async () => {
  // Once per process is enough for it: here it must not have been done.
  vi.resetModules();
  const { quietLibsignal } = await import('../../../src/channels/whatsapp/quiet-libsignal.js');
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
