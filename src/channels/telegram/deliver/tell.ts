/**
 * Tells one person privately. Telegram lets a bot write only to those who wrote to it first; the others are answered in the
 * group, in a message that takes itself away, and only with words that say nothing of infractions (art. 8 d: secrecy).
 */
import type { Delivery, DeliveryResult } from '../../channel.js';
import type { Payload } from '../api.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { pieceOfFile, pieceParts } from './pieces.js';
import { done, impossible } from './result.js';
import { answering, NO_PREVIEW } from './say.js';
import { type Part, sendParts } from './send-parts.js';
import { splitText, TEXT_LIMIT } from './split-text.js';

type Tell = Extract<Delivery, { type: 'tell' }>;

/** How long the short answer stands in the group: longer when it has buttons, which are its purpose. */
const STANDS_MS = 5 * 60_000;
const STANDS_WITH_BUTTONS_MS = 60 * 60_000;

/** A person's number. Groups and channels have negative ones: to “tell” them would be to publish. */
export const isPerson = (id: string): boolean => /^\d+$/.test(id);

/** Why the bot can't write to somebody; null when the error says something else. */
export function unreachable(error: ApiError): string | null {
  if (error.kind !== 'refused') return null;
  if (error.says(/can't initiate conversation/i, /chat not found/i, /PEER_ID_INVALID/, /user not found/i))
    return 'never-started';
  if (error.says(/blocked by the user/i)) return 'blocked';
  if (error.says(/deactivated/i)) return 'account-deleted';
  return error.code === 403 ? 'unreachable' : null;
}

export async function tell(context: Context, chat: string, told: Tell, key: string): Promise<DeliveryResult> {
  let reason = 'anonymous';
  if (isPerson(told.person)) {
    try {
      const { messages, wait } = await sendParts(
        context,
        context.privateChat(told.person),
        key,
        privateParts(told),
      );
      return wait ?? done(messages.at(-1));
    } catch (error) {
      const why = error instanceof ApiError ? unreachable(error) : null;
      if (why === null) throw error;
      reason = why;
    }
  }
  if (!told.groupFallback || !chat.startsWith('-')) return impossible(reason);
  return answerInGroup(context, chat, told, `${key}/group`);
}

const keyboard = (buttons: Tell['buttons']): Payload =>
  buttons.length === 0
    ? {}
    : {
        reply_markup: {
          inline_keyboard: buttons.map((b) => [{ text: b.label, callback_data: b.action }]),
        },
      };

/** Pictures to be looked at, the words, the person's own as a quotation; the buttons under the last message. */
function privateParts(told: Tell): Part[] {
  const quote = (told.quote ?? '').trim();
  const text = told.text.trim();
  // Not to be passed on: nobody has decided yet that others may see them.
  const parts: Part[] = pieceParts((told.files ?? []).map(pieceOfFile), '');
  const add = (payload: Payload): void => {
    parts.push({ method: 'sendMessage', payload: { ...payload, ...NO_PREVIEW } });
  };
  if (quote !== '' && text.length + 2 + quote.length <= TEXT_LIMIT)
    add({ text: `${text}\n\n${quote}`, entities: [quotation(text.length + 2, quote.length)] });
  else {
    for (const piece of splitText(text)) add({ text: piece });
    for (const piece of splitText(quote)) add({ text: piece, entities: [quotation(0, piece.length)] });
  }
  const last = parts.pop();
  return last ? [...parts, { ...last, payload: { ...last.payload, ...keyboard(told.buttons) } }] : parts;
}

const quotation = (offset: number, length: number) => ({ type: 'blockquote', offset, length });

async function answerInGroup(
  context: Context,
  chat: string,
  told: Tell,
  key: string,
): Promise<DeliveryResult> {
  const name = isPerson(told.person) ? await context.nameOf(chat, told.person) : '';
  const head = name === '' ? '' : `${name}, `;
  const [text = ''] = splitText(`${head}${told.text}`);
  if (text === '') return done();
  const part: Part = {
    method: 'sendMessage',
    payload: {
      text,
      ...(name === ''
        ? {}
        : {
            entities: [
              {
                type: 'text_mention',
                offset: 0,
                length: name.length,
                user: { id: Number(told.person), is_bot: false, first_name: name },
              },
            ],
          }),
      ...NO_PREVIEW,
      ...answering(told.about),
      ...keyboard(told.buttons),
      protect_content: true,
    },
  };
  const { messages, wait } = await sendParts(context, chat, key, [part], told.topic);
  if (wait) return wait;
  const stands = told.buttons.length > 0 ? STANDS_WITH_BUTTONS_MS : STANDS_MS;
  for (const subject of messages)
    context.keep.put({
      chat,
      what: 'delete',
      subject,
      person: told.person,
      until: null,
      due: context.clock() + stands,
    });
  context.rearm();
  return done(messages[0]);
}
