/** Somebody chooses when they want their digest: the setting and its timer, together. */
import { z } from 'zod';
import { isCoordinator, isPolice, type Role } from '../../domain/vocabulary.js';
import type { Store } from '../../store/store.js';
import { nextDigest } from './next-digest.js';

const DAY = 86_400_000;

/** What the console or a command sends. `hour` as `8`, `08:30` or `8h30`. */
export const digestArgsSchema = z.strictObject({
  cadence: z.enum(['daily', 'weekly', 'off']),
  weekday: z.coerce.number().int().min(1).max(7).default(1),
  hour: z.coerce
    .string()
    .regex(/^([01]?\d|2[0-3])(?:[:h.]([0-5]\d)?)?$/, 'an hour is written 8, 08:30 or 8h30')
    .default('8'),
  email: z.preprocess((v) => (v === '' ? null : v), z.email().max(254).nullable().default(null)),
});
export type DigestArgs = z.infer<typeof digestArgsSchema>;

export const digestRef = (group: number, person: number): string => `${group}:${person}`;

/** Whose office it is to know what happens in the group. */
export const mayHaveDigest = (role: Role): boolean => isCoordinator(role) || isPolice(role);

/** Sets or ends a digest within the caller's transaction; answers when the next is due, null for none. */
export function setDigest(
  store: Store,
  group: number,
  person: number,
  args: DigestArgs,
  at: number,
): number | null {
  if (args.cadence === 'off') {
    store.digestSettings.remove(group, person);
    store.timers.clear('digest', digestRef(group, person));
    return null;
  }
  const [hours = '8', minutes = '0'] = args.hour.split(/[:h.]/);
  const settings = {
    group,
    person,
    cadence: args.cadence,
    weekday: args.weekday,
    minute: Number(hours) * 60 + Number(minutes || '0'),
    email: args.email,
  };
  store.digestSettings.put({ ...settings, until: at - (args.cadence === 'daily' ? 1 : 7) * DAY });
  const due = nextDigest(settings, at);
  store.timers.set('digest', digestRef(group, person), group, due);
  return due;
}
