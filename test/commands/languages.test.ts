import { describe, expect, it } from 'vitest';
import { office } from './office.js';

/** The same story in the words of each language, to the end. */
const STORIES = [
  {
    lang: 'nl',
    warn: '/waarschuw @Anne "deelt berichten buiten de groep"',
    yes: 'ja',
    held: '/dossier 1 gehouden "begrepen"',
    exclude: '/uitsluiten Bram tot 16 maart PV 7/2026 omdat hij een voorbijganger bedreigde',
    day: '16 maart 2026',
    advice: '/dossier 1 advies "blijft delen"',
    help: '/hulp',
    knows: '/waarschuw @naam',
  },
  {
    lang: 'de',
    warn: '/verwarnen @Anne „teilt Nachrichten außerhalb der Gruppe“',
    yes: 'Jawohl',
    held: '/akte 1 geführt "verstanden"',
    exclude: '/ausschließen Bram bis 16. März Protokoll 7/2026 weil er einen Passanten bedroht hat',
    day: '16. März 2026',
    advice: '/akte 1 Rat "teilt weiter"',
    help: '/Hilfe',
    knows: '/verwarnen @Name',
  },
  {
    lang: 'en',
    warn: '/warn @Anne “shares messages outside the group”',
    yes: 'yes',
    held: '/case 1 held "understood"',
    exclude: '/exclude Bram until 16 March report 7/2026 because he threatened a passer-by',
    day: '16 March 2026',
    advice: '/case 1 advice "goes on sharing"',
    help: '/HELP',
    knows: '/warn @name',
  },
] as const;

describe.each(STORIES)('in $lang', (story) => {
  it('talk, exclusion until a day, advice', async () => {
    const o = office({ lang: story.lang });
    await o.engine.start();
    expect(await o.says('cora', story.help)).toContain(story.knows);
    await o.says('cora', story.warn);
    await o.says('cora', story.yes);
    expect(o.store.cases.byId(1)?.name).toBe('Anne');
    await o.says('marc', story.held);
    await o.says('marc', story.yes);
    expect(o.store.cases.byId(1)?.state.rungs['M-1']?.status).toBe('done');
    expect(await o.says('marc', story.exclude)).toContain(story.day);
    await o.says('marc', story.yes);
    expect(o.inGroup()).toEqual(['remove-member bram']);
    const exclusion = o.store.cases.byId(2);
    expect(exclusion?.state.policeReport).toBe('7/2026');
    expect(new Date(exclusion!.state.exclusion!.until).toISOString()).toBe('2026-03-16T22:59:59.999Z');
    await o.says('marc', story.advice);
    await o.says('marc', story.yes);
    expect(o.store.cases.byId(1)?.state.rungs['M-2']?.status).toBe('under-way');
    await o.close();
  });
});
