/** WhatsApp's refusals as the outbox understands them: try again, or never. */
import type { DeliveryResult } from '../channel.js';
import { codeOf } from './link.js';

/** Machine words for the operator; `docs/WHATSAPP.md` explains them. */
export function outcomeOf(error: unknown): DeliveryResult {
  const code = codeOf(error);
  switch (code) {
    case 401:
    case 403:
      return { status: 'impossible', reason: 'no-right' };
    case 404:
    case 410:
      return { status: 'impossible', reason: 'gone' };
    case 406:
      return { status: 'impossible', reason: 'not-acceptable' };
    case 463:
      // Writing to people who never wrote to the bot is closed to this number for a while: trying again makes it worse.
      return { status: 'impossible', reason: 'account-restricted' };
    case 479:
      return { status: 'impossible', reason: 'rejected' };
    default:
      return { status: 'retry', afterMs: 5_000, reason: code === 0 ? 'no-answer' : `whatsapp-${code}` };
  }
}
