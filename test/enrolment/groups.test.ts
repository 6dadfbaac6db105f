import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = world();
  await w.engine.start();
});
afterEach(() => w.close());
const CODE = /[0-9A-Z]{4}-[0-9A-Z]{4}/;
const groupOf = (chat: string) => w.store.groups.byChat('telegram', chat)!;

describe('a group is bound', () => {
  it('by its coordinator with /bind, and privately learns what is missing', async () => {
    await w.office('cora', 'coordinator');
    await w.group('-100', { what: 'bot-added' });
    await w.group('-100', { what: 'title', title: 'Rue du Moulin' });
    await w.group('-100', { what: 'bot-rights', missing: ['delete-messages'] });
    await w.group('-100', { what: 'closedness', problems: ['public-name', 'other-bots'] });
    const answer = await w.shouts('cora', '-100', '/rattacher');
    expect(answer).toContain('« Rue du Moulin » est rattaché à PLP Moulin');
    expect(answer).toContain('retirer des messages');
    expect(answer).toContain('tout le monde peut le trouver et un autre bot y lit tout');
    expect(w.done('-100')).toContain(`delete ${w.lastMessage()}`);
    expect(w.role('cora', '-100')).toBe('coordinator');
    expect(w.store.registrations.charter(groupOf('-100').id)).toMatchObject({
      name: 'PLP Moulin',
      commune: 'Verviers',
      initiator: 'Irma Lambert',
    });
  });

  it('by a group code that its coordinator posts, which is taken away and used up', async () => {
    await w.bound('-100');
    const code = CODE.exec(await w.says('cora', '/inviter groupe'))![0];
    await w.group('-200', { what: 'bot-added' });
    expect(await w.shouts('cora', '-200', code)).toContain('rattaché à PLP Moulin');
    expect(w.done('-200')).toContain(`delete ${w.lastMessage()}`);
    await w.group('-300', { what: 'bot-added' });
    await w.shouts('cora', '-300', code);
    expect(w.store.partnerships.belonging(groupOf('-300').id)?.state).toBe('waiting');
  });

  it('not by somebody without an office: the code is void, its giver told', async () => {
    await w.bound('-100');
    const code = CODE.exec(await w.says('cora', '/inviter groupe'))![0];
    await w.group('-200', { what: 'bot-added' });
    expect(await w.shouts('mallory', '-200', code)).toContain('sous leur propre nom');
    expect(w.store.partnerships.belonging(groupOf('-200').id)?.state).toBe('waiting');
    expect(w.last('cora')).toContain('écrit dans le groupe');
    await w.shouts('cora', '-200', code);
    expect(w.store.partnerships.belonging(groupOf('-200').id)?.state).toBe('waiting');
  });

  it('not in the group’s own name', async () => {
    await w.bound('-100');
    const code = CODE.exec(await w.says('cora', '/inviter groupe'))![0];
    await w.group('-200', { what: 'bot-added' });
    await w.shouts('-200', '-200', code, { sender: { id: '-200', name: 'Groupe', anonymous: true } });
    expect(w.store.partnerships.belonging(groupOf('-200').id)?.state).toBe('waiting');
  });

  it('once, and by one partnership', async () => {
    await w.bound('-100');
    expect(await w.shouts('cora', '-100', '/rattacher')).toContain('déjà rattaché à votre partenariat');
    const other = w.store.partnerships.add(
      {
        name: 'PLP Autre',
        zone: 'Z',
        commune: 'C',
        variant: 'residents',
        lang: 'fr',
        initiator: '',
      },
      w.now(),
    );
    await w.says('otto', w.code({ partnership: other }));
    expect(await w.shouts('otto', '-100', '/rattacher')).toContain('un autre partenariat');
  });

  it('also where the bot heard nothing before the code', async () => {
    await w.office('32@wa', 'coordinator', { channel: 'whatsapp' });
    const answer = await w.shouts('32@wa', 'g@wa', '/rattacher', { channel: 'whatsapp' });
    expect(answer).toContain('rattaché à PLP Moulin');
    expect(w.role('32@wa', 'g@wa', 'whatsapp')).toBe('coordinator');
  });
});

describe('a group that nobody binds', () => {
  it('is told once how, is not looked at, and is left after a day', async () => {
    await w.group('-100', { what: 'bot-added' });
    expect(w.done('-100')).toHaveLength(1);
    expect(w.done('-100')[0]).toContain('say: Bonjour. Ce groupe n');
    await w.shouts('zoe', '-100', 'Homme louche, plaque 1-ABC-234');
    expect(w.engine.counts(groupOf('-100').id)).toEqual([]);
    w.pass(DAY);
    await w.shouts('zoe', '-100', 'encore');
    expect(w.done('-100').at(-1)).toBe('leave-group');
  });

  it('stays once it is bound', async () => {
    await w.office('cora', 'coordinator');
    await w.group('-100', { what: 'bot-added' });
    await w.shouts('cora', '-100', '/rattacher');
    await w.days(2);
    expect(w.done('-100')).not.toContain('leave-group');
  });

  it('on WhatsApp hears nothing and is not left', async () => {
    await w.group('g@wa', { what: 'bot-added' }, 'whatsapp');
    await w.days(2);
    expect(w.done('g@wa')).toEqual([]);
  });
});

describe('a bound group that opens', () => {
  it('is told to the coordinator once', async () => {
    await w.bound('-100');
    const before = w.tells('cora').length;
    await w.group('-100', { what: 'closedness', problems: ['joins-without-approval'] });
    await w.group('-100', { what: 'closedness', problems: ['joins-without-approval'] });
    expect(w.tells('cora')).toHaveLength(before + 1);
    expect(w.last('cora')).toContain('on y entre sans être accepté');
  });
});
