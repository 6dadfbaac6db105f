/** The whole program on Telegram, while things go wrong: nobody's report is lost, nothing is done twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GroupPolicy } from '../../../src/domain/group.js';
import { type Neighbourhood, neighbourhood } from '../../stories/neighbourhood.js';
import { type TelegramStoryWorld, telegramNetwork } from '../../stories/telegram-world.js';
import { jpeg } from '../../vision/pictures.js';
import { Refusal } from './refusal.js';

const REPORT = 'Un homme cagoulé force la porte du 12 rue du Moulin';
const BACK = /^Anne signale \(police prévenue à .*\) :\nUn homme cagoulé/;
let n: Neighbourhood;
let w: TelegramStoryWorld;
const inTheStreet = async (over: Partial<GroupPolicy> = {}): Promise<void> => {
  n = await neighbourhood('fr', over, {
    ...telegramNetwork,
    async open(setting) {
      w = await telegramNetwork.open(setting);
      return w;
    },
  });
};
beforeEach(() => inTheStreet());
afterEach(() => n.end());

const texts = (): string[] => w.inGroup().map((m) => m.text);
const settled = async (): Promise<void> => {
  await w.api.allConfirmed();
  await n.engine.settled();
};
const press = async (who: string, message: { message_id: number }, verb: string): Promise<void> => {
  const { inline_keyboard } = w.group.messages.get(message.message_id)!.body.reply_markup as {
    inline_keyboard: { callback_data: string }[][];
  };
  const button = inline_keyboard.flat().find((b) => b.callback_data.startsWith(`${verb}:`))!;
  w.api.world.press(w.group, w.user(who), message.message_id, button.callback_data);
  await settled();
};

describe('Anne never wrote to the bot', () => {
  beforeEach(() => void w.api.world.started.delete(w.user('Anne').id));

  it('is asked in the group, by name; only she may press; then the question is gone and her report is back', async () => {
    await n.says('Anne', REPORT);
    expect(texts()).toEqual([expect.stringMatching(/^Anne, Appelez d'abord la police au 101/)]);
    const [question] = w.api.world.standing(w.group);
    expect(JSON.stringify(question!.body)).not.toContain('cagoulé');

    await press('Bram', question!, 'informed');
    expect(w.api.world.toasts.at(-1)?.text).toMatch(/^Seul l'auteur/);
    expect(texts()).toHaveLength(1);

    await press('Anne', question!, 'informed');
    expect(texts()[0]).toMatch(BACK);
    expect(texts().filter((t) => t.startsWith('Anne, '))).toEqual([]);
  });

  it('may answer it with a thumb; somebody else’s thumb says nothing', async () => {
    await n.says('Anne', REPORT);
    const [question] = w.api.world.standing(w.group);
    for (const [who, standing] of [
      ['Bram', /^Anne, Appelez/],
      ['Anne', BACK],
    ] as const) {
      w.api.world.react(w.group, w.user(who), question!.message_id, '👍');
      await settled();
      expect(texts().at(who === 'Anne' ? 1 : 0)).toMatch(standing);
    }
  });

  it('an infraction of hers is never told in front of the others; the coordinator hears that she could not be reached', async () => {
    await n.says('Anne', 'Les Roumains sont tous des voleurs, il faut les chasser du quartier');
    expect(texts()).toEqual([]);
    expect(n.lastTold('Cora')?.text).toMatch(/n'a jamais écrit au bot/);
  });
});

describe('updates', () => {
  it('that Telegram sends twice, and in another order after a restart, change nothing', async () => {
    w.api.world.post(w.group, w.user('Anne'), { text: REPORT });
    w.api.world.post(w.group, w.user('Bram'), { text: 'Merci à tous' });
    const seen = [...w.api.pending()];
    await settled();
    await n.engine.stop();
    await n.engine.start();
    for (const update of seen.reverse()) w.api.pushAgain(update);
    await settled();
    expect(texts()).toEqual(['Merci à tous']);
    expect(n.told('Anne')).toHaveLength(1);
    expect(n.ledger()).toEqual(['Anne police-not-informed held']);
  });

  it('of which the confirmation comes before the message (an edit out of order) are judged each', async () => {
    const message = await n.says('Anne', 'Bonjour');
    await n.edits('Anne', message, REPORT);
    expect(texts()).toEqual([]);
    expect(n.lastTold('Anne')?.quote).toBe(REPORT);
  });
});

describe('the line is cut', () => {
  it('while the message is taken out, before or after it was done: once in the end, and told once', async () => {
    w.api.fault('deleteMessage', { cut: 'after' }, { cut: 'before' });
    await n.says('Anne', REPORT);
    expect(n.told('Anne')).toEqual([]);
    await n.minutesPass(1);
    await n.minutesPass(1);
    expect([texts(), n.told('Anne').length]).toEqual([[], 1]);
  });

  it('in the middle of putting a report back: it comes back once', async () => {
    await n.says('Anne', REPORT);
    w.api.fault('sendMessage', { cut: 'before' });
    await n.taps('Anne', 'informed');
    expect(texts()).toEqual([]);
    await n.minutesPass(1);
    expect(texts().filter((t) => BACK.test(t))).toHaveLength(1);
  });
});

describe('the token is revoked', () => {
  it('what was to be done is done when there is a new one, and what was written meanwhile is judged', async () => {
    await n.says('Anne', REPORT);
    w.api.revoked = true;
    w.api.world.press(
      w.api.world.chat(w.user('Anne').id),
      w.user('Anne'),
      Number(n.lastTold('Anne')!.id),
      n.lastTold('Anne')!.buttons[0]!.action,
    );
    await n.engine.settled();
    await n.engine.stop();
    expect(texts()).toEqual([]);
    w.api.revoked = false;
    await n.engine.start();
    await settled();
    expect(texts()[0]).toMatch(BACK);
  });
});

describe('the bot is no administrator any more', () => {
  it('the coordinator reads what it could not do, and the missing rights are on record', async () => {
    w.api.world.place(w.group, w.api.world.bot, { status: 'member' }, w.user('Cora'));
    await settled();
    await n.says('Anne', REPORT);
    expect(texts()).toEqual([REPORT]);
    expect(
      n
        .told('Cora')
        .map((m) => m.text)
        .join('\n'),
    ).toMatch(/agir dans le groupe : retirer un message\. Pourquoi : /);
    expect(n.told('Anne')).toHaveLength(1);
  });
});

describe('the group', () => {
  it('is deleted while the bot wants to speak: it stops there, and nothing waits for ever', async () => {
    await n.says('Anne', REPORT);
    w.group.deleted = true;
    await n.taps('Anne', 'informed');
    expect(n.engine.groups()).toHaveLength(1);
    w.group.deleted = false;
    await n.minutesPass(60);
    expect(texts()).toEqual([]);
  });

  it('becomes a supergroup while a report waits: it comes back in the new one', async () => {
    await n.says('Anne', REPORT);
    const grown = w.api.world.upgrade(w.group);
    await settled();
    await n.taps('Anne', 'informed');
    await n.minutesPass(1);
    expect(w.api.world.standing(grown).map((m) => m.body.text)[0]).toMatch(BACK);
    expect(n.engine.groups()[0]?.chat).toBe(String(grown.id));
  });

  it('becomes a supergroup, and the bot hears of it only when it is refused', async () => {
    await n.says('Anne', REPORT);
    const push = w.api.world.push;
    w.api.world.push = () => {};
    const grown = w.api.world.upgrade(w.group);
    w.api.world.push = push;
    await n.taps('Anne', 'informed');
    await n.minutesPass(1);
    expect(w.api.world.standing(grown).map((m) => m.body.text)[0]).toMatch(BACK);
  });

  it('has too much said in it: Telegram’s pause is kept and nothing is lost', async () => {
    await n.says('Anne', REPORT);
    w.api.fault('sendMessage', {
      refuse: new Refusal(429, 'Too Many Requests: retry after 35', { retry_after: 35 }),
    });
    await n.taps('Anne', 'informed');
    expect(texts()).toEqual([]);
    await n.minutesPass(1);
    expect(texts().filter((t) => BACK.test(t))).toHaveLength(1);
  });
});

describe('an album in a topic', () => {
  it('with a report under its second picture leaves as one, and comes back as one album where it stood', async () => {
    const calm = await jpeg();
    const topic = w.api.world.topic(w.group);
    const album = { media_group_id: '77', ...topic };
    for (const [name, caption] of [
      ['a', undefined],
      ['b', REPORT],
      ['c', undefined],
    ] as const)
      w.api.world.post(w.group, w.user('Anne'), {
        ...w.api.world.photo(`${name}.jpg`, calm),
        ...album,
        ...(caption ? { caption } : {}),
      });
    await settled();
    expect(texts()).toEqual([]);
    expect(n.told('Anne')).toHaveLength(1);
    await n.taps('Anne', 'informed');
    const back = w.api.world.standing(w.group).filter((m) => m.body.photo !== undefined);
    expect(back).toHaveLength(3);
    expect(new Set(back.map((m) => m.body.media_group_id)).size).toBe(1);
    expect(back.map((m) => m.body.message_thread_id)).toEqual(Array(3).fill(topic.message_thread_id));
    expect(back[0]!.body.caption).toMatch(BACK);
    expect(n.ledger()).toEqual(['Anne police-not-informed held']);
  });
});
