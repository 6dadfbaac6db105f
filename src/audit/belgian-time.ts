/** Exports write the clock on the wall; the engine counts milliseconds since 1970. Belgium has one time zone. */
import { tzOffset } from '@date-fns/tz';

export const BELGIUM = 'Europe/Brussels';
const HOUR = 3_600_000;
const MAX_CACHED = 20_000;
const offsets = new Map<number, number>();

/** Offset from UTC in ms at a moment. The answer is kept for each hour: asking the time zone data is slow. */
function offsetAt(utc: number): number {
  const hour = Math.floor(utc / HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    if (offsets.size >= MAX_CACHED) offsets.clear();
    offset = tzOffset(BELGIUM, new Date(hour * HOUR)) * 60_000;
    offsets.set(hour, offset);
  }
  return offset;
}

/**
 * The moment at which Belgian clocks show this date and time. `wall` is that clock read as if it were UTC
 * (`Date.UTC(…)`). In the hour that comes twice in October the later one is meant.
 */
export function fromWall(wall: number): number {
  const guess = wall - offsetAt(wall);
  return wall - offsetAt(guess);
}

/** What Belgian clocks show at a moment, as a number to be read with the `getUTC…` functions of Date. */
export const toWall = (utc: number): number => utc + offsetAt(utc);
