/** Numbers as protobuf gives them: a number, a Long, or nothing. */

/** A non-negative whole number, or null for what is none. */
export function toNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const n = Number(typeof value === 'object' ? String(value) : value);
  return Number.isSafeInteger(n) && n >= 0 ? n : null;
}

const EARLIEST = Date.UTC(2009, 0, 1);

/** Seconds since 1970 → ms; `otherwise` for a moment that can't be. */
export function moment(seconds: unknown, otherwise: number): number {
  const at = (toNumber(seconds) ?? 0) * 1000;
  return at >= EARLIEST && at <= otherwise + 86_400_000 ? at : otherwise;
}
