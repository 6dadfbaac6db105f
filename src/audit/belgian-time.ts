/** Exports write the clock on the wall; the engine counts milliseconds since 1970. Belgium has one time zone. */
import { tzOffset } from '@date-fns/tz';
import { BELGIUM } from '../domain/belgian-calendar.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MAX_CACHED = 20_000;
/** Day → its offset in ms; NaN for the two days of the year on which the clocks change. */
const offsets = new Map<number, number>();

const lookUp = (utc: number): number => tzOffset(BELGIUM, new Date(utc)) * 60_000;

/** Offset from UTC in ms at a moment. The answer is kept for each day: asking the time zone data is slow. */
function offsetAt(utc: number): number {
  const day = Math.floor(utc / DAY);
  let offset = offsets.get(day);
  if (offset === undefined) {
    if (offsets.size >= MAX_CACHED) offsets.clear();
    const first = lookUp(day * DAY);
    offset = first === lookUp((day + 1) * DAY) ? first : Number.NaN;
    offsets.set(day, offset);
  }
  return Number.isNaN(offset) ? lookUp(Math.floor(utc / HOUR) * HOUR) : offset;
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
