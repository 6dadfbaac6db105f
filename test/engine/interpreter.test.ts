import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerWith, type Interpreter } from '../../src/engine/interpreter.js';
import { type House, house } from './house.js';

const closesTheStreet: Interpreter = ({ event }) =>
  event.type === 'message' && event.text === '/close'
    ? {
        decision: answerWith(
          [
            {
              type: 'tell',
              person: event.sender.id,
              sentences: [{ key: 'ok' }],
              lang: 'fr',
              groupFallback: false,
            },
          ],
          'command',
        ),
        elsewhere: [
          {
            channel: 'playground',
            chat: 'square',
            group: null,
            actions: [{ type: 'tighten', what: 'revoke-invite' }],
          },
        ],
      }
    : null;

describe('an interpreter', () => {
  let h: House;
  beforeEach(async () => {
    h = house({ engine: { interpreters: [closesTheStreet] } });
    await h.engine.start();
  });
  afterEach(() => h.close());

  it('answers before Annex 4 does, and acts in other chats too', async () => {
    const { decision } = h.says('cora', '/close');
    await h.engine.settled();
    expect(decision?.why).toEqual(['command']);
    expect(h.seen.map((s) => [s.chat, s.delivery.type]).sort()).toEqual([
      ['square', 'tighten'],
      ['street', 'tell'],
    ]);
  });

  it('leaves to Annex 4 what is not for it', async () => {
    const { decision } = h.says('anne', 'bonsoir');
    await h.engine.settled();
    expect(decision?.why).not.toContain('command');
  });

  it('acts once for an event that comes twice', async () => {
    const event = h.message('cora', '/close');
    h.engine.receive(event);
    h.engine.receive(event);
    await h.engine.settled();
    expect(h.seen).toHaveLength(2);
  });
});
