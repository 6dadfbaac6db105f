/** What keeps `start` from opening, in words that say what to do. */
import { UserError } from './user-error.js';

export interface Wanted {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** A UserError for what people can mend; the error itself for what they can't. */
export function startProblem(error: Error & { code?: string }, { host, port, database }: Wanted): Error {
  const another = 'name a file that you may write with --database FILE, e.g. one in your own folder';
  switch (error.code) {
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(
        `This machine has no address ${host}.`,
        'leave --host out to use this machine only',
      );
    case 'EADDRINUSE':
      return new UserError(`Port ${port} and those after it are taken.`, 'choose another with --port');
    case 'DATABASE_IN_USE':
      return new UserError(
        `Garde-fou is running on ${database} already.`,
        'it is open in another window: close it there (Ctrl+C), or name another file with --database',
      );
    case 'SQLITE_NOTADB':
      return new UserError(
        `${database} is not a database of Garde-fou; it was left as it is.`,
        'check the name given with --database; a file that does not exist yet is made',
      );
    case 'SQLITE_CORRUPT':
      return new UserError(
        `${database} is damaged.`,
        'keep a copy of it as it is, and restore the newest backup',
      );
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return new UserError('The disk is full.', 'make room and start again');
    case 'EACCES':
      // The network says EACCES too, with the address it was refused.
      if ('syscall' in error && error.syscall === 'listen')
        return new UserError(
          `Port ${port} is not allowed to you.`,
          'choose one above 1023, e.g. --port 4040',
        );
      return new UserError(`${database} can't be written.`, another);
    default:
      return /^(?:SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)|EROFS|EPERM|ENOTDIR|EEXIST|ENOENT$)/.test(
        error.code ?? '',
      )
        ? new UserError(`${database} can't be written.`, another)
        : error;
  }
}
