import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/channels/whatsapp/connection-policy.js';
import { statusKey } from '../../../src/channels/whatsapp/status.js';
import { whatsappWords } from '../../../src/channels/whatsapp/words.js';
import { LANGS } from '../../../src/domain/vocabulary.js';

describe('the words for the operator', () => {
  it('are there in every language, for every state, problem and reason', () => {
    const keys = Object.keys(whatsappWords('en')).sort();
    for (const lang of LANGS) expect(Object.keys(whatsappWords(lang)).sort()).toEqual(keys);
    for (const problem of PROBLEMS) expect(keys).toContain(statusKey({ state: 'stopped', problem }));
    for (const state of ['off', 'unpaired', 'pairing', 'connecting', 'open', 'waiting', 'stopped'] as const)
      expect(keys).toContain(statusKey({ state, problem: null }));
  });
});
