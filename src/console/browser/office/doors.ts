/** Which rooms a person has. What isn't here the server refuses as well; this only spares them closed doors. */
import type { IconName } from '../icons.js';
import type { SignedIn } from './desk.js';

export interface Door {
  readonly room: string;
  readonly icon: IconName;
}

export function doorsOf(me: SignedIn): Door[] {
  const may = (right: SignedIn['rights'][number]): boolean => me.rights.includes(right);
  const doors: (Door | false)[] = [
    (may('release') || may('sign-as-mandatary') || may('dismiss') || may('name-temporary')) && {
      room: 'today',
      icon: 'today',
    },
    may('see-status') && { room: 'groups', icon: 'people' },
    may('see-history') && { room: 'members', icon: 'card' },
    may('pardon') && { room: 'reviews', icon: 'scales' },
    (may('see-member-cases') || may('see-coordinator-cases')) && { room: 'cases', icon: 'ladder' },
    { room: 'rules', icon: 'book' },
    may('see-summary') && { room: 'evaluation', icon: 'chart' },
    me.operator && { room: 'operator', icon: 'wrench' },
  ];
  return doors.filter((d): d is Door => d !== false);
}
