/** Calls of the console's server. Every failure is an ApiError whose code has a sentence in the page's texts. */
import type { ChatMessage } from '../../channels/playground/chat-message.js';
import type { GroupPolicy } from '../../domain/group.js';
import type { Lang } from '../../domain/vocabulary.js';
import type { ApiProblem, Boot } from '../wire.js';
import type { PolicyChange } from './policy-form.js';

export class ApiError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : body instanceof Blob
          ? { headers: { 'Content-Type': 'application/octet-stream' }, body }
          : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError('offline');
  }
  const answer = (await response.json().catch(() => null)) as T | ApiProblem | null;
  if (!response.ok) throw new ApiError((answer as ApiProblem | null)?.error ?? 'internal');
  return answer as T;
}

const sentences = new Map<Lang, Promise<Record<string, string>>>();

const at = (room: string, message: string): string =>
  `/rooms/${room}/messages/${encodeURIComponent(message)}`;

export const api = {
  boot: (lang: Lang | null): Promise<Boot> => call('GET', `/boot${lang ? `?lang=${lang}` : ''}`),
  /** Asked once; a failure is asked again. */
  texts: (lang: Lang): Promise<Record<string, string>> => {
    const asked = sentences.get(lang) ?? call<Record<string, string>>('GET', `/texts/${lang}`);
    sentences.set(lang, asked);
    asked.catch(() => sentences.delete(lang));
    return asked;
  },
  newRoom: (lang: Lang, story?: string): Promise<{ room: string }> =>
    call('POST', '/rooms', { lang, ...(story ? { story } : {}) }),
  post: (
    room: string,
    as: string,
    text: string,
    to: 'group' | 'bot',
    more: {
      replyTo?: string | undefined;
      forwarded?: number | undefined;
      pictures?: readonly string[] | undefined;
    } = {},
  ): Promise<ChatMessage> => call('POST', `/rooms/${room}/messages`, { as, text, to, ...more }),
  /** Puts a picture on the server's shelf (in memory); answers the word by which a message names it. */
  upload: (room: string, file: Blob): Promise<{ ref: string; mime: string }> =>
    call('POST', `/rooms/${room}/pictures`, file),
  picture: (room: string, ref: string): string => `/api/rooms/${room}/pictures/${ref}`,
  safePicture: (room: string, ref: string): string => `/api/rooms/${room}/pictures/${ref}/safe`,
  edit: (room: string, as: string, message: string, text: string): Promise<ChatMessage> =>
    call('PATCH', at(room, message), { as, text }),
  remove: (room: string, as: string, message: string): Promise<ChatMessage> =>
    call('DELETE', at(room, message), { as }),
  react: (room: string, as: string, message: string, emoji: string): Promise<ChatMessage> =>
    call('POST', `${at(room, message)}/reactions`, { as, emoji }),
  press: (room: string, as: string, message: string, action: string): Promise<ChatMessage> =>
    call('POST', `${at(room, message)}/press`, { as, action }),
  policy: (room: string, change: PolicyChange): Promise<GroupPolicy> =>
    call('PATCH', `/rooms/${room}/policy`, change),
  jump: (seconds: number): Promise<unknown> => call('POST', '/clock', { seconds }),
};
