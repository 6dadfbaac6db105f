/** What people decide in the office happens in the group, once, and stays traceable. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GroupPage, MemberPage, Reviews, Today } from '../../../src/console/office/wire.js';
import { type OpenedOffice, openOfficeFor, PEOPLE, type Visitor } from '../support/office.js';

let office: OpenedOffice;
let coordinator: Visitor;
let mandatary: Visitor;
let count = 0;
const key = () => `press-key-${++count}`;
beforeAll(async () => {
  office = await openOfficeFor();
  coordinator = await office.signIn('coordinator');
  mandatary = await office.signIn('mandatary');
});
afterAll(() => office.close());
beforeEach(() => {
  office.network.told.length = 0;
});

const today = async (v: Visitor): Promise<Today> => (await v.send('GET', '/api/office/today')).json<Today>();
const posted = (): string[] =>
  office.network.told.flatMap(({ delivery }) => (delivery.type === 'repost' ? [delivery.text] : []));

describe('a held message', () => {
  it('is published only with the time at which the police were told (Annex 4 §5)', async () => {
    office.say('member', 'Un homme regarde par la fenêtre');
    await office.settled();
    const item = (await today(coordinator)).items.find((i) => i.kind === 'hold')!;
    const now = Date.now();
    for (const policeInformedAt of [undefined, now - 25 * 3_600_000, now + 3_600_000]) {
      const body = { group: office.group, do: 'release', key: key(), policeInformedAt };
      const answer = await coordinator.send('POST', `/api/office/holds/${item.id}`, body);
      expect(answer.json().error).toBe('when-informed');
    }
    expect(posted()).toEqual([]);
    const refused = { group: office.group, do: 'refuse', key: key() };
    await coordinator.send('POST', `/api/office/holds/${item.id}`, refused);
  });

  it('goes back into the group when it is let go, once for one press however often it is sent', async () => {
    office.say('member', 'Un homme regarde dans les voitures');
    await office.settled();
    const item = (await today(coordinator)).items.find((i) => i.kind === 'hold')!;
    expect(item).toMatchObject({ member: 'Luc Renard', mine: true, condition: 'police-informed' });
    const policeInformedAt = Date.now() - 5 * 60_000;
    const body = { group: office.group, do: 'release', key: key(), policeInformedAt };
    expect((await coordinator.send('POST', `/api/office/holds/${item.id}`, body)).status).toBe(200);
    expect((await coordinator.send('POST', `/api/office/holds/${item.id}`, body)).status).toBe(200);
    await office.settled();
    expect(posted().length).toBe(1);
    expect(posted()[0]).toContain('Un homme regarde');
    expect((await today(coordinator)).items.filter((i) => i.kind === 'hold')).toEqual([]);
    const page = await coordinator.send('GET', `/api/office/groups/${office.group}`);
    expect(page.json<GroupPage>().threads.at(-1)).toMatchObject({ policeInformedAt });
  });

  it('is not posted when it is refused; its author hears why, in private', async () => {
    office.say('member', 'Un homme court dans la rue');
    await office.settled();
    const item = (await today(mandatary)).items.find((i) => i.kind === 'hold')!;
    const body = { group: office.group, do: 'refuse', reason: 'Déjà signalé hier.', key: key() };
    expect((await mandatary.send('POST', `/api/office/holds/${item.id}`, body)).status).toBe(200);
    await office.settled();
    expect(posted()).toEqual([]);
    expect(office.toldTo('member').at(-1)).toContain('Déjà signalé hier.');
  });

  it('that somebody decided already answers so', async () => {
    office.say('member', 'Un homme attend devant la porte');
    await office.settled();
    const { id } = (await today(coordinator)).items.find((i) => i.kind === 'hold')! as { id: string };
    const send = (v: Visitor) =>
      v.send('POST', `/api/office/holds/${id}`, {
        group: office.group,
        do: 'release',
        policeInformedAt: Date.now(),
        key: key(),
      });
    expect((await send(coordinator)).status).toBe(200);
    expect((await send(mandatary)).json().error).toBe('gone');
  });

  it('of another group is not there', async () => {
    office.say('other', 'Un homme regarde', 'elsewhere@g.us');
    await office.settled();
    const hold = office.store.holds.open(office.elsewhere)[0]!;
    const body = { group: office.elsewhere, do: 'release', key: key() };
    expect((await coordinator.send('POST', `/api/office/holds/${hold.id}`, body)).status).toBe(404);
    const other = { group: office.group, do: 'release', key: key() };
    expect((await coordinator.send('POST', `/api/office/holds/${hold.id}`, other)).status).not.toBe(200);
    expect(office.store.holds.open(office.elsewhere).length).toBe(1);
  });
});

describe('a doubt', () => {
  const doubt = async () => {
    office.store.transaction(() =>
      office.store.reviews.add(office.group, 1, {
        at: Date.now(),
        kind: 'doubt',
        member: PEOPLE.member!.id,
        rule: 'careless-language',
        confidence: 0.4,
        excerpt: 'Quel idiot, ce chauffeur',
        hold: null,
      }),
    );
    const { items } = (await coordinator.send('GET', '/api/office/reviews')).json<Reviews>();
    return items[0]!;
  };

  it('that is right becomes an infraction in the ledger, by a person’s decision', async () => {
    const item = await doubt();
    const before = office.engine.ledger(office.group).length;
    const body = { group: office.group, verdict: 'right', key: key() };
    expect((await coordinator.send('POST', `/api/office/reviews/${item.id}`, body)).status).toBe(200);
    const ledger = office.engine.ledger(office.group);
    expect(ledger.length).toBe(before + 1);
    expect(ledger[0]).toMatchObject({
      kind: 'infraction',
      rule: 'careless-language',
      memberName: 'Luc Renard',
    });
  });

  it('that is wrong is offered as an example, and learnt only when a person accepts it', async () => {
    const item = await doubt();
    const before = office.engine.ledger(office.group).length;
    await coordinator.send('POST', `/api/office/reviews/${item.id}`, {
      group: office.group,
      verdict: 'wrong',
      key: key(),
    });
    expect(office.engine.ledger(office.group).length).toBe(before);
    const { offered } = (await coordinator.send('GET', '/api/office/reviews')).json<Reviews>();
    expect(offered[0]).toMatchObject({ rule: 'careless-language', text: 'Quel idiot, ce chauffeur' });
    const file = join(office.dir, 'proposed', 'fr.jsonl');
    expect(existsSync(file)).toBe(false);
    await coordinator.send('POST', `/api/office/examples/${offered[0]!.id}`, {
      group: office.group,
      accept: true,
      text: 'Quel idiot, ce feu rouge',
      lang: 'fr',
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      text: 'Quel idiot, ce feu rouge',
      lang: 'fr',
      not: 'careless-language',
    });
    const kept = JSON.stringify(office.store.db.prepare('SELECT * FROM offered_examples').all());
    expect(kept, 'the words are kept no longer than needed').not.toContain('chauffeur');
  });
});

describe('a contested plate', () => {
  it('is read by whoever decides, which is noted; an example made of it stays covered', async () => {
    office.say('member', 'Réunion jeudi, garez-vous près de 1-ABC-234 svp');
    await office.settled();
    const [hold] = office.store.holds.open(office.group);
    office.engine.receive({
      type: 'press',
      channel: 'whatsapp',
      chat: PEOPLE.member!.id,
      scope: 'private',
      at: Date.now(),
      id: key(),
      sender: { id: PEOPLE.member!.id, name: PEOPLE.member!.name },
      action: `contest:${hold!.id}`,
    });
    await office.settled();
    const item = (await coordinator.send('GET', '/api/office/reviews'))
      .json<Reviews>()
      .items.find((i) => i.what === 'contest')!;
    expect(item.excerpt).not.toContain('1-ABC-234');
    expect(item.proof.join()).toContain('1-ABC-234');
    const noted = office.store.db
      .prepare("SELECT subject FROM access_log WHERE what = 'saw-evidence'")
      .pluck()
      .all();
    expect(noted).toEqual([office.store.persons.find('whatsapp', PEOPLE.member!.id)!.id]);
    const body = { group: office.group, verdict: 'wrong', key: key() };
    expect((await coordinator.send('POST', `/api/office/reviews/${item.id}`, body)).status).toBe(200);
    const { offered } = (await coordinator.send('GET', '/api/office/reviews')).json<Reviews>();
    expect(offered[0]).toMatchObject({ rule: 'plate-in-text' });
    expect(offered[0]!.text).not.toContain('1-ABC-234');
  });
});

describe('an infraction', () => {
  it('is annulled with a reason; both lines stay, and it counts no more', async () => {
    office.say('other', 'Ma plaque est 1-ABC-234');
    await office.settled();
    const person = office.store.persons.find('whatsapp', PEOPLE.other!.id)!.id;
    const page = async () =>
      (await mandatary.send('GET', `/api/office/members/${person}`)).json<MemberPage>();
    const entry = (await page()).history!.find((e) => e.kind === 'infraction')!;
    const path = `/api/office/ledger/${entry.seq}/annul`;
    expect((await mandatary.send('POST', path, { group: office.group, reason: '' })).status).toBe(400);
    const body = { group: office.group, reason: 'C’était sa propre voiture.' };
    expect((await mandatary.send('POST', path, body)).status).toBe(200);
    const after = await page();
    expect(after.annulled).toContain(entry.seq);
    expect(after.history!.map((e) => e.kind)).toEqual(expect.arrayContaining(['infraction', 'annulment']));
    expect(after.places.find((p) => p.group.id === office.group)!.infractions).toBe(0);
  });
});

describe('settings', () => {
  it('tune one rule and leave the others; what is as usual is not kept', async () => {
    const path = `/api/office/groups/${office.group}`;
    const tune = (tuning: object) => coordinator.send('PATCH', path, { rule: { id: 'off-topic', tuning } });
    expect((await tune({ enabled: false, response: null, extraWords: [] })).json()).toMatchObject({
      rules: { 'off-topic': { enabled: false } },
    });
    expect((await tune({ enabled: true, response: null, extraWords: [] })).json()).toMatchObject({
      rules: {},
    });
    const unknown = {
      rule: { id: 'no-such-rule', tuning: { enabled: true, response: null, extraWords: [] } },
    };
    expect((await coordinator.send('PATCH', path, unknown)).status).toBe(400);
    expect((await coordinator.send('PATCH', path, { askMinutes: 0 })).status).toBe(400);
  });
});

describe('a case', () => {
  it('opens with an invitation to the talk, and each step is its office’s', async () => {
    const person = office.store.persons.find('whatsapp', PEOPLE.member!.id)!.id;
    office.store.transaction(() =>
      office.store.proposals.put(
        office.group,
        person,
        { ladder: 'member', rung: 'M-1', because: 'points', points: 6, evidence: [] } as never,
        Date.now(),
      ),
    );
    const [proposal] = (await coordinator.send('GET', '/api/office/cases')).json<{
      proposals: { id: number }[];
    }>().proposals;
    const taken = await coordinator.send('POST', `/api/office/proposals/${proposal!.id}`, {
      key: key(),
      take: true,
      reason: 'Trois rappels en un mois.',
    });
    expect(taken.status, taken.body).toBe(200);
    const { case: id } = taken.json<{ case: number }>();
    await office.settled();
    // The words themselves are the commands' own catalogue's.
    expect(office.toldTo('member').at(-1)).toMatch(/inform\.reason|Trois rappels/);
    const act = (v: Visitor, name: string, fields: object = {}) =>
      v.send('POST', `/api/office/cases/${id}/acts`, { key: key(), act: name, fields });
    expect((await act(coordinator, 'reprimand', { reason: 'Non.' })).status).toBe(409);
    expect((await act(coordinator, 'note-talk', { attended: true, note: 'Calme.' })).status).toBe(200);
    expect((await act(mandatary, 'advise', { reason: 'Sans effet.' })).status).toBe(200);
    const chef = await office.signIn('chef');
    expect((await act(chef, 'reprimand', { reason: 'Merci de respecter les règles.' })).status).toBe(200);
    const page = await chef.send('GET', `/api/office/cases/${id}`);
    expect(page.json()).toMatchObject({ current: 'M-2', name: 'Luc Renard' });
    const letter = await chef.send('GET', `/api/office/cases/${id}/letters/reprimand`);
    expect(letter.status).toBe(200);
    expect(letter.body).toContain('Merci de respecter les règles.');
    expect(letter.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    const committee = await office.signIn('committee');
    expect((await committee.send('GET', `/api/office/cases/${id}/letters/reprimand`)).status).toBe(404);
  });
});
