/** Who may read the figures: whoever has the token; without a token, only this machine, and never through a proxy. */
import { sameSecret } from '../same-secret.js';

export interface MetricsAccess {
  /** Null: none is configured. */
  readonly token: string | null;
  /** The console listens to this machine alone, and is not published by a proxy. */
  readonly localOnly: boolean;
}

/** True when this request may read them. */
export function mayReadMetrics(request: Request, { token, localOnly }: MetricsAccess): boolean {
  if (token !== null) {
    const given = /^Bearer (.{1,500})$/.exec(request.headers.get('authorization') ?? '')?.[1];
    return given !== undefined && sameSecret(given, token);
  }
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((h) => request.headers.has(h));
  return localOnly && !forwarded;
}
