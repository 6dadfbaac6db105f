/** /status: where the group stands with its registration, what is missing, and what the bot does there (Annex 4 §1–3). */
import { z } from 'zod';
import type { Sentence } from '../../domain/action.js';
import { type CharterItem, standingOf } from '../../domain/registration/index.js';
import type { Mode } from '../../domain/vocabulary.js';
import { command, done } from '../command.js';
import { onAnnouncements } from './announce.js';

const args = z.object({});
type Args = z.infer<typeof args>;

const MODE: Readonly<Record<Mode, string>> = {
  observe: 'status.mode-observe',
  ask: 'status.mode-ask',
  hold: 'status.mode-hold',
};
const ITEM: Readonly<Record<CharterItem, string>> = {
  'police-zone': 'charter.police-zone',
  commune: 'charter.commune',
  name: 'charter.name',
  initiator: 'charter.initiator',
  objectives: 'charter.objectives',
  area: 'charter.area',
  members: 'charter.members',
  coordinator: 'charter.coordinator',
  mandatary: 'charter.mandatary',
  mayor: 'charter.mayor',
  'to-police': 'charter.to-police',
  hot: 'charter.hot',
  'hot-suits-residents': 'charter.hot-suits-residents',
  cold: 'charter.cold',
  meetings: 'charter.meetings',
  consultation: 'charter.consultation',
  support: 'charter.support',
  fee: 'charter.fee',
  evaluation: 'charter.evaluation',
  'internal-rules': 'charter.internal-rules',
  saa: 'charter.saa',
  signatures: 'charter.signatures',
  sent: 'charter.sent',
};
const FIRST_ITEMS = 6;

export const charterWord = (item: CharterItem): Sentence => ({ key: ITEM[item] });

export const status = command<Args>({
  name: 'status',
  rights: ['see-status'],
  help: 'help.status',
  args,
  read: () => ({ raw: {} }),
  run: ({ store, group }) => {
    const charter = store.registrations.charter(group.id);
    const standing = standingOf(group.state, charter);
    const facts = store.groups.facts(group.id);
    const listed = (what: string): readonly string[] => {
      const value = facts.find((f) => f.what === what)?.value;
      return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
    };
    const open = listed('closedness');
    const rights = listed('missing-rights');
    const changes = store.registrations.openChanges(group.id);
    const because: Sentence[] =
      standing.because === null
        ? []
        : [{ key: standing.because === 'not-recognised' ? 'status.not-recognised' : 'status.not-approved' }];
    return done([
      { key: 'status.head', params: { group: group.title } },
      { key: MODE[standing.effective] },
      ...because,
      { key: group.policy.sending === 'habilitation' ? 'status.habilitation' : 'status.prior-authorisation' },
      ...(onAnnouncements(store, group.id) ? [{ key: 'status.announcements' }] : []),
      { key: group.policy.urgentMessages === 'saa' ? 'status.saa' : 'status.no-urgent' },
      standing.missing.length === 0
        ? { key: 'status.charter-whole' }
        : {
            key: 'status.charter-missing',
            params: {
              number: standing.missing.length,
              items: standing.missing.slice(0, FIRST_ITEMS).map(charterWord),
            },
          },
      ...(changes.length > 0 ? [{ key: 'status.changes', params: { number: changes.length } }] : []),
      ...(open.length > 0 ? [{ key: 'status.not-closed', params: { number: open.length } }] : []),
      ...(rights.length > 0 ? [{ key: 'status.rights-missing', params: { number: rights.length } }] : []),
    ]);
  },
});
