/** Steps of the ladder that the coordinator orders while messages come in: the same for the same place of the stream. */
import type { EventOf } from '../../src/domain/event.js';
import { CHATS, PEOPLE, timeOf } from './stream.js';

/** One order in so many messages. */
export const ORDER_EVERY = 40;

/** The orders of messages `from` to `to` (not included). `numbers`: those of the register. */
export function ordersBetween(
  from: number,
  to: number,
  numbers: { readonly group: (chat: string) => number; readonly person: (name: string) => number },
): EventOf<'order'>[] {
  const orders: EventOf<'order'>[] = [];
  for (let i = from; i < to; i++) {
    if (i % ORDER_EVERY !== ORDER_EVERY - 1) continue;
    const turn = Math.floor(i / ORDER_EVERY);
    orders.push({
      type: 'order',
      channel: 'playground',
      chat: 'cora',
      scope: 'private',
      at: timeOf(i),
      id: `o${i}`,
      sender: { id: 'cora', name: 'cora' },
      order: {
        what: 'run',
        command: 'warn',
        args: {
          group: numbers.group(CHATS[turn % CHATS.length]!),
          person: numbers.person(PEOPLE[Math.floor(turn / CHATS.length) % PEOPLE.length]!),
          reason: `order ${i}`,
        },
      },
    });
  }
  return orders;
}
