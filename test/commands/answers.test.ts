import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandsOf, listCommands } from '../../src/commands/api.js';
import { policy } from '../../src/domain/group.js';
import { may, RIGHTS } from '../../src/domain/roles.js';
import { ROLES } from '../../src/domain/vocabulary.js';
import { office, SQUARE, type TestOffice } from './office.js';

describe('a command in the group', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('is taken away at once and answered privately: nobody learns of another’s infractions', async () => {
    o.infraction('anne');
    await o.shouts('cora', '/historique @Anne');
    expect(o.inGroup()).toEqual([expect.stringMatching(/^delete c\d+$/)]);
    expect(o.last('cora')).toContain('Anne dans « Rue du Moulin »');
    expect(o.told('anne')).toEqual([]);
    expect(o.told('bram')).toEqual([]);
  });

  it('of a member who may not is taken away too, and told kindly whose it is', async () => {
    const answer = await o.shouts('bram', '/avertir @Anne "fuite"');
    expect(o.inGroup()).toEqual(['delete c1']);
    expect(answer).toContain(
      'réservée à : coordinateur temporaire, coordinateur, mandaté de la police et chef de corps',
    );
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
  });

  it('that is misspelt gets the nearest one; what is no command at all is a message like any other', async () => {
    expect(await o.shouts('cora', '/avertri @Anne "fuite"')).toContain('/avertir');
    expect(o.inGroup()).toEqual(['delete c1']);
    await o.shouts('bram', '/voleur rue Haute');
    expect(o.inGroup()).not.toContain('delete c2 by command');
    expect(
      o
        .told('bram')
        .map((t) => t.text)
        .join(),
    ).not.toContain('commande');
  });

  it('means the poster of the message that it replies to', async () => {
    await o.shouts('cora', '/historique', { replyTo: { message: 'm9', sender: 'anne', text: 'x' } });
    expect(o.last('cora')).toContain('Anne');
  });

  it('is not done when it was made by an edit, or forwarded, or comes from history', async () => {
    expect(await o.shouts('cora', '/avertir @Anne "fuite"', { revision: 1 })).toContain('message modifié');
    await o.shouts('cora', '/avertir @Anne "fuite"', { history: true });
    await o.shouts('cora', '/avertir @Anne "fuite"', { forward: { times: 1 } });
    expect(o.told('cora')).toHaveLength(1);
  });

  it('in the name of the group is taken away, and the coordinator hears of it', async () => {
    await o.shouts('ghost', '/avertir @Anne "fuite"', {
      sender: { id: 'ghost', name: 'Groupe', anonymous: true },
    });
    expect(o.inGroup()).toEqual(['delete c1']);
    expect(o.last('cora')).toContain('au nom du groupe');
    await o.shouts('ghost', '/avertri @Anne "fuite"', {
      sender: { id: 'ghost', name: 'Groupe', anonymous: true },
    });
    expect(o.inGroup()).toEqual(['delete c1', 'delete c2']);
    expect(o.told('ghost')).toEqual([]);
  });

  it('of somebody who was suspended or removed is no command any more', async () => {
    o.engine.receive(o.comesOrGoes('left', 'cora'));
    expect(await o.says('cora', '/historique anne')).toContain('confidentiel');
    expect(await o.says('cora', '/résumé')).toContain('dans aucun groupe');
  });
});

describe('a command as people write it', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
    o.infraction('anne');
  });
  afterEach(() => o.close());

  it.each([
    'Bonjour, /historique @Anne',
    '@GardeFou /historique Anne',
    '!historique Anne',
    '@Anne /historique',
  ])('%s: leaves the group as well', async (text) => {
    await o.shouts('cora', text);
    expect(o.inGroup()).toEqual([expect.stringMatching(/^delete c\d+$/)]);
    expect(o.last('cora')).toContain('Anne dans « Rue du Moulin »');
  });

  it('needs no sign in private from whoever holds an office, and is asked about all the same', async () => {
    expect(await o.says('cora', 'Bonjour, avertir Anne pour fuite svp')).toContain('Inviter Anne');
    expect(await o.says('cora', 'oui')).toContain('Anne');
    expect(o.store.cases.ofGroup(o.group)).toHaveLength(1);
    expect(await o.says('cora', 'statut')).toContain('« Rue du Moulin »');
  });

  it('is no command without a sign where it may be an alarm, or where nobody holds an office', async () => {
    for (const text of ['Help!', 'sluit de deur, er is een inbreker', 'aide moi vite', 'exclure du monde'])
      o.engine.receive({ ...o.message('cora', text), chat: 'cora', scope: 'private' });
    for (const text of ['aide', 'historique', 'membres'])
      o.engine.receive({ ...o.message('anne', text), chat: 'anne', scope: 'private' });
    await o.engine.settled();
    const words = [...o.told('cora'), ...o.told('anne')].map((t) => t.text).join();
    expect(words).not.toMatch(/Voici ce que vous pouvez faire|Aucun signalement|De qui|mots de anne/);
  });

  it('that is misspelt is done with one tap, with all its words', async () => {
    expect(await o.says('cora', '/avertri @Anne "fuite"')).toContain('/avertir');
    expect(await o.taps('cora', '/avertir')).toContain('Inviter Anne');
    await o.taps('cora', 'Oui, confirmer');
    expect(o.store.cases.ofGroup(o.group).map((c) => c.reason)).toEqual(['fuite']);
  });

  it('that names somebody nearly is asked about, and never done to somebody else', async () => {
    o.engine.setMember(o.group, { person: 'peeters', name: 'Lotte Peeters', role: 'member', lang: 'fr' });
    expect(await o.says('cora', '/avertir Peters pour fuite')).toContain("De qui s'agit-il");
    expect(await o.taps('cora', 'Lotte Peeters')).toContain('Inviter Lotte Peeters');
    expect(await o.says('cora', '/avertir le voisin pour fuite')).toContain('Je ne trouve personne');
  });

  it('that lacks the kind of message keeps its text while it asks', async () => {
    await o.says('marc', '/diffuser Tous à la réunion jeudi à 19 h.');
    expect(o.labels('marc')).toEqual(['Chaud (urgent)', 'Froid (non urgent)', 'Crise', 'Intérêt général']);
    await o.taps('marc', 'Froid (non urgent)');
    await o.taps('marc', 'Oui, confirmer');
    expect(o.inGroup()).toEqual(['say: Message de la police :\nTous à la réunion jeudi à 19 h.']);
  });
});

describe('help', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('shows each role its commands and no others', async () => {
    const people = {
      anne: 'member',
      cora: 'coordinator',
      marc: 'mandatary',
      chef: 'chef-de-corps',
      otto: 'operator',
    } as const;
    for (const [who, role] of Object.entries(people)) {
      const lines = (await o.says(who, '/aide')).split('\n');
      for (const c of listCommands()) {
        if (c.name === 'act' || c.name === 'no-step') continue;
        const line = o.translate({ key: c.help }, 'fr');
        expect(lines.includes(line), `${role} ${c.name}`).toBe(c.rights.some((right) => may(role, right)));
      }
    }
  });

  it('never hides 101 and 112', async () => {
    expect(await o.says('anne', '/aide')).toContain('101');
  });

  it('is the same table for the console', () => {
    for (const role of ROLES)
      expect(commandsOf(role).map((c) => c.name)).toEqual(
        listCommands()
          .filter((c) => c.rights.some((right) => may(role, right)))
          .map((c) => c.name),
      );
    for (const c of listCommands()) for (const right of c.rights) expect(RIGHTS).toContain(right);
  });
});

describe('when several are possible', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office({ twoGroups: true });
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('asks which group, and does it there', async () => {
    expect(await o.says('marc', '/statut')).toContain('Pour quel groupe');
    expect(o.labels('marc')).toEqual(['Rue du Moulin', 'Place Verte']);
    expect(await o.taps('marc', 'Place Verte')).toContain('« Place Verte »');
  });

  it('does not ask when the words leave no doubt: the group’s title, or who is in one of them only', async () => {
    expect(await o.says('marc', '/statut de la Place Verte svp')).toContain('« Place Verte »');
    expect(await o.says('marc', '/historique dirk')).toContain('« Place Verte »');
    expect(await o.says('marc', '/historique anne')).toContain('« Rue du Moulin »');
    o.engine.setMember(o.square!, { person: 'anne9', name: 'Anne', role: 'member', lang: 'fr' });
    expect(await o.says('marc', '/historique anne')).toContain('Pour quel groupe');
    expect(await o.says('marc', '/diffuser froid Rendez-vous Place Verte.')).toContain('Pour quel groupe');
    expect(await o.says('marc', '/retirer "comme à la Place Verte"')).toContain('Pour quel groupe');
  });

  it('takes the group’s name for the button, for somebody may have more groups than there are buttons', async () => {
    for (let i = 1; i <= 12; i++) {
      const group = o.engine.setupGroup({
        channel: 'playground',
        chat: `g${i}`,
        title: `Quartier ${i}`,
        policy: policy({ lang: 'fr', mode: 'hold' }),
        recognition: null,
        policeApproval: null,
      });
      o.engine.setMember(group, { person: 'marc', name: 'Marc', role: 'mandatary', lang: 'fr' });
    }
    await o.says('marc', '/diffuser froid Réunion jeudi.');
    expect(o.last('marc')).toContain('Vous en avez 14');
    expect(o.labels('marc')).toHaveLength(10);
    expect(await o.says('marc', 'quartier 12')).toContain('1 groupe(s) : Quartier 12');
    await o.taps('marc', 'Oui, confirmer');
    expect(o.inGroup('g12')).toHaveLength(1);
    await o.says('marc', '/diffuser froid Réunion vendredi.');
    expect(await o.says('marc', 'Tous')).toContain('14 groupe(s)');
    await o.says('marc', '/statut');
    expect(await o.says('marc', 'quelque part')).not.toContain('« Quartier');
  });

  it('takes no thumb, and no reason, for a group whose title is a picture', async () => {
    o.store.db.prepare('UPDATE groups SET title = ? WHERE id = ?').run('🏠', o.square);
    expect(await o.says('marc', '/retirer "assez"')).toContain('Pour quel groupe');
    expect(await o.says('marc', '👍')).toContain('Pour quel groupe');
  });

  it('asks which person of that name', async () => {
    o.engine.setMember(o.group, { person: 'anne2', name: 'Anne Dubois', role: 'member', lang: 'fr' });
    o.engine.setMember(o.group, { person: 'anne3', name: 'Anne Maes', role: 'member', lang: 'fr' });
    await o.says('cora', '/avertir Anne D "fuite"');
    expect(o.last('cora')).toContain('Inviter Anne Dubois');
    await o.says('cora', '/historique Ann');
    expect(o.last('cora')).toContain("De qui s'agit-il");
    expect(o.labels('cora')).toEqual(['Anne', 'Anne Dubois', 'Anne Maes']);
    expect(await o.taps('cora', 'Anne Maes')).toContain('Anne Maes');
  });

  it('keeps somebody else’s buttons, and old ones, from doing anything', async () => {
    await o.says('marc', '/statut');
    const action = o.told('marc').at(-1)!.buttons[0]!.action;
    const before = o.told('cora').length;
    await o.press('cora', action);
    expect(o.told('cora')).toHaveLength(before);
    o.pass(16 * 60);
    const mine = o.told('marc').length;
    await o.press('marc', action);
    expect(o.told('marc')).toHaveLength(mine);
  });

  it('takes a typed yes or no for the button', async () => {
    await o.says('cora', '/avertir anne "fuite"');
    expect(await o.says('cora', 'non')).toContain("C'est annulé");
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
    await o.says('cora', '/avertir anne "fuite"');
    await o.says('cora', 'Oui.');
    expect(o.store.cases.ofGroup(o.group)).toHaveLength(1);
  });

  it('never lets a mandatary of one group act in another', async () => {
    expect(o.run('cora', 'history', { group: o.square!, person: o.person('dirk') }).ok).toBe(false);
    expect(o.run('cora', 'status', { group: o.square! }).word).toBe('no-right');
    expect(o.run('marc', 'status', { group: o.square! }).ok).toBe(true);
  });
});

describe('the police and the group', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office({ twoGroups: true });
    await o.engine.start();
  });
  afterEach(() => o.close());
  const inStreet = async (text: string): Promise<string> => {
    await o.says('marc', text);
    return o.taps('marc', 'Rue du Moulin');
  };

  it('withdraws and gives the habilitation, with a reason, and one tap takes it back', async () => {
    expect(await inStreet('/retirer')).toContain('raison');
    await inStreet('/retirer "trop de rumeurs"');
    expect(o.store.groups.byId(o.group)?.policy.sending).toBe('prior-authorisation');
    expect(o.inGroup()).toEqual([expect.stringContaining('la police autorise chaque message')]);
    expect(o.inGroup().join()).not.toContain('rumeurs');
    expect(o.last('cora')).toContain('trop de rumeurs');
    await o.taps('marc', 'Revenir en arrière');
    expect(o.store.groups.byId(o.group)?.policy.sending).toBe('habilitation');
    expect(o.store.habilitations.of(o.group).map((h) => h.given)).toEqual([true, false]);
  });

  it('authorises a message that waits, having read it, and no coordinator can', async () => {
    await inStreet('/retirer "trop de rumeurs"');
    await o.shouts('anne', 'bonsoir à tous');
    const held = o.store.holds.open(o.group)[0]!;
    expect(held.condition).toBe('authorisation');
    expect(o.run('cora', 'release', { hold: held.id, group: o.group }).word).toBe('no-right');
    await inStreet('/autoriser');
    expect(o.last('marc')).toContain('Publier ce message de Anne');
    expect(o.told('marc').at(-1)?.quote).toBe('bonsoir à tous');
    await o.taps('marc', 'Oui, confirmer');
    expect(o.store.holds.open(o.group)).toEqual([]);
    expect(o.inGroup().at(-1)).toContain('bonsoir à tous');
  });

  it('refuses one with a reason that its author hears', async () => {
    await inStreet('/retirer "trop de rumeurs"');
    await o.shouts('anne', 'bonsoir à tous');
    await inStreet('/refuser "hors sujet"');
    await o.taps('marc', 'Oui, confirmer');
    expect(o.last('anne')).toContain('hors sujet');
  });

  it('sends a message to all its groups, word for word, and hears where it arrived', async () => {
    const text = 'Alerte : évitez le centre.\n\nFermez portes et fenêtres, "sans attendre".';
    await o.says('marc', `/diffuser crise tous ${text}`);
    expect(o.last('marc')).toContain('2 groupe(s) : Rue du Moulin et Place Verte');
    o.answerWith((d) =>
      d.type === 'say' && o.seen.some((s) => s.delivery.type === 'say')
        ? { status: 'impossible', reason: 'gone' }
        : { status: 'done', message: 'x' },
    );
    await o.taps('marc', 'Oui, confirmer');
    expect(o.inGroup()[0]).toBe(`say: Message des autorités, mot pour mot :\n${text}`);
    expect(o.inGroup(SQUARE)[0]).toContain(text);
    const [row] = o.store.broadcasts.ofGroup(o.group);
    expect(row?.groups.map((g) => g.status).sort()).toEqual(['done', 'impossible']);
    o.pass(700);
    await o.engine.settled();
    expect(o.last('marc')).toContain('1 groupe(s) sur 2');
    expect(o.last('marc')).not.toContain('terrain de jeu');
    expect(o.last('marc')).toContain('Pas arrivé dans');
  });

  it('warns that social media do not suit urgent messages to residents, and of a relay that was altered', async () => {
    await o.says('marc', '/diffuser chaud cambriolages en cours rue Haute');
    await o.taps('marc', 'Rue du Moulin');
    expect(o.last('marc')).toContain('art. 9 b');
    await o.orders('maire', '/diffuser crise Fermez portes et fenêtres jusqu’à 18 heures');
    await o.says('maire', '/diffuser crise Fermez portes et fenêtres jusqu’à 20 heures');
    expect(o.last('maire')).toContain('mot pour mot');
    expect(o.last('maire')).toContain('18 heures');
    expect(await o.says('maire', '/diffuser froid bonjour')).toContain('crise');
  });

  it('sends it at once and by itself, however lately the bot spoke and whatever else it has to say', async () => {
    o.engine.changePolicy(o.group, { speakEverySeconds: 600 });
    await inStreet('/retirer "trop de rumeurs"');
    await inStreet('/habiliter "tout va bien"');
    expect(o.inGroup()).toHaveLength(1);
    await o.orders('maire', '/diffuser crise Fermez portes et fenêtres.');
    expect(o.inGroup().at(-1)).toBe('say: Message des autorités, mot pour mot :\nFermez portes et fenêtres.');
    o.pass(1300);
    await o.engine.settled();
    expect(o.inGroup().at(-1)).not.toContain('Fermez');
    expect(o.inGroup()).toHaveLength(3);
  });

  it('points out a crisis message that somebody passes on by hand in other words', async () => {
    const official = 'Incendie rue Haute : fermez portes et fenêtres jusqu’à 18 heures et écoutez la radio.';
    await o.orders('maire', `/diffuser crise ${official}`);
    await o.shouts('anne', official.replace('18', '20'));
    expect(o.told('anne').at(-1)?.quote).toBe(official);
    expect(o.engine.reviews(o.group).map((r) => r.rule)).toEqual(['altered-relay']);
    await o.shouts('bram', official);
    expect(o.told('bram')).toEqual([]);
  });

  it('closes a report', async () => {
    await o.shouts('anne', 'Homme louche rue Haute, 101 prévenu');
    expect(o.store.threads.openOf(o.group)).toHaveLength(1);
    expect(await o.says('cora', '/clôturer')).toContain('clôturé');
    expect(o.store.threads.openOf(o.group)).toEqual([]);
  });
});

describe('registration', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('tells what is missing and why the bot only observes', async () => {
    expect(await o.says('cora', '/statut')).toContain('Il manque à la charte 22 point(s)');
    await o.orders('marc', '/charte retrait');
    const status = await o.says('cora', '/statut');
    expect(status).toContain("J'observe seulement");
    expect(status).toContain("l'accord de la police");
    expect(await o.says('cora', '/charte accord P-9')).toContain('notés par la police');
    await o.says('marc', '/charte accord P-9 2026-03-01');
    expect(o.store.groups.byId(o.group)?.policeApproval).toEqual({
      reference: 'P-9',
      by: 'Marc',
      date: '2026-03-01',
    });
    expect(await o.says('cora', '/statut')).not.toContain("J'observe seulement");
  });

  it('takes a whole charter from the console, and keeps what the SPF Intérieur must hear', async () => {
    const charter = { variant: 'residents', name: 'PLP Moulin', sentToInterior: '2026-01-16' };
    expect(o.run('cora', 'register', { what: 'charter', charter: JSON.stringify(charter) }).ok).toBe(true);
    expect(o.run('cora', 'register', { what: 'charter', charter: '{"naam":1}' }).ok).toBe(false);
    const moved = { ...charter, area: 'Rue du Moulin' };
    o.run('cora', 'register', { what: 'charter', charter: JSON.stringify(moved) });
    expect(o.store.registrations.openChanges(o.group).map((c) => c.item)).toEqual(['area']);
    await o.says('marc', '/charte communiqué');
    expect(o.store.registrations.openChanges(o.group)).toEqual([]);
  });
});

describe('roles', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('are given by whom the circular names, with a reason, and the register keeps it', async () => {
    await o.orders('marc', '/rôle @Bram coordinateur "élu à l\'assemblée"');
    expect(o.store.members.get(o.group, o.person('bram'))?.role).toBe('coordinator');
    expect(o.last('bram')).toContain('coordinateur');
    const grant = o.store.roleGrants.of(o.group).at(-1);
    expect(grant).toMatchObject({
      name: 'Bram',
      role: 'coordinator',
      by: 'marc',
      reason: "élu à l'assemblée",
    });
    await o.taps('marc', 'Revenir en arrière');
    expect(o.store.members.get(o.group, o.person('bram'))?.role).toBe('member');
  });

  it('can’t be taken by oneself, nor given beyond one’s own', async () => {
    expect(await o.says('marc', '/rôle @Marc membre "assez"')).toContain('son propre rôle');
    expect(await o.says('cora', '/rôle @Bram mandaté "ami"')).toContain('confie à quelqu');
    expect(await o.says('anne', '/rôle @Anne coordinateur "moi"')).toContain('réservée');
  });
});

describe('one’s own data', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('are shown and handed out, and nobody else’s', async () => {
    o.infraction('anne');
    o.infraction('bram');
    expect(await o.says('anne', '/historique')).toContain('mots de anne');
    expect(await o.says('anne', '/historique bram')).toContain('confidentiel');
    await o.says('anne', '/exporter');
    const file = o.seen.map((s) => s.delivery).findLast((d) => d.type === 'send-file');
    if (file?.type !== 'send-file') throw new Error('no file was sent');
    const data = new TextDecoder().decode(await file.read());
    expect(JSON.parse(data).groups[0].infractions).toHaveLength(1);
    expect(data).not.toContain('bram');
  });

  it('are erased after a confirmation, unless a case needs them', async () => {
    o.infraction('bram');
    await o.orders('cora', '/avertir bram "fuite"');
    expect(await o.says('bram', '/effacer')).toContain('RGPD');
    o.infraction('anne');
    await o.orders('anne', '/effacer');
    expect(o.last('anne')).toContain("C'est effacé");
    expect(o.store.persons.find('playground', 'anne')).toBeNull();
    const kept = JSON.stringify(o.store.db.prepare('SELECT * FROM ledger_evidence').all());
    expect(kept).not.toContain('mots de anne');
    expect(await o.says('cora', '/effacer')).toContain('fonction');
  });
});

describe('the summary', () => {
  it('counts without naming anybody', async () => {
    const o = office();
    await o.engine.start();
    o.infraction('anne');
    o.infraction('anne', 'leak', 30);
    const text = await o.says('cora', '/résumé');
    expect(text).toContain('Faits notés : 1');
    expect(text).not.toContain('Anne');
    expect(await o.says('sofie', '/résumé')).not.toContain('Dossiers');
    await o.close();
  });
});

describe('pointing to a message', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());
  const reply = (sender: string) => ({ replyTo: { message: 'm9', sender, text: 'un message douteux' } });

  it('is for everybody, goes to the coordinator alone, and names nobody', async () => {
    expect(await o.shouts('anne', '/attirer', reply('bram'))).toContain('sans votre nom');
    expect(o.inGroup()).toEqual([expect.stringMatching(/^delete/)]);
    expect(o.told('cora').at(-1)?.quote).toBe('un message douteux');
    expect(o.last('cora')).not.toContain('Anne');
    expect(o.told('bram')).toEqual([]);
    expect(o.store.reviews.open(o.group, 5)[0]).toMatchObject({ rule: 'flagged', member: 'bram' });
    expect(await o.says('dirk', '/attirer "x"')).toContain('dans aucun groupe');
  });

  it('is passed on once, and what a coordinator wrote goes to the mandatary', async () => {
    await o.shouts('anne', '/attirer', reply('bram'));
    expect(await o.shouts('sofie', '/attirer', reply('bram'))).toContain('déjà signalé');
    expect(o.told('cora')).toHaveLength(1);
    await o.shouts('anne', '/attirer', {
      replyTo: { message: 'm8', sender: 'cora', text: 'autre chose' },
    });
    expect(o.told('cora')).toHaveLength(1);
    expect(o.told('marc').at(-1)?.quote).toBe('autre chose');
  });
});

describe('what a number alone must not open', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office({ twoGroups: true });
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('people of another group, cases of another group', async () => {
    const dirk = o.person('dirk');
    expect(o.run('cora', 'warn', { group: o.group, person: dirk, reason: 'fuite' }).word).toBe('nobody');
    o.run('marc', 'warn', { group: o.square!, person: dirk, reason: 'fuite' });
    const [foreign] = o.store.cases.ofGroup(o.square!);
    expect(foreign?.name).toBe('dirk');
    expect(o.run('cora', 'act', { case: foreign!.id, act: 'note-talk', attended: true }).ok).toBe(false);
    expect(await o.says('cora', `/dossier ${foreign!.id}`)).not.toContain('dirk');
    expect(await o.says('marc', `/dossier ${foreign!.id}`)).toContain('dirk');
  });

  it('a temporary coordinator who is of the police, or not in the group', async () => {
    o.run('marc', 'warn', { group: o.group, person: o.person('cora'), reason: 'négligence' });
    for (const [who, fields] of [
      ['chef', { act: 'note-interview', note: '', passesOver: 'gravité' }],
      ['chef', { act: 'advise-dismissal', reason: 'destitution' }],
      ['maire', { act: 'dismiss', reason: 'manquements' }],
      ['chef', { act: 'appeal', receivedAt: o.now(), by: 'e-mail' }],
    ] as const)
      expect(o.run(who, 'act', { case: 1, ...fields }).word).toBe('done');
    expect(o.run('sofie', 'act', { case: 1, act: 'name-temporary', person: o.person('marc') }).word).toBe(
      'nobody',
    );
    expect(o.run('sofie', 'act', { case: 1, act: 'name-temporary', person: o.person('dirk') }).word).toBe(
      'nobody',
    );
    expect(o.run('sofie', 'act', { case: 1, act: 'name-temporary', person: o.person('bram') }).word).toBe(
      'done',
    );
  });
});

describe('whoever is out of the group', () => {
  it('by another administrator’s hand is noted with who did it, and those who decide hear what art. 8 c asks for', async () => {
    const o = office();
    await o.engine.start();
    o.engine.receive(o.comesOrGoes('left', 'bram', 'cora'));
    await o.engine.settled();
    expect(o.last('marc')).toContain('Cora a retiré Bram');
    expect(o.last('marc')).toContain('art. 8 c');
    expect(o.told('bram')).toEqual([]);
    expect(o.inGroup()).toEqual([]);
    expect(await o.says('marc', '/historique bram')).toContain('par Cora');
    // Whoever leaves by themselves is nobody's business.
    const before = o.told('marc').length;
    o.engine.receive(o.comesOrGoes('left', 'anne'));
    o.engine.receive(o.comesOrGoes('left', 'sofie', 'sofie'));
    await o.engine.settled();
    expect(o.told('marc')).toHaveLength(before);
    o.engine.receive(o.comesOrGoes('joined', 'bram'));
    expect(await o.says('marc', '/historique bram')).not.toContain('par Cora');
    // An office that is suspended later changes nothing of it.
    o.engine.receive(o.comesOrGoes('left', 'cora', 'chef'));
    await o.orders('marc', '/exclure cora 2 semaines PV 1/2026 "menaces"');
    expect(o.store.members.get(o.group, o.person('cora'))?.role).toBe('member');
    expect(await o.says('marc', '/historique cora')).toContain('par Chef');
    await o.close();
  });

  it('by a step of a case is not told as something done by hand', async () => {
    const o = office();
    await o.engine.start();
    await o.orders('marc', '/exclure bram 2 semaines PV 1/2026 "menaces"');
    o.engine.receive(o.comesOrGoes('left', 'bram', 'the-bot'));
    await o.engine.settled();
    expect(o.last('cora')).not.toContain('à la main');
    expect(await o.says('marc', '/historique bram')).not.toContain('à la main');
    await o.close();
  });

  it('can still see and take along what concerns them, and nothing else', async () => {
    const o = office();
    await o.engine.start();
    o.infraction('bram');
    await o.orders('marc', '/exclure bram 2 semaines PV 1/2026 "menaces"');
    expect(o.store.members.list(o.group).map((m) => m.identity)).not.toContain('bram');
    expect(await o.says('bram', '/historique')).toContain('mots de bram');
    expect(await o.says('bram', '/historique anne')).toContain('confidentiel');
    expect(await o.says('bram', '/statut')).toContain('aucun groupe');
    await o.days(15);
    const there = () => o.store.members.list(o.group).map((m) => m.identity);
    // Let in again, and on the register once the network says that they are there.
    expect(o.inGroup()).toContain('readmit bram');
    expect(there()).not.toContain('bram');
    o.engine.receive(o.comesOrGoes('joined', 'bram'));
    expect(there()).toContain('bram');
    await o.close();
  });
});
