/** Who may see a case: those whom the circular gives a part in it, never the person's peers. */
import type { Ladder } from '../../domain/ladder/index.js';
import { may } from '../../domain/roles.js';
import type { Role } from '../../domain/vocabulary.js';

/**
 * @param own it is about whoever asks: they may know where it stands
 */
export const mayReadCase = (role: Role, ladder: Ladder, own: boolean): boolean =>
  own ||
  may(role, ladder === 'member' ? 'see-member-cases' : 'see-coordinator-cases') ||
  // The steering committee sees no file; it only names who stands in, and notes the assembly.
  (ladder === 'coordinator' && may(role, 'name-temporary'));
