/** A mistake or a mishap that people can mend: shown as one sentence and what to do, without a stack trace. */
export class UserError extends Error {
  constructor(
    message: string,
    /** What to do about it. */
    readonly remedy?: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = 'UserError';
  }
}
