import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = world();
  await w.engine.start();
});
afterEach(() => w.close());

describe('a one-time code, written to the bot in private', () => {
  it('gives the office, says what one may do now, and is noted', async () => {
    await w.bound();
    const answer = await w.says(
      'marc',
      `Bonjour, voici mon code : ${w.code({ role: 'mandatary' }).toLowerCase()}`,
    );
    expect(answer).toContain('Bienvenue, Marc. Votre rôle : mandaté');
    expect(answer).toContain('/exclure');
    expect(w.role('marc', '-100')).toBe('mandatary');
    const group = w.store.groups.byChat('telegram', '-100')!.id;
    expect(w.store.roleGrants.of(group).at(-1)).toMatchObject({
      name: 'Marc',
      role: 'mandatary',
      by: 'setup',
    });
  });

  it('works once', async () => {
    await w.bound();
    const code = w.code({ role: 'mandatary' });
    await w.says('marc', code);
    expect(await w.says('mallory', code)).toContain('ne vaut plus');
    expect(w.role('mallory', '-100')).toBe(null);
  });

  it('is too old after two days', async () => {
    await w.bound();
    const code = w.code();
    w.pass(48 * 3_600_000 + 1);
    expect(await w.says('zoe', code)).toContain('ne vaut plus');
    expect(w.role('zoe', '-100')).toBe(null);
  });

  it('is kept as a digest alone', () => {
    const code = w.code();
    const kept = JSON.stringify(w.store.db.prepare('SELECT * FROM enrolment_codes').all());
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replace('-', ''));
  });

  it('is not listened to after five that were none, not even the right one; an hour later it is', async () => {
    await w.bound();
    const code = w.code();
    for (const wrong of ['2222-CDFG', '3333-CDFG', '4444-CDFG', '5555-CDFG', '7777-CDFG'])
      expect(await w.says('zoe', wrong)).toContain('Je ne connais pas ce code');
    expect(await w.says('zoe', code)).toBe('');
    expect(w.role('zoe', '-100')).toBe(null);
    expect(await w.says('yves', '8888-CDFG')).toContain('Je ne connais pas ce code');
    w.pass(3_600_001);
    expect(await w.says('zoe', code)).toContain('Bienvenue');
  });

  it('in a long message about something else is only a word: the emergency is answered', async () => {
    w.code();
    const alarm =
      'Homme louche devant le numéro 12, il essaie les portières, la voiture porte 2K5D 7T9R sur le côté';
    expect(await w.says('zoe', alarm)).toContain('101');
  });

  it('holds for groups that are bound later', async () => {
    expect(await w.office('marc', 'mandatary')).toContain('Aucun groupe');
    await w.bound('-200');
    expect(w.role('marc', '-200')).toBe('mandatary');
  });

  it('given by somebody who has lost the right meanwhile gives nothing', async () => {
    const group = await w.bound();
    await w.office('marc', 'mandatary');
    const answer = await w.says('marc', '/inviter coordinateur');
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer)![0];
    w.store.members.setRole(group, w.person('marc'), 'member', 'fr', 'setup', w.now());
    expect(await w.says('zoe', code)).toContain('ne vaut plus');
    expect(w.role('zoe', '-100')).toBe(null);
  });

  it('tells its giver who used it', async () => {
    await w.bound();
    await w.office('marc', 'mandatary');
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await w.says('marc', '/inviter coordinateur'))![0];
    expect(await w.says('marc', code)).toContain("pour quelqu'un d'autre");
    await w.says('zoe', code);
    expect(w.role('zoe', '-100')).toBe('coordinator');
    expect(w.last('marc')).toContain('Zoe a utilisé votre code : coordinateur');
  });

  it('is unused, and nothing given, when the program dies in the middle of it; then it works', async () => {
    await w.bound();
    const code = w.code({ role: 'mandatary' });
    const add = w.store.outbox.add;
    w.store.outbox.add = () => {
      throw new Error('killed');
    };
    await w.says('marc', code);
    w.store.outbox.add = add;
    expect(w.role('marc', '-100')).toBe(null);
    const [failed] = w.engine.failed();
    expect(w.engine.retryFailed(failed!.inbox)).toBe(true);
    await w.engine.settled();
    expect(w.last('marc')).toContain('Bienvenue, Marc');
    expect(w.role('marc', '-100')).toBe('mandatary');
  });

  it('is used once even when its message comes twice', async () => {
    await w.bound();
    const code = w.code({ role: 'mandatary' });
    const event = {
      type: 'message',
      channel: 'telegram',
      chat: 'marc',
      scope: 'private',
      at: w.now(),
      message: 'same',
      revision: 0,
      sender: { id: 'marc', name: 'Marc' },
      text: code,
      media: [],
    } as const;
    await w.receive({ ...event, media: [] });
    await w.receive({ ...event, media: [] });
    expect(w.tells('marc')).toHaveLength(1);
    expect(w.last('marc')).toContain('Bienvenue');
  });
});

describe('/invite', () => {
  it('gives no code for an office that one may not give', async () => {
    await w.bound();
    expect(await w.says('cora', '/inviter mandataire')).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(await w.says('cora', '/inviter comité')).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('everywhere gives the office in every group, also on the network that its giver is not on', async () => {
    await w.bound('-100');
    await w.office('marc', 'mandatary');
    await w.office('49@wa', 'coordinator', { channel: 'whatsapp' });
    await w.shouts('49@wa', 'g@wa', '/rattacher', { channel: 'whatsapp' });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await w.says('marc', '/inviter coordinateur partout'))![0];
    expect(await w.says('32@wa', code, { channel: 'whatsapp' })).toContain('Bienvenue');
    expect(w.role('32@wa', 'g@wa', 'whatsapp')).toBe('coordinator');
  });

  it('everywhere is not for somebody who has the right in one group only', async () => {
    const group = await w.bound('-100');
    await w.shouts('cora', '-200', '/rattacher');
    const code = w.code({ role: 'mandatary', groups: [group] });
    await w.says('marc', code);
    expect(await w.says('marc', '/inviter coordinateur partout')).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(await w.says('marc', '/inviter coordinateur')).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('in a group is taken away and answered in private', async () => {
    await w.bound();
    await w.shouts('cora', '-100', '/inviter comité');
    expect(w.done('-100')).toContain(`delete ${w.lastMessage()}`);
    expect(w.last('cora')).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });
});

describe('a code that was written in a group by mistake', () => {
  it('is taken away, worth nothing, and its giver is told', async () => {
    await w.bound();
    await w.office('marc', 'mandatary');
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await w.says('marc', '/inviter coordinateur'))![0];
    await w.shouts('zoe', '-100', `merci pour le code ${code}`);
    expect(w.done('-100')).toContain(`delete ${w.lastMessage()}`);
    expect(w.last('zoe')).toContain('en privé');
    expect(w.last('marc')).toContain('écrit dans le groupe');
    expect(await w.says('zoe', code)).toContain('ne vaut plus');
  });
});

describe('one person on two networks', () => {
  it('holds an office of the partnership on both after /link', async () => {
    await w.bound('-100');
    await w.office('marc', 'mandatary');
    // The other group is on the other network; nobody there is the mandatary yet.
    await w.office('49@wa', 'coordinator', { channel: 'whatsapp' });
    await w.shouts('49@wa', 'g@wa', '/rattacher', { channel: 'whatsapp' });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await w.says('marc', '/lier'))![0];
    expect(await w.says('32@wa', code, { channel: 'whatsapp' })).toContain('une seule personne');
    expect(w.role('32@wa', 'g@wa', 'whatsapp')).toBe('mandatary');
    expect(w.role('marc', '-100')).toBe('mandatary');
    expect(w.last('marc')).toContain('lié');
  });

  it('does not link an identity with itself, nor after a quarter of an hour', async () => {
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await w.says('marc', '/lier'))![0];
    expect(await w.says('marc', code)).toContain('autre messagerie');
    w.pass(15 * 60_000 + 1);
    expect(await w.says('32@wa', code, { channel: 'whatsapp' })).toContain('ne vaut plus');
  });
});
