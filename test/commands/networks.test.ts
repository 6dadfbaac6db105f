/** One person of the police on three networks: what they order for all of their groups reaches every one of them, and no other. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policy } from '../../src/domain/group.js';
import type { Role } from '../../src/domain/vocabulary.js';
import { office, type TestOffice } from './office.js';

let o: TestOffice;
let quay: number;
let harbour: number;

function group(
  channel: 'telegram' | 'whatsapp',
  chat: string,
  people: Readonly<Record<string, Role>>,
): number {
  const id = o.engine.setupGroup({
    channel,
    chat,
    title: chat,
    policy: policy({ lang: 'nl', mode: 'hold' }),
    recognition: { reference: 'R', date: '2026-01-01' },
    policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
  });
  for (const [person, role] of Object.entries(people))
    o.engine.setMember(id, { person, name: person, role, lang: 'nl' });
  return id;
}
const known = (channel: string, identity: string): number => o.store.persons.find(channel, identity)!.id;
const shouted = (chat: string): string[] =>
  o.seen.flatMap((s) => (s.chat === chat && s.delivery.type === 'say' ? [s.delivery.text] : []));

beforeEach(async () => {
  o = office({ networks: ['telegram', 'whatsapp'] });
  quay = group('telegram', 'Kaai', { 'marc-tg': 'mandatary', 'bram-tg': 'member', 'cora-tg': 'coordinator' });
  harbour = group('whatsapp', 'Haven', { '32470@s': 'mandatary', '32471@s': 'member' });
  group('whatsapp', 'Elders', { '32499@s': 'mandatary' });
  o.store.offices.link(o.person('marc'), known('telegram', 'marc-tg'));
  o.store.offices.link(known('telegram', 'marc-tg'), known('whatsapp', '32470@s'));
  await o.engine.start();
});
afterEach(() => o.close());

describe('a message of the police to all of one’s groups', () => {
  it('goes out on every network once, and what became of it is told by network', async () => {
    await o.says('marc', '/diffuser froid tous Fermez vos fenêtres.');
    expect(o.last('marc')).toContain(
      '3 groupe(s) : Rue du Moulin (terrain de jeu), Kaai (Telegram) et Haven (WhatsApp)',
    );
    o.answerWith((_, key) =>
      key.includes('.e1.')
        ? { status: 'impossible', reason: 'bot-removed' }
        : { status: 'done', message: 'x' },
    );
    await o.taps('marc', 'Oui, confirmer');
    for (const chat of ['street', 'Kaai', 'Haven']) expect(shouted(chat), chat).toHaveLength(1);
    expect(shouted('Kaai')[0]).toBe('Bericht van de politie:\nFermez vos fenêtres.');
    expect(shouted('Elders')).toEqual([]);
    o.pass(700);
    await o.engine.settled();
    const answer = o.last('marc');
    expect(answer).toContain('2 groupe(s) sur 3');
    for (const line of ['terrain de jeu : 1 sur 1', 'Telegram : 0 sur 1', 'WhatsApp : 1 sur 1'])
      expect(answer).toContain(line);
    expect(answer).toContain('Pas arrivé dans : Kaai');
    // The same line from whichever group it is looked at.
    expect(o.store.broadcasts.ofGroup(harbour)).toEqual(o.store.broadcasts.ofGroup(quay));
  });

  it('is offered where one group only was near, and the network’s own word is asked first', async () => {
    await o.says('marc', '/diffuser froid Fermez vos fenêtres.');
    expect(o.labels('marc')).toEqual(['Rue du Moulin', 'Tous mes groupes']);
    await o.taps('marc', 'Tous mes groupes');
    expect(o.last('marc')).toContain('3 groupe(s)');
    await o.taps('marc', 'Oui, confirmer');
    expect(shouted('Haven')).toHaveLength(1);
  });

  it('tells what is still on its way, and asks again', async () => {
    o.answerWith((d, key) =>
      d.type === 'say' && key.includes('.e1.')
        ? { status: 'retry', afterMs: 3_000_000, reason: 'flood' }
        : { status: 'done', message: 'x' },
    );
    await o.orders('marc', '/diffuser froid tous Fermez vos fenêtres.');
    o.pass(700);
    await o.engine.settled();
    expect(o.last('marc')).toContain('Encore en route vers : Kaai.');
  });

  it('reaches no group in which the sender has no such office', async () => {
    o.engine.setMember(harbour, { person: '32470@s', name: 'x', role: 'member', lang: 'nl' });
    await o.says('marc', '/diffuser froid tous Fermez vos fenêtres.');
    expect(o.last('marc')).toContain('2 groupe(s)');
    expect(o.last('marc')).not.toContain('Haven');
  });
});

describe('a group whose approval was withdrawn', () => {
  const tightened = (): string[] =>
    o.seen.flatMap(({ delivery: d, chat }) => (d.type === 'tighten' ? [`${chat} ${d.what}`] : []));

  it('is put on announcements only when somebody has said so and confirmed it, and opened again by the police', async () => {
    await o.orders('marc', '/charte retrait');
    expect(tightened()).toEqual([]);
    expect(o.last('cora')).toContain('a retiré son accord');
    expect(o.last('marc')).toContain('seuls les administrateurs');
    await o.taps('marc', 'Passer en annonces seules');
    expect(tightened()).toEqual([]);
    await o.taps('marc', 'Oui, confirmer');
    expect(tightened()).toEqual(['street announce-only']);
    expect(shouted('street').at(-1)).toContain('101');
    expect(o.last('cora')).toContain('annonces seules');
    expect(await o.says('cora', '/statut')).toContain('annonces seules');
    expect(await o.says('cora', '/annonces fin')).toContain('à elle de rouvrir');
    await o.says('marc', '/charte accord P-9');
    await o.taps('marc', 'Rouvrir le groupe');
    await o.taps('marc', 'Oui, confirmer');
    expect(tightened()).toEqual(['street announce-only', 'street announce-off']);
    expect(await o.says('cora', '/statut')).not.toContain('annonces seules');
  });

  it('is not said to be so where the network refused', async () => {
    o.answerWith((d) =>
      d.type === 'tighten' ? { status: 'impossible', reason: 'no-right' } : { status: 'done', message: 'x' },
    );
    await o.orders('marc', '/annonces');
    expect(o.last('cora')).toContain('n’a pas pu agir'.replace('’', "'"));
    expect(await o.says('cora', '/statut')).not.toContain('annonces seules');
  });

  it('can be taken back while the network is slow, and not by whoever may not open it', async () => {
    o.answerWith((d) =>
      d.type === 'tighten'
        ? { status: 'retry', afterMs: 60_000, reason: 'slow' }
        : { status: 'done', message: 'x' },
    );
    await o.orders('marc', '/annonces');
    const ordered = (who: string, what: string): string =>
      o.run(who, 'announce', { what, group: o.group }).word;
    expect(ordered('marc', 'on')).toBe('already');
    expect(ordered('marc', 'off')).toBe('done');
    expect(ordered('marc', 'off')).toBe('already');
    o.run('marc', 'register', { what: 'withdraw-approval', group: o.group });
    const shut = o.run('cora', 'announce', { what: 'on', group: o.group });
    expect(shut).toMatchObject({ word: 'done', buttons: [] });
  });

  it('can be withdrawn once only', async () => {
    await o.orders('marc', '/charte retrait');
    expect(await o.says('marc', '/charte retrait')).toContain('rien à retirer');
  });
});

describe('a role in all of one’s groups', () => {
  const roles = (): string[] => [
    o.store.members.get(o.group, o.person('bram'))!.role,
    o.store.members.get(quay, known('telegram', 'bram-tg'))!.role,
  ];

  it('is given wherever the person is, under whichever identity, and one tap takes it back', async () => {
    o.store.offices.link(o.person('bram'), known('telegram', 'bram-tg'));
    await o.says('marc', '/rôle tous @Bram comité "élu dans tout le quartier"');
    expect(o.last('marc')).toContain('Rue du Moulin (terrain de jeu) et Kaai (Telegram)');
    await o.taps('marc', 'Oui, confirmer');
    expect(roles()).toEqual(['steering-committee', 'steering-committee']);
    expect(o.last('bram')).toContain('Rue du Moulin');
    expect(o.last('bram-tg')).toContain('Kaai');
    expect(o.store.roleGrants.of(quay).at(-1)).toMatchObject({
      by: 'marc-tg',
      reason: 'élu dans tout le quartier',
    });
    await o.taps('marc', 'Revenir en arrière');
    expect(roles()).toEqual(['member', 'member']);
  });

  it('changes nothing where it is given already, says so, and is taken back no further than it went', async () => {
    o.store.offices.link(o.person('bram'), known('telegram', 'bram-tg'));
    o.engine.setMember(quay, { person: 'bram-tg', name: 'bram-tg', role: 'steering-committee', lang: 'nl' });
    await o.orders('marc', '/rôle @Bram comité tous "élu"');
    expect(o.last('marc')).toContain('Rien ne change dans : Kaai (rôle déjà donné');
    expect(roles()).toEqual(['steering-committee', 'steering-committee']);
    await o.taps('marc', 'Revenir en arrière');
    expect(roles()).toEqual(['member', 'steering-committee']);
  });

  it('is never one’s own, nor beyond what one may give', async () => {
    expect(await o.says('marc', '/rôle svp tous @Marc membre "assez"')).toContain('son propre rôle');
    expect(await o.says('cora', '/rôle tous @Bram mandaté "ami"')).toContain('confie à quelqu');
    expect(await o.says('marc', '/rôle @Bram comité "élu par tous"')).not.toContain('dans :');
    expect(o.labels('marc')).toEqual(['Oui, confirmer', 'Non, annuler']);
  });
});
