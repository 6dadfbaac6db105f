/** Who may read the figures: whoever has the token; without a token, only this machine, and never through a proxy. */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface MetricsAccess {
  /** Null: none is configured. */
  readonly token: string | null;
  /** The console listens to this machine alone, and is not published by a proxy. */
  readonly localOnly: boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True when this request may read them. */
export function mayReadMetrics(request: Request, { token, localOnly }: MetricsAccess): boolean {
  if (token !== null) {
    const given = /^Bearer (.{1,500})$/.exec(request.headers.get('authorization') ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digest(given), digest(token));
  }
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((h) => request.headers.has(h));
  return localOnly && !forwarded;
}
