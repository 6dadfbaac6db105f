import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { office, type TestOffice } from './office.js';

describe('the ladder by commands', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('invites to the talk after a confirmation, tells the member privately and nothing in the group', async () => {
    o.infraction('anne');
    const question = await o.says('cora', '/avertir @Anne "a partagé le message ailleurs"');
    expect(question).toContain('Inviter Anne');
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
    const answer = await o.taps('cora', 'Oui, confirmer');
    expect(answer).toContain("Anne est invité à l'entretien (dossier 1)");
    expect(o.last('anne')).toContain('Art. 8 c');
    expect(o.last('anne')).toContain('a partagé le message ailleurs');
    expect(o.inGroup()).toEqual([]);
    expect(o.store.cases.evidence(1)).toHaveLength(1);
  });

  it('leads by two signatures and the visa to the removal, which is then carried out', async () => {
    await o.orders('cora', '/avertir anne "fuite"');
    await o.orders('marc', '/dossier 1 tenu "a compris"');
    expect(await o.orders('marc', '/avertir anne "deux rappels sans effet"')).toContain('chef de corps');
    expect(o.last('chef')).toContain('décidez de la réprimande');
    await o.orders('chef', '/avertir anne "il faut que cela cesse"');
    expect(o.last('anne')).toContain('réprimande écrite');
    await o.orders('cora', '/exclure anne définitivement "rien n\'a changé"');
    expect(o.last('marc')).toContain('attend votre signature');
    await o.taps('marc', 'Signer');
    await o.taps('marc', 'Oui, confirmer');
    expect(o.inGroup()).toEqual([]);
    expect(o.last('chef')).toContain('attend votre visa');
    await o.taps('chef', 'Viser');
    await o.taps('chef', 'Oui, confirmer');
    expect(o.inGroup()).toEqual(['remove-member anne']);
    expect(o.last('anne')).toContain('renvoyé définitivement');
    expect(o.store.cases.byId(1)?.outcome).toBe('removed');
  });

  it('refuses what lacks its condition before it asks for a confirmation', async () => {
    expect(await o.says('marc', '/exclure bram 2 semaines "menaces"')).toContain('procès-verbal');
    expect(o.labels('marc')).toEqual([]);
    expect(await o.says('chef', '/avertir bram "menaces"')).toContain('avis du mandaté');
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
  });

  it('excludes for a time with the number of the report, and lets the member back in by itself', async () => {
    await o.orders('marc', '/exclure bram 2 semaines PV 12/2026 "menaces envers un voisin"');
    expect(o.inGroup()).toEqual(['remove-member bram']);
    expect(o.last('bram')).toContain('16 mars 2026');
    await o.days(13);
    expect(o.inGroup()).toEqual(['remove-member bram']);
    await o.days(2);
    expect(o.inGroup()).toEqual(['remove-member bram', 'readmit bram']);
    expect(o.last('bram')).toContain('a pris fin');
    expect(o.store.cases.byId(1)?.state.exclusion).toBeNull();
  });

  it('takes a temporary exclusion back with one tap', async () => {
    await o.orders('marc', '/exclure bram 2 semaines PV 12/2026 "menaces"');
    await o.taps('marc', 'Revenir en arrière');
    expect(o.inGroup()).toEqual(['remove-member bram', 'readmit bram']);
  });

  it('rehearses without doing anything', async () => {
    const answer = await o.says('cora', '/avertir anne "fuite" essai');
    expect(answer).toContain('Essai');
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
    expect(o.told('anne')).toEqual([]);
  });

  it('is done once when the same event comes twice', async () => {
    await o.says('cora', '/avertir anne "fuite"');
    const press = o.press.bind(o);
    const action = o.told('cora').at(-1)!.buttons[0]!.action;
    await press('cora', action);
    await press('cora', action);
    expect(o.store.cases.ofGroup(o.group)).toHaveLength(1);
    expect(o.told('anne')).toHaveLength(1);
  });

  it('annuls an infraction with a reason, tells the member, and it counts no more', async () => {
    const seq = o.infraction('anne');
    expect(await o.says('cora', `/annuler #${seq}`)).toContain('raison');
    await o.orders('cora', `/annuler #${seq} "une blague entre voisins"`);
    expect(o.last('anne')).toContain('est annulé');
    expect(o.store.infractions.of(o.group, o.person('anne'))).toEqual([]);
    expect(await o.says('cora', `/annuler #${seq} "encore"`)).toContain('déjà annulé');
  });

  it('proposes a step to those who decide, once, and hears their no', async () => {
    o.infraction('anne');
    o.infraction('anne');
    await o.says('cora', '/aide');
    await o.days(1);
    expect(o.last('cora')).toContain('2 fait(s) noté(s)');
    expect(o.last('marc')).toContain('entretien');
    expect(o.told('anne')).toEqual([]);
    const before = o.told('cora').length;
    await o.taps('cora', 'Aucune suite');
    await o.days(3);
    expect(o.told('cora')).toHaveLength(before + 1);
    o.infraction('anne');
    await o.days(1);
    expect(o.last('cora')).toContain('3 fait(s) noté(s)');
  });

  it('reminds those who must act before a deadline and after it', async () => {
    await o.orders('cora', '/avertir anne "fuite"');
    const before = o.told('marc').length;
    await o.days(12);
    expect(o.told('marc').length).toBe(before + 1);
    await o.days(4);
    expect(o.last('marc')).toContain('Ce jour est passé');
  });
});

describe('a coordinator’s case', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
    await o.orders('marc', '/avertir cora "messages racistes tolérés"');
  });
  afterEach(() => o.close());

  it('is none of the other members’ or the operator’s business', async () => {
    for (const who of ['anne', 'otto']) {
      expect(await o.says(who, '/dossier 1')).toContain('réservée');
    }
    expect(await o.says('maire', '/dossier 1')).toContain('Cora');
  });

  it('runs to dismissal, appeal and a new coordinator', async () => {
    await o.orders('marc', '/dossier 1 tenu');
    await o.orders('marc', '/avertir cora "cela continue"');
    await o.orders('chef', '/avertir cora "cela continue"');
    await o.orders('chef', '/dossier 1 audition "entendue ce jour"');
    await o.orders('chef', '/dossier 1 avisdestitution "destitution conseillée"');
    await o.orders('maire', '/dossier 1 destituer "manquements répétés"');
    expect(o.last('cora')).toContain('trois semaines');
    expect(o.store.members.get(o.group, o.person('cora'))?.role).toBe('member');
    expect(await o.says('cora', '/avertir anne "x y z"')).toContain('réservée');
    await o.orders('maire', '/dossier 1 copie');
    await o.days(10);
    await o.orders('chef', '/dossier 1 recours recommandé');
    expect(o.last('cora')).toContain('30 jours');
    expect(await o.orders('sofie', '/dossier 1 temporaire @Bram')).toContain('noté');
    expect(o.store.members.get(o.group, o.person('bram'))?.role).toBe('temporary-coordinator');
    await o.days(20);
    await o.orders('chef', '/dossier 1 confirmé "la commission confirme"');
    await o.orders('sofie', '/dossier 1 assemblée');
    await o.orders('sofie', '/dossier 1 élu @Anne');
    expect(o.store.members.get(o.group, o.person('anne'))?.role).toBe('coordinator');
    expect(o.store.members.get(o.group, o.person('bram'))?.role).toBe('member');
    expect(o.store.cases.byId(1)?.outcome).toBe('dismissed');
  });

  it('lapses by itself when no appeal comes in three weeks', async () => {
    await o.orders('chef', '/dossier 1 audition "entendue" "faits d\'une gravité exceptionnelle"');
    await o.orders('chef', '/dossier 1 avisdestitution "destitution conseillée"');
    await o.orders('maire', '/dossier 1 destituer "manquements"');
    await o.days(21);
    expect(o.store.cases.byId(1)?.state.appealLapsed).toBe(false);
    await o.days(2);
    expect(o.store.cases.byId(1)?.state.appealLapsed).toBe(true);
    expect(o.last('sofie')).toContain('assemblée générale');
  });
});
