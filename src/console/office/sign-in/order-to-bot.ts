/** An order of the page itself, by which the bot writes to somebody in their private chat. */
import { randomUUID } from 'node:crypto';
import type { ChannelName } from '../../../domain/vocabulary.js';
import type { Office } from '../context.js';

export function orderToBot(
  office: Office,
  to: {
    readonly channel: ChannelName;
    readonly chat: string;
    readonly identity: string;
    readonly name: string;
  },
  command: string,
  args: Readonly<Record<string, string>>,
): void {
  office.engine.receive({
    type: 'order',
    channel: to.channel,
    chat: to.chat,
    scope: 'private',
    at: office.clock(),
    id: `console-${randomUUID()}`,
    sender: { id: to.identity, name: to.name },
    order: { what: 'run', command, args },
  });
}
