/** /announce: only administrators write in the group, or everybody again (Annex 4 §2); always by somebody's confirmed order. */
import { z } from 'zod';
import type { Button } from '../../domain/action.js';
import { may, rolesWith } from '../../domain/roles.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { command, done, refused } from '../command.js';
import { tellRoles } from '../ladder/act-in-case.js';
import { bare } from '../parse/fillers.js';

const args = z.object({ what: z.enum(['on', 'off']) });
type Args = z.infer<typeof args>;

/** Words that end it; without one of them it begins. */
const OFF = new Set(
  'off fin finir arreter stop terminer desactiver lever non uit einde stoppen nee aus ende beenden nein end no rouvrir heropenen offnen open'.split(
    ' ',
  ),
);

/** What the network last confirmed. */
export const onAnnouncements = (store: Store, group: number): boolean =>
  store.groups.facts(group).some((f) => f.what === 'announcements' && f.value === true);

/** What it will be once what was ordered is done: the network may be slow, or away. */
function willBeAnnouncements(store: Store, group: GroupRow): boolean {
  const ordered = store.outbox
    .waiting(group.channel, group.chat, MOST_WAITING)
    .flatMap(({ action }) => (action.type === 'tighten' ? [action.what] : []))
    .findLast((what) => what === 'announce-only' || what === 'announce-off');
  return ordered === undefined ? onAnnouncements(store, group.id) : ordered === 'announce-only';
}
const MOST_WAITING = 1000;

/** The offer; nothing is done before it is pressed and confirmed. */
export const announceButton = (group: number, what: Args['what']): Button => ({
  label: what === 'on' ? 'button.announce' : 'button.announce-off',
  action: `cmd:do:announce:${what}:${group}`,
});

/** Whom it concerns besides whoever orders it. */
export const tellOffice = (
  store: Store,
  group: GroupRow,
  but: number,
  ...about: Parameters<typeof tellRoles>[4]
) => tellRoles(store, group, [...rolesWith('edit-registration'), 'steering-committee'], [but], about);

export const announce = command<Args>({
  name: 'announce',
  rights: ['habilitate', 'edit-registration'],
  help: 'help.announce',
  args,
  read: (tokens) => ({ raw: { what: tokens.some((t) => OFF.has(bare(t.folded))) ? 'off' : 'on' } }),
  confirm: ({ args, group }) => [
    { key: args.what === 'on' ? 'announce.confirm' : 'announce.confirm-off', params: { group: group.title } },
  ],
  run: ({ store, group, actor, args }) => {
    const on = args.what === 'on';
    if (willBeAnnouncements(store, group) === on)
      return refused('already', { key: on ? 'announce.already' : 'announce.already-off' });
    // What the police closed by withdrawing their approval, they open again (Annex 4 §2).
    const opens = group.policeApproval !== null || may(actor.role, 'habilitate');
    if (!on && !opens) return refused('no-right', { key: 'announce.police-only' });
    const key = on ? 'announce.said' : 'announce.said-off';
    return done([{ key: on ? 'announce.done' : 'announce.done-off', params: { group: group.title } }], {
      actions: [
        // Said before the door is shut, to whoever would wonder: it tells nobody's fault, and repeats 101.
        { type: 'say', sentences: [{ key }], lang: group.policy.lang },
        { type: 'tighten', what: on ? 'announce-only' : 'announce-off' },
        ...tellOffice(store, group, actor.person, {
          key: on ? 'announce.told' : 'announce.told-off',
          params: { group: group.title, name: actor.name },
        }),
      ],
      ...(on && !opens ? {} : { undo: { command: 'announce', args: { what: on ? 'off' : 'on' } } }),
    });
  },
});
