import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openExport } from '../../src/audit/open-export.js';
import { runAudit } from '../../src/audit/run-audit.js';
import { loadTexts } from '../../src/audit/texts.js';
import { projectRoot } from '../../src/root.js';
import { fakeAnalyser, fakeRules } from './fake-analyser.js';

describe('the sample exports', () => {
  it.each([
    [
      'whatsapp-android-fr.txt',
      { lang: 'fr', messages: 13, members: 5, mediaOnly: 1, deleted: 1, edited: 1, joined: 1, malformed: 1 },
    ],
    [
      'whatsapp-ios-nl.txt',
      { lang: 'nl', messages: 9, members: 3, mediaOnly: 1, deleted: 0, edited: 1, joined: 1, malformed: 0 },
    ],
    [
      'whatsapp-android-de.txt',
      { lang: 'de', messages: 7, members: 2, mediaOnly: 0, deleted: 0, edited: 0, joined: 0, malformed: 0 },
    ],
    [
      'telegram-en.json',
      { lang: null, messages: 8, members: 3, mediaOnly: 1, deleted: 0, edited: 0, joined: 0, malformed: 0 },
    ],
  ])('%s', async (file, expected) => {
    const opened = await openExport(join(projectRoot, 'data', 'exports', file));
    const { tally } = await runAudit(opened, {
      analyser: fakeAnalyser,
      rules: fakeRules,
      texts: loadTexts('en'),
      mode: 'hold',
      groupLang: 'fr',
    });
    const { messages, members, mediaOnly, deleted, edited, joined, malformed } = tally;
    expect({ lang: opened.lang, messages, members, mediaOnly, deleted, edited, joined, malformed }).toEqual(
      expected,
    );
  });
});
