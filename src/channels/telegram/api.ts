/**
 * Calls to the Bot API through telegraf's client, with what it lacks: a time limit of our own, answers checked, errors
 * without the token (telegraf cuts it out of some only), and nested values kept when a file is sent along (its multipart
 * form drops `reply_parameters`).
 */
import { Telegram, TelegramError } from 'telegraf';
import { z } from 'zod';
import { ApiError } from './api-error.js';
import { scrub } from './scrub.js';

export interface ApiOptions {
  readonly token: string;
  /** Another address than Telegram's own: a Bot API server of one's own, or a test's. */
  readonly apiRoot?: string;
  readonly timeoutMs?: number;
}

/** A file to be sent: telegraf turns it into a part of a form. */
export interface Upload {
  readonly source: Buffer;
  readonly filename: string;
}

export type Payload = Readonly<Record<string, unknown>>;

export interface Api {
  /** Throws ApiError. */
  call<T>(method: string, payload: Payload, answer: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** The bytes of a file whose path getFile gave; rejects with `too-large` beyond `maxBytes`. Throws ApiError. */
  download(path: string, maxBytes: number): Promise<Uint8Array>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 110_000;
const ROOT = 'https://api.telegram.org';

const parametersSchema = z
  .looseObject({
    retry_after: z.number().nonnegative().optional().catch(undefined),
    migrate_to_chat_id: z.number().int().optional().catch(undefined),
  })
  .catch({});

export function createApi({ token, apiRoot = ROOT, timeoutMs = TIMEOUT_MS }: ApiOptions): Api {
  const telegram = new Telegram(token, { apiRoot, webhookReply: false });
  const callApi = telegram.callApi.bind(telegram) as unknown as (
    method: string,
    payload: Payload,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;

  /** One signal out of “too long” and “we are closing”. */
  const within = (ms: number, signal: AbortSignal | undefined): AbortSignal =>
    signal ? AbortSignal.any([signal, AbortSignal.timeout(ms)]) : AbortSignal.timeout(ms);

  function failed(method: string, error: unknown, closing: boolean): ApiError {
    if (error instanceof ApiError) return error;
    if (closing) return new ApiError('aborted', method, '');
    if (error instanceof TelegramError) {
      const { retry_after, migrate_to_chat_id } = parametersSchema.parse(error.parameters ?? {});
      // Never the payload that telegraf keeps with the error: it holds people's words.
      return new ApiError(
        'refused',
        method,
        scrub(String(error.description ?? ''), token).slice(0, 200),
        Number(error.code) || 500,
        retry_after === undefined ? null : retry_after * 1000,
        migrate_to_chat_id === undefined ? null : String(migrate_to_chat_id),
      );
    }
    const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
    const word = [code, type].find((w) => typeof w === 'string');
    return new ApiError('network', method, typeof word === 'string' ? word : 'no answer');
  }

  return {
    async call(method, payload, answer, options = {}) {
      const uploads = holdsUpload(payload);
      const limit = options.timeoutMs ?? (uploads ? UPLOAD_TIMEOUT_MS : timeoutMs);
      let raw: unknown;
      try {
        raw = await callApi(method, uploads ? withFlatValues(payload) : payload, {
          signal: within(limit, options.signal),
        });
      } catch (error) {
        throw failed(method, error, options.signal?.aborted === true);
      }
      const parsed = answer.safeParse(raw);
      if (parsed.success) return parsed.data;
      const where = parsed.error.issues[0]?.path.join('.') ?? '';
      throw new ApiError('form', method, `unexpected answer at “${where}”`);
    },

    async download(path, maxBytes) {
      const url = new URL(`./file/bot${token}/${path}`, apiRoot);
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) });
        if (!response.ok || !response.body)
          throw new ApiError('refused', 'file', `status ${response.status}`, response.status);
        return await readUpTo(response.body, maxBytes);
      } catch (error) {
        throw failed('file', error, false);
      }
    },
  };
}

async function readUpTo(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, size);
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new ApiError('refused', 'file', 'too-large', 413);
    }
    chunks.push(value);
  }
}

const isUpload = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Buffer.isBuffer((value as { source?: unknown }).source);

const holdsUpload = (payload: Payload): boolean =>
  Object.values(payload).some(
    (v) => isUpload(v) || (Array.isArray(v) && v.some((m) => isUpload((m as { media?: unknown }).media))),
  );

/** In a form every value but a file is text: telegraf would leave out objects that it doesn't know. */
const withFlatValues = (payload: Payload): Payload =>
  Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && !isUpload(value) && key !== 'media'
        ? JSON.stringify(value)
        : value,
    ]),
  );
