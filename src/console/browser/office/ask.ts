/** Calls of the office's server. The page proves itself with the session's word at every change. */

import type { Me } from '../../office/wire.js';
import type { ApiProblem } from '../../wire.js';
import { ApiError } from '../api.js';

let csrf = '';
const goneListeners = new Set<() => void>();

/** Calls `listener` when the server says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  goneListeners.add(listener);
  return () => goneListeners.delete(listener);
}

export const setCsrf = (word: string): void => {
  csrf = word;
};

/** Throws ApiError with the server's code; `offline` when it can't be reached. */
export async function ask<T>(method: string, path: string, body?: unknown, again = true): Promise<T> {
  const raw = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(`/api/office${path}`, {
      method,
      // A decision on its way is not lost when the page closes.
      keepalive: method !== 'GET' && !raw,
      headers: {
        ...(method === 'GET' ? {} : { 'X-Garde-Fou': csrf }),
        ...(body === undefined
          ? {}
          : { 'Content-Type': raw ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError('offline');
  }
  const renewed = response.headers.get('x-garde-fou-csrf');
  if (renewed) csrf = renewed;
  const answer = (await response.json().catch(() => null)) as T | ApiProblem | null;
  if (response.ok) return answer as T;
  const code = (answer as ApiProblem | null)?.error ?? 'internal';
  if (code === 'stale' && again) {
    const me = await ask<Me>('GET', '/me');
    if (me.signedIn) {
      csrf = me.csrf;
      return ask(method, path, body, false);
    }
  }
  if (response.status === 401) for (const listener of goneListeners) listener();
  throw new ApiError(code);
}

/** The same for every attempt of one press. */
export const pressKey = (): string => crypto.randomUUID();
