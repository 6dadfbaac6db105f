/**
 * A year in a partnership, on each network: warnings, an exclusion that ends by itself, a removal with two signatures and
 * the visa, a coordinator who is dismissed and appeals, messages of the police, the evaluation. People decide; the bot
 * proposes, watches the days, and tells nobody what is not theirs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/vocabulary.js';
import { verifyRecord } from '../../src/store/verify-record.js';
import { networks } from './channels.js';
import { type Neighbourhood, neighbourhood } from './neighbourhood.js';

const PEOPLE: Readonly<Record<string, Role>> = {
  Anne: 'member',
  Bram: 'member',
  Dirk: 'member',
  Sofie: 'steering-committee',
  Chef: 'chef-de-corps',
  Maire: 'authority-delegate',
  Cora: 'coordinator',
  Marc: 'mandatary',
};

describe.each(networks)('a year on $name', (network) => {
  let story: Neighbourhood;
  beforeAll(async () => {
    story = await neighbourhood('fr', { speakEverySeconds: 0 }, network, PEOPLE);
    story.armEvaluations();
  });
  afterAll(() => story.end());

  const told = (who: string): string => story.lastTold(who)?.text ?? '';
  const everTold = (who: string): string =>
    story.world
      .told(who)
      .map((m) => m.text)
      .join('\n');
  const roleOf = (who: string): Role | undefined => {
    const person = story.store.persons.find(network.name, story.world.person(who));
    return person ? story.store.members.get(story.group, person.id)?.role : undefined;
  };
  /** How often the network did that to a person. */
  const carriedOut = (type: 'remove-member' | 'readmit', who: string): number =>
    story.deliveries.filter(
      (d) => d.type === type && d.status === 'done' && d.person === story.world.person(who),
    ).length;
  const days = (n: number): Promise<void> => story.minutesPass(n * 24 * 60);

  it('begins with a charter that has gaps, and says so to those who can mend them', async () => {
    await story.tellsTheBot('Cora', '/statut');
    expect(told('Cora')).toContain('Il manque à la charte');
    await story.tellsTheBot('Anne', '/statut');
    expect(told('Anne')).toContain('réservée');
  });

  it('May: what the police send reaches the group as they wrote it', async () => {
    await story.orders('Marc', '/diffuser froid Pensez à fermer vos fenêtres, même pour une heure.');
    expect(story.inGroup().at(-1)).toBe(
      'bot: Message de la police :\nPensez à fermer vos fenêtres, même pour une heure.',
    );
    await story.minutesPass(11);
    expect(told('Marc')).toContain('1 groupe(s) sur 1');
  });

  it('June: infractions add up, a talk is proposed, and the coordinator decides', async () => {
    await days(30);
    await story.says('Anne', 'Partagez ce message partout sur Facebook, merci !');
    await story.says('Anne', 'Partagez tout ce qui se dit ici sur Facebook, que tout le monde le sache !');
    expect(story.ledger()).toEqual(['Anne leak removed', 'Anne leak removed']);
    await days(1);
    expect(told('Cora')).toContain('2 fait(s) noté(s) plaident pour un pas : entretien');
    expect(everTold('Anne')).not.toContain('plaident');
    await story.orders('Cora', '/avertir Anne "deux messages partagés au-dehors"');
    expect(told('Anne')).toContain('deux messages partagés au-dehors');
    await days(6);
    await story.orders('Marc', '/dossier 1 tenu "s’engage à ne plus le faire"');
    expect(story.inGroup().join('\n')).not.toContain('Anne');
  });

  it('July: an exclusion after a police report ends by itself, and the member writes again', async () => {
    await days(20);
    await story.tellsTheBot('Marc', '/exclure Bram 2 semaines "menaces envers un passant"');
    expect(told('Marc')).toContain('procès-verbal');
    await story.orders('Marc', '/exclure Bram 2 semaines PV 118/2026 "menaces envers un passant"');
    expect(told('Bram')).toContain('exclu');
    expect(carriedOut('remove-member', 'Bram')).toBe(1);
    await days(13);
    expect(carriedOut('readmit', 'Bram')).toBe(0);
    await days(2);
    expect(carriedOut('readmit', 'Bram')).toBe(1);
    expect(everTold('Bram')).toContain('a pris fin');
    // Telegram lets nobody be added: the person hears how to come back, and the coordinator that they may.
    expect(everTold('Bram').includes('lien du groupe')).toBe(network.name === 'telegram');
    expect(everTold('Cora').includes('Bram peut revenir')).toBe(network.name === 'telegram');
    const back = await story.says('Bram', 'Merci, bonne soirée à tous');
    expect(story.outcomeOf(back)).toBeDefined();
  });

  it('September: without authorisation nothing is sent; the police read, and let it go', async () => {
    await days(45);
    await story.tellsTheBot('Marc', '/retirer "trop de rumeurs cet été"');
    await story.says(
      'Dirk',
      'La fête des voisins aura lieu samedi, prévenez vos aînés contre les faux policiers.',
    );
    expect(story.inGroup().join('\n')).not.toContain('fête des voisins');
    await story.tellsTheBot('Marc', '/autoriser');
    expect(story.lastTold('Marc')?.quote ?? told('Marc')).toContain('fête des voisins');
    await story.taps('Marc', 'cmd:yes');
    expect(story.inGroup().join('\n')).toContain('fête des voisins');
    await story.tellsTheBot('Marc', '/habiliter "tout est rentré dans l’ordre"');
  });

  it('October: the reprimand comes from the chef de corps, on the mandatary’s advice', async () => {
    await days(20);
    await story.orders('Marc', '/avertir Anne "les partages continuent"');
    expect(told('Chef')).toContain('décidez de la réprimande');
    await story.orders('Chef', '/avertir Anne "dernier rappel"');
    expect(told('Anne')).toContain('réprimande écrite');
  });

  it('November: two signatures and the visa, and only then the member leaves', async () => {
    await days(30);
    await story.orders('Cora', '/exclure Anne définitivement "rien n’a changé"');
    await story.orders('Marc', '/signer');
    expect(carriedOut('remove-member', 'Anne')).toBe(0);
    expect(told('Chef')).toContain('attend votre visa');
    await story.orders('Chef', '/visa');
    expect(told('Anne')).toContain('renvoyé définitivement');
    expect(carriedOut('remove-member', 'Anne')).toBe(1);
    expect(story.store.cases.byId(1)?.outcome).toBe('removed');
  });

  it('January: a coordinator is dismissed, appeals within three weeks, and somebody stands in', async () => {
    await days(50);
    await story.orders('Marc', '/avertir Cora "messages racistes laissés en place"');
    const id = story.store.cases.allOpen().at(-1)!.id;
    await story.orders('Marc', `/dossier ${id} tenu`);
    await story.orders('Marc', '/avertir Cora "cela continue"');
    await story.orders('Chef', '/avertir Cora "cela continue"');
    await story.orders('Chef', `/dossier ${id} audition "entendue"`);
    await story.orders('Chef', `/dossier ${id} avisdestitution "destitution conseillée"`);
    await story.orders('Maire', `/dossier ${id} destituer "manquements répétés"`);
    expect(told('Cora')).toContain('trois semaines');
    expect(roleOf('Cora')).toBe('member');
    await story.orders('Maire', `/dossier ${id} copie`);
    await days(20);
    await story.orders('Chef', `/dossier ${id} recours recommandé`);
    expect(told('Cora')).toContain('30 jours');
    await story.orders('Sofie', `/dossier ${id} temporaire Dirk`);
    expect(roleOf('Dirk')).toBe('temporary-coordinator');
  });

  it('February: the ruling is due in 30 days, and those who note it are reminded', async () => {
    await days(28);
    expect(told('Chef')).toContain('la commission de recours se prononce');
    const id = story.store.cases.allOpen().find((c) => c.ladder === 'coordinator')!.id;
    await story.orders('Chef', `/dossier ${id} confirmé "la commission confirme"`);
    await days(20);
    await story.orders('Sofie', `/dossier ${id} assemblée`);
    await story.orders('Sofie', `/dossier ${id} élu Dirk`);
    expect(roleOf('Dirk')).toBe('coordinator');
    expect(roleOf('Cora')).toBe('member');
  });

  it('May again: the evaluation is advised each year, and the register of the year is whole', async () => {
    await days(80);
    expect(everTold('Marc')).toContain('évaluation');
    await story.tellsTheBot('Dirk', '/résumé');
    expect(told('Dirk')).toContain('Aucun fait noté');
    const cases = story.store.cases.ofGroup(story.group);
    expect(cases.map((c) => `${c.name} ${c.outcome ?? 'open'}`).sort()).toEqual([
      'Anne removed',
      'Bram open',
      'Cora dismissed',
    ]);
    for (const c of cases) expect(c.state.acts).toHaveLength(story.store.cases.acts(c.id).length);
    expect(verifyRecord(story.store.db)).toMatchObject({ ok: true });
  });

  it('June: the police withdraw their approval, and the group is put on announcements once somebody confirms it', async () => {
    const tightened = (): string[] =>
      story.deliveries.flatMap((d) => (d.type === 'tighten' ? [d.status] : []));
    await story.orders('Marc', '/charte retrait');
    expect(told('Dirk')).toContain('a retiré son accord');
    expect(tightened()).toEqual([]);
    await story.taps('Marc', 'cmd:do:announce:on');
    expect(tightened()).toEqual([]);
    await story.taps('Marc', 'cmd:yes');
    // The playground's room is open to whoever plays in it, and says so.
    expect(tightened()).toEqual([network.name === 'playground' ? 'impossible' : 'done']);
    await story.tellsTheBot('Dirk', '/statut');
    expect(told('Dirk').includes('annonces seules')).toBe(network.name !== 'playground');
  });
});
