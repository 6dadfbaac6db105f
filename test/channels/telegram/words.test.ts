/** Whatever Telegram refuses is told to the coordinator in words of their language. */
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/channels/telegram/api-error.js';
import { resultOf } from '../../../src/channels/telegram/deliver/result.js';
import { unreachable } from '../../../src/channels/telegram/deliver/tell.js';
import { LANGS } from '../../../src/domain/vocabulary.js';
import { loadRules } from '../../../src/rules/load.js';
import { createTranslator } from '../../../src/rules/messages.js';

const translate = createTranslator(loadRules(undefined, { examples: false }));
const error = (code: number, description: string): ApiError =>
  new ApiError('refused', 'x', description, code);
const result = (e: ApiError): string => (resultOf(e) as { reason: string }).reason;

const CAUSES: readonly (string | null)[] = [
  result(error(400, 'Bad Request: not enough rights to send text messages')),
  result(error(403, 'Forbidden: bot was kicked from the supergroup chat')),
  result(error(403, 'Forbidden: the group chat was deleted')),
  result(error(400, 'Bad Request: method is available only for supergroups')),
  result(error(400, 'Bad Request: user is an administrator of the chat')),
  result(error(401, 'Unauthorized')),
  result(error(429, 'Too Many Requests')),
  result(new ApiError('network', 'x', 'ECONNRESET')),
  unreachable(error(403, "Forbidden: bot can't initiate conversation with a user")),
  unreachable(error(403, 'Forbidden: bot was blocked by the user')),
  unreachable(error(403, 'Forbidden: user is deactivated')),
  unreachable(error(403, 'Forbidden: something new')),
  'cannot-be-deleted',
  'anonymous',
  'only-the-owner-can',
  'nothing-left',
  'no-such-request',
  'too-large',
  'file-gone',
  'pace',
];

describe.each(LANGS)('in %s', (lang) => {
  it.each(CAUSES)('%s', (cause) => {
    const told = translate(
      { key: 'notify.impossible', params: { action: 'delete', cause: `gave-up:${cause}` } },
      lang,
    );
    expect(told).not.toMatch(/gave-up|delete\b|\{|…/);
    expect(told.length).toBeGreaterThan(60);
  });
});
