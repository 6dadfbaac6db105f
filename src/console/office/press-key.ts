/** A press of a button has a key that is the same for every attempt, so that it is done once. */
import { z } from 'zod';

export const pressKeySchema = z.string().regex(/^[\w-]{8,40}$/);
/** A press that says nothing more. */
export const pressBody = z.strictObject({ key: pressKeySchema });
