/**
 * Telegram knows measures of 30 seconds to 366 days; anything else it takes for “for ever”. Shorter ones are made long
 * enough, longer ones are set for a year and renewed before they end.
 */
const SECOND = 1000;
const DAY = 86_400 * SECOND;
const LEAST = 40 * SECOND;
const MOST = 365 * DAY;
const RENEW_BEFORE = 5 * DAY;

export interface Until {
  /** Seconds since 1970, as Telegram wants it; absent: for ever. */
  readonly date?: number;
  /** When to set it again, ms since 1970. */
  readonly renewAt?: number;
}

/** `until`: ms since 1970; null: for ever. Answers null when it is over already. */
export function untilDate(until: number | null, now: number): Until | null {
  if (until === null) return {};
  if (until <= now) return null;
  const lasts = Math.max(LEAST, until - now);
  if (lasts <= MOST) return { date: Math.ceil((now + lasts) / SECOND) };
  return { date: Math.floor((now + MOST) / SECOND), renewAt: now + MOST - RENEW_BEFORE };
}
