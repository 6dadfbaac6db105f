/** What every part of the console's HTTP interface shares: refusals, and bodies that are checked before use. */
import type { z } from 'zod';
import type { ApiProblem } from './wire.js';

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429;

/** Thrown by a route; answered as an ApiProblem with that status. */
export class Refusal extends Error {
  constructor(
    readonly status: RefusalStatus,
    readonly problem: ApiProblem,
  ) {
    super(problem.detail);
  }
}

export const refuse = (status: RefusalStatus, error: string, detail: string): Refusal =>
  new Refusal(status, { error, detail });

/** The same answer for what isn't there and for what this person may not see: neither tells of the other. */
export const notFound = (detail = 'There is nothing here.'): Refusal => refuse(404, 'not-found', detail);

/** The body, checked. A form of another site can't claim to be JSON, so the type is checked too. */
export async function read<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw refuse(415, 'not-json', 'Send Content-Type: application/json.');
  let value: unknown;
  try {
    value = JSON.parse(await request.text());
  } catch {
    throw refuse(400, 'not-json', 'The body is not valid JSON.');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const detail = result.error.issues
    .map((i) => (i.path.length > 0 ? `${i.path.join('.')}: ${i.message}` : i.message))
    .join('; ');
  throw refuse(400, 'invalid', detail);
}
