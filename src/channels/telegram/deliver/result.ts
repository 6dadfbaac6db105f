/** What a failed call means for the outbox. The reasons are machine words, shown to the operator and the coordinator. */
import type { DeliveryResult } from '../../channel.js';
import type { ApiError } from '../api-error.js';

const MINUTE = 60_000;

const NO_RIGHT = [
  /not enough rights/i,
  /have no rights/i,
  /need administrator rights/i,
  /CHAT_ADMIN_REQUIRED/,
  /CHAT_WRITE_FORBIDDEN/,
  /bot is not an administrator/i,
];
const REMOVED = [/bot was kicked/i, /bot is not a member/i];
const DELETED = [/group chat was deleted/i, /chat was deleted/i, /group is deactivated/i, /chat not found/i];

/** The bot is no longer in the group, or the group is gone. Null: neither. */
export const lostGroup = (error: ApiError): 'bot-removed' | 'group-gone' | null =>
  error.says(...REMOVED) ? 'bot-removed' : error.says(...DELETED) ? 'group-gone' : null;

export const lacksRight = (error: ApiError): boolean => error.says(...NO_RIGHT);

export function resultOf(error: ApiError): DeliveryResult {
  if (error.kind === 'aborted') return { status: 'retry', afterMs: 0, reason: 'closing' };
  if (error.kind === 'network') return { status: 'retry', afterMs: 0, reason: 'network' };
  // Telegram did it, and said so in words that we don't know yet.
  if (error.kind === 'form') return { status: 'done' };
  if (error.migratedTo !== null) return { status: 'retry', afterMs: 0, reason: 'migrated' };
  if (error.code === 429)
    return { status: 'retry', afterMs: error.retryAfterMs ?? 5_000, reason: 'rate-limit' };
  if (error.code === 401) return { status: 'retry', afterMs: 5 * MINUTE, reason: 'token-refused' };
  if (error.code >= 500) return { status: 'retry', afterMs: 5_000, reason: 'telegram' };
  return { status: 'impossible', reason: reasonOf(error) };
}

function reasonOf(error: ApiError): string {
  const lost = lostGroup(error);
  if (lost) return lost;
  if (lacksRight(error)) return 'no-right';
  if (error.says(/only for supergroups/i, /only in supergroups/i)) return 'needs-supergroup';
  if (error.says(/user is an administrator/i, /can't remove chat owner/i, /can't restrict self/i))
    return 'is-administrator';
  const slug = error.description
    .toLowerCase()
    .replace(/^(bad request|forbidden): /, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `refused:${slug || error.code}`;
}

export const done = (message?: string): DeliveryResult =>
  message === undefined ? { status: 'done' } : { status: 'done', message };
export const impossible = (reason: string): DeliveryResult => ({ status: 'impossible', reason });
export const later = (afterMs: number, reason: string): DeliveryResult => ({
  status: 'retry',
  afterMs,
  reason,
});
