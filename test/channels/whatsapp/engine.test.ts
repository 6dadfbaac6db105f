/** The whole program on WhatsApp, while things go wrong: nobody's report is lost, nothing is done twice, and it is said. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { statusKey } from '../../../src/channels/whatsapp/status.js';
import { whatsappWords } from '../../../src/channels/whatsapp/words.js';
import { type Neighbourhood, neighbourhood } from '../../stories/neighbourhood.js';
import { type WhatsAppStoryWorld, whatsappNetwork } from '../../stories/whatsapp-world.js';
import type { Fault } from './server/whatsapp-server.js';

const REPORT = 'Un homme cagoulé force la porte du 12 rue du Moulin';
const BACK = /^Anne signale \(police prévenue à .*\) :\nUn homme cagoulé/;
let n: Neighbourhood;
let w: WhatsAppStoryWorld;
beforeAll(async () => {
  n = await neighbourhood(
    'fr',
    {},
    {
      ...whatsappNetwork,
      async open(setting) {
        w = await whatsappNetwork.open(setting);
        return w;
      },
    },
  );
});
afterEach(async () => {
  w.server.fail(() => null);
  await n.newDay();
});
afterAll(() => n.end());

const texts = (): string[] => n.today.inGroup().map((m) => m.text);
const toldCora = (): string =>
  n.today
    .told('Cora')
    .map((m) => m.text)
    .join('\n');
/** The line is cut instead of the next message to that chat that the bot sends. */
const cutOnce = (toGroup: boolean): void => {
  let cut = false;
  const fault: Fault = (s) => {
    if (cut || s.tag !== 'message' || s.attrs.to!.endsWith('@g.us') !== toGroup) return null;
    cut = true;
    return 'cut';
  };
  w.server.fail(fault);
};

describe('what WhatsApp sends twice, or in another order', () => {
  it('changes nothing, also after a restart', async () => {
    const report = await n.says('Anne', REPORT);
    const id = report.id.split('~')[0]!;
    await w.server.repeat('Anne', w.group.id, REPORT, id);
    await n.says('Bram', 'Merci à tous');
    await n.engine.stop();
    await n.engine.start();
    await w.server.repeat('Anne', w.group.id, REPORT, id);
    await w.server.until(() => w.server.unconfirmed().length === 0);
    await n.says('Bram', 'Bonne soirée');
    expect(texts()).toEqual(['Merci à tous', 'Bonne soirée']);
    expect(n.today.told('Anne')).toHaveLength(1);
    expect(n.today.ledger()).toEqual(['Anne police-not-informed held']);
  });

  it('an edit that comes before its message is judged, and the message too', async () => {
    await w.server.edit('Anne', w.group.id, 'LATER', REPORT);
    await w.heard('LATER');
    await n.engine.settled();
    expect(n.today.told('Anne').at(-1)?.quote).toBe(REPORT);
    await w.server.write('Anne', w.group.id, 'La plaque est 1-ABC-234', 'LATER');
    await w.server.until(() => w.server.unconfirmed().length === 0);
    await n.says('Bram', 'Bonsoir');
    expect(texts()).toEqual(['Bonsoir']);
    expect(n.today.ledger()).toEqual(['Anne police-not-informed held', 'Anne plate-in-text removed']);
  });
});

describe('the line is cut', () => {
  it('while the message is taken out: once in the end, and told once', async () => {
    cutOnce(true);
    await n.says('Anne', REPORT);
    expect(n.today.told('Anne')).toEqual([]);
    await w.reconnected();
    await n.minutesPass(1);
    await n.minutesPass(1);
    expect([texts(), n.today.told('Anne').length]).toEqual([[], 1]);
  });

  it('in the middle of putting a report back: it comes back once', async () => {
    await n.says('Anne', REPORT);
    cutOnce(true);
    await n.taps('Anne', 'informed');
    expect(texts()).toEqual([]);
    await w.reconnected();
    await n.minutesPass(1);
    expect(texts().filter((t) => BACK.test(t))).toHaveLength(1);
  });
});

describe('the phone removes the bot from its linked devices', () => {
  it('the operator reads what to do; linked anew, what waited is done, once', async () => {
    await n.says('Anne', REPORT);
    w.server.logOut();
    await w.became('stopped');
    expect(whatsappWords('fr')[statusKey(w.status())]).toContain('Associez-le à nouveau');
    // The time for her answer runs out meanwhile.
    await n.minutesPass(61);
    expect(n.today.told('Anne')).toHaveLength(1);
    await w.linkAgain();
    await n.minutesPass(2);
    await n.minutesPass(2);
    expect(n.today.told('Anne').map((m) => m.text)).toEqual([
      expect.stringMatching(/^Appelez d'abord la police/),
      expect.stringMatching(/^Nous n'avons pas eu votre confirmation/),
    ]);
    // What is written from now on is heard.
    await n.says('Bram', 'La plaque est 1-ABC-234');
    expect(texts()).toEqual([]);
  });
});

describe('the bot is no administrator any more', () => {
  it('the coordinator reads what it could not do, and what is missing is on record', async () => {
    w.server.demoteBot(w.group);
    await w.heard('group ');
    await n.says('Anne', REPORT);
    expect(texts()).toEqual([REPORT]);
    expect(toldCora()).toMatch(/agir dans le groupe : retirer un message\. Pourquoi : /);
    expect(n.today.told('Anne')).toHaveLength(1);
    w.server.promoteBot(w.group);
  });
});

describe('the group', () => {
  it('is deleted while the bot wants to speak: it stops there, and nothing waits for ever', async () => {
    await n.says('Anne', REPORT);
    w.group.deleted = true;
    await n.taps('Anne', 'informed');
    await n.minutesPass(60);
    expect(n.store.outbox.dueChats(Number.MAX_SAFE_INTEGER)).toEqual([]);
    expect(texts()).toEqual([]);
  });
});
