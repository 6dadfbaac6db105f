import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeDigest, digestSentences } from '../../src/reports/digest/compose-digest.js';
import { gatherDigest } from '../../src/reports/digest/gather-digest.js';
import { nextDigest } from '../../src/reports/digest/next-digest.js';
import { toHtml } from '../../src/reports/document/to-html.js';
import { loadReportTexts } from '../../src/reports/report-texts.js';
import { infraction, type Office, office } from './office.js';

const texts = loadReportTexts();
const brussels = (y: number, m: number, d: number, h = 0, min = 0): number =>
  new TZDate(y, m - 1, d, h, min, 0, 'Europe/Brussels').getTime();
const DAY = 86_400_000;

describe('the hour of a digest', () => {
  it('stays the same on Belgian clocks when they change', () => {
    const daily = { cadence: 'daily', weekday: 1, minute: 8 * 60 } as const;
    expect(nextDigest(daily, brussels(2026, 3, 28, 8, 0))).toBe(brussels(2026, 3, 29, 8, 0));
    expect(brussels(2026, 3, 29, 8, 0) - brussels(2026, 3, 28, 8, 0)).toBe(DAY - 3_600_000);
    expect(nextDigest(daily, brussels(2026, 10, 24, 8, 0))).toBe(brussels(2026, 10, 25, 8, 0));
  });

  it('that a clock skips comes later on that day, and is its own again on the next', () => {
    const night = { cadence: 'daily', weekday: 1, minute: 2 * 60 + 30 } as const;
    const skipped = nextDigest(night, brussels(2026, 3, 29, 0, 30));
    expect(skipped).toBe(brussels(2026, 3, 29, 3, 30));
    expect(nextDigest(night, skipped)).toBe(brussels(2026, 3, 30, 2, 30));
  });

  it('is always ahead, at most a week and a day, on the day and near the hour that was chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) }),
        fc.constantFrom('daily' as const, 'weekly' as const),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 1439 }),
        (at, cadence, weekday, minute) => {
          const due = nextDigest({ cadence, weekday, minute }, at);
          expect(due).toBeGreaterThan(at);
          expect(due - at).toBeLessThanOrEqual((cadence === 'daily' ? 1 : 7) * DAY + 2 * 3_600_000);
          const there = new TZDate(due, 'Europe/Brussels');
          if (cadence === 'weekly') expect(there.getDay() % 7).toBe(weekday % 7);
          const off = there.getHours() * 60 + there.getMinutes() - minute;
          expect([0, 60]).toContain(off);
        },
      ),
    );
  });
});

describe('a coordinator’s digest', () => {
  let o: Office;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('comes at the hour they chose, day after day, and says in one line that all is quiet', async () => {
    expect(o.order('cora', 'digest', { cadence: 'daily', hour: '8h30' })).toContain('set');
    await o.goTo(brussels(2026, 3, 3, 8, 30));
    await o.goTo(brussels(2026, 3, 4, 8, 30));
    const told = o.toldTo('cora').slice(1);
    expect(told.map((d) => d.type)).toEqual(['tell', 'tell']);
    expect(told[0]).toMatchObject({
      text: expect.stringMatching(/^digest\.quiet [^\n]*$/),
      groupFallback: false,
    });
  });

  it('tells what happened in a few lines without names, and gives the rest as a file', async () => {
    o.order('cora', 'digest', { cadence: 'weekly', weekday: 7, hour: '18' });
    infraction(o, 'anne');
    infraction(o, 'anne', 'off-topic');
    await o.goTo(brussels(2026, 3, 8, 18));
    const [, words, file] = o.toldTo('cora');
    expect(words).toMatchObject({ type: 'tell' });
    expect(JSON.stringify(words)).not.toContain('anne');
    expect(JSON.stringify(words)).toContain('\\"infractions\\":2');
    expect(file?.type).toBe('send-file');
    if (file?.type !== 'send-file') throw new Error('no file');
    expect(Buffer.from(await file.read()).toString('latin1', 0, 5)).toBe('%PDF-');
    const html = toHtml(
      composeDigest(
        gatherDigest(o.store, o.store.groups.byId(o.group)!, brussels(2026, 3, 1, 18), o.now(), 'fr'),
        texts,
        (r) => `Titre de ${r}`,
      ),
    );
    for (const fact of ['anne', 'Titre de leak', 'Titre de off-topic', '<svg', '<table'])
      expect(html).toContain(fact);
  });

  it('leaves no day out and tells none twice, also after days without power', async () => {
    o.order('cora', 'digest', { cadence: 'daily', hour: '8' });
    await o.goTo(brussels(2026, 3, 3, 8));
    infraction(o, 'anne', 'leak', '', brussels(2026, 3, 3, 9));
    await o.goTo(brussels(2026, 3, 6, 11));
    const files = o.toldTo('cora').filter((d) => d.type === 'send-file');
    expect(files).toHaveLength(1);
    expect(o.store.digestSettings.get(o.group, o.person('cora'))?.until).toBe(brussels(2026, 3, 6, 11));
    await o.goTo(brussels(2026, 3, 7, 8));
    expect(o.toldTo('cora').filter((d) => d.type === 'send-file')).toHaveLength(1);
  });

  it('is told once when its moment comes twice', async () => {
    o.order('cora', 'digest', { cadence: 'daily', hour: '8' });
    const due = brussels(2026, 3, 3, 8);
    await o.goTo(due);
    const before = o.toldTo('cora').length;
    o.store.timers.set('digest', `${o.group}:${o.person('cora')}`, o.group, due);
    await o.engine.settled();
    expect(o.toldTo('cora')).toHaveLength(before);
  });

  it('is not for members, and ends when an office ends', async () => {
    expect(o.order('anne', 'digest', { cadence: 'daily' })).toContain('no-right');
    o.order('cora', 'digest', { cadence: 'daily', hour: '8' });
    o.engine.setMember(o.group, { person: 'cora', name: 'cora', role: 'member', lang: 'fr' });
    await o.goTo(brussels(2026, 3, 3, 8));
    expect(o.toldTo('cora')).toHaveLength(1);
    expect(o.store.digestSettings.of(o.group)).toEqual([]);
  });

  it('can be stopped, and refuses what it does not understand with words', () => {
    expect(o.order('marc', 'digest', { cadence: 'hourly' })).toContain('bad-args');
    expect(o.order('marc', 'digest', { cadence: 'daily', hour: '25' })).toContain('bad-args');
    expect(o.order('marc', 'digest', { cadence: 'daily', email: 'not an address' })).toContain('bad-args');
    o.order('marc', 'digest', { cadence: 'daily' });
    expect(o.order('marc', 'digest', { cadence: 'off' })).toContain('off');
    expect(o.store.timers.nextDue()).toBeNull();
  });

  it('names what is open: who has not accepted, what is not closed, what waits', () => {
    o.store.groups.setFact(o.group, 'closedness', ['members-may-invite', 'something-new'], o.now());
    const data = gatherDigest(o.store, o.store.groups.byId(o.group)!, o.now() - DAY, o.now() + 1, 'nl');
    expect(data.notAccepted).toEqual(['anne', 'bram']);
    expect(digestSentences(data).map((s) => s.key)).toEqual([
      'digest.head',
      'digest.not-accepted',
      'digest.not-closed',
    ]);
    const html = toHtml(composeDigest(data, texts, (r) => r));
    expect(html).toContain('Leden mogen uitnodigen');
    expect(html).toContain('something-new');
  });

  it('goes with the person when they are erased', () => {
    o.order('cora', 'digest', { cadence: 'daily', email: 'cora@example.org' });
    o.store.erasePerson(o.person('cora'), o.now());
    expect(o.store.digestSettings.of(o.group)).toEqual([]);
  });
});
