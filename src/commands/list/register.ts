/** /register: the charter's data, the recognition, the police's approval (Annex 2, Annex 4 §1, §2). */

import { z } from 'zod';
import { type Charter, charterSchema } from '../../domain/registration/index.js';
import { may } from '../../domain/roles.js';
import { belgianDay } from '../../store/counts.js';
import { type Asked, command, done, type Outcome, refused } from '../command.js';
import { fold } from '../parse/fold.js';
import type { Token } from '../parse/tokens.js';
import { findDay } from '../parse/until.js';
import { announceButton, onAnnouncements, tellOffice } from './announce.js';

const args = z.object({
  what: z.enum(['charter', 'recognition', 'approval', 'withdraw-approval', 'notified']),
  /** JSON of charterSchema. */
  charter: z.string().max(20_000).optional(),
  reference: z.string().trim().min(1).max(120).optional(),
  date: z.iso.date().optional(),
});
type Args = z.infer<typeof args>;

const WHAT: Readonly<Record<string, Args['what']>> = {
  ...Object.fromEntries(
    ['reconnaissance', 'agrement', 'erkenning', 'anerkennung', 'recognition'].map((w) => [w, 'recognition']),
  ),
  ...Object.fromEntries(
    ['approbation', 'accord', 'goedkeuring', 'zustimmung', 'approval'].map((w) => [w, 'approval']),
  ),
  ...Object.fromEntries(
    ['retrait', 'intrekking', 'widerruf', 'withdrawal'].map((w) => [w, 'withdraw-approval']),
  ),
  ...Object.fromEntries(['communique', 'gemeld', 'mitgeteilt', 'notified'].map((w) => [w, 'notified'])),
};

/** “PZ 5340” is one reference. */
function referenceAt(words: readonly Token[], at: number): string {
  const before = words[at - 1];
  const code = before && !before.quoted && !words[at]!.quoted && /^\p{Lu}{1,6}$/u.test(before.text);
  return `${code ? `${before.text} ` : ''}${words[at]!.text}`.replace(/[.,;:]{1,8}$/, '');
}

export const register = command<Args>({
  name: 'register',
  rights: ['edit-registration', 'habilitate'],
  help: 'help.register',
  args,
  read: (tokens) => {
    const [first, ...rest] = tokens;
    const what = first ? WHAT[fold(first.text)] : undefined;
    if (!what) return { raw: {}, problem: { key: 'register.which' } };
    const day = findDay(rest);
    const words = day ? [...rest.slice(0, day.from), ...rest.slice(day.to)] : rest;
    // “… de la police, référence PZ-12 du …”: a reference has a number in it, or stands between quotes, or alone.
    const reference =
      words.find((t) => t.quoted) ??
      words.find((t) => /\d/.test(t.text)) ??
      (words.length === 1 ? words[0] : undefined);
    return {
      raw: {
        what,
        ...(reference ? { reference: referenceAt(words, words.indexOf(reference)) } : {}),
        ...(day ? { date: day.day } : {}),
      },
    };
  },
  confirm: ({ args, group }) =>
    args.what === 'withdraw-approval'
      ? [{ key: 'register.confirm-withdrawal', params: { group: group.title } }]
      : null,
  run: (asked) => {
    const { store, group, actor, args, now } = asked;
    // What lets the bot act in the group is for the police to say; the rest of the charter is both's.
    const police =
      args.what === 'recognition' || args.what === 'approval' || args.what === 'withdraw-approval';
    if (!may(actor.role, police ? 'habilitate' : 'edit-registration'))
      return refused('no-right', { key: 'register.police-only' });
    switch (args.what) {
      case 'charter':
        return saveCharter(asked);
      case 'notified': {
        const open = store.registrations.openChanges(group.id);
        store.registrations.notified(group.id, open.at(-1)?.id ?? 0, now);
        return done([{ key: 'register.notified', params: { number: open.length } }]);
      }
      case 'withdraw-approval': {
        if (group.policeApproval === null) return refused('already', { key: 'register.not-approved' });
        store.registrations.setApproval(group.id, null);
        store.groups.forget();
        // Whether members may still write is for people to decide: it is offered, never done by itself.
        const offer = onAnnouncements(store, group.id) ? [] : [announceButton(group.id, 'on')];
        const params = { group: group.title };
        return done(
          [
            { key: 'register.approval-withdrawn', params },
            ...(offer.length > 0 ? [{ key: 'register.offer-announcements' }] : []),
          ],
          {
            buttons: offer,
            actions: tellOffice(store, group, actor.person, { key: 'register.told-withdrawn', params }),
          },
        );
      }
      default: {
        const date = args.date ?? belgianDay(now);
        if (args.reference === undefined) return refused('unclear', { key: 'register.reference' });
        if (args.what === 'recognition')
          store.registrations.setRecognition(group.id, { reference: args.reference, date });
        else store.registrations.setApproval(group.id, { reference: args.reference, by: actor.name, date });
        store.groups.forget();
        const reopens = args.what === 'approval' && onAnnouncements(store, group.id);
        return done(
          [
            {
              key: args.what === 'recognition' ? 'register.recognised' : 'register.approved',
              params: { group: group.title, reference: args.reference },
            },
            ...(reopens ? [{ key: 'register.offer-reopening' }] : []),
          ],
          reopens ? { buttons: [announceButton(group.id, 'off')] } : {},
        );
      }
    }
  },
});

function saveCharter({ store, group, actor, args, now }: Asked<Args>): Outcome {
  let charter: Charter;
  try {
    charter = charterSchema.parse(JSON.parse(args.charter ?? ''));
  } catch {
    return refused('unclear', { key: 'register.charter-form' });
  }
  const changes = store.registrations.save(group.id, charter, actor.person, now);
  return done([
    { key: 'register.charter-saved', params: { group: group.title } },
    ...(changes.length > 0 ? [{ key: 'status.changes', params: { number: changes.length } }] : []),
  ]);
}
