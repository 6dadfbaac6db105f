/** More partnerships for one mandatary, each with a year of counts: what a police zone of forty groups looks like. */
import { policy } from '../domain/group.js';
import { KINDS, MODES } from '../domain/vocabulary.js';
import type { Engine } from '../engine/api.js';
import { belgianDay } from '../store/counts.js';
import type { Store } from '../store/store.js';

const DAY = 86_400_000;
const MEMBERS = 30;

export interface ManyGroups {
  readonly engine: Engine;
  readonly store: Store;
  /** Identity and name on WhatsApp of whoever looks after them. */
  readonly mandatary: { readonly id: string; readonly name: string };
  readonly groups: number;
  /** ms since 1970 */
  readonly now: number;
}

/** Every seventh of them has a report that waits since a moment ago. Done when the engine has judged them. */
export async function addGroups({ engine, store, mandatary, groups, now }: ManyGroups): Promise<void> {
  const count = store.db.prepare('INSERT INTO counts (grp, day, kind, outcome, n) VALUES (?, ?, ?, ?, ?)');
  for (let i = 0; i < groups; i++) {
    const chat = `12036399900000${String(i).padStart(4, '0')}@g.us`;
    const group = engine.setupGroup({
      channel: 'whatsapp',
      chat,
      title: `PLP ${NAMES[i % NAMES.length]} ${i + 1}`,
      policy: policy({ lang: i % 3 === 0 ? 'nl' : 'fr', mode: MODES[i % MODES.length]! }),
      recognition: { reference: `SPF-${i}`, date: '2025-01-01' },
      policeApproval: { reference: `ZP-${i}`, by: mandatary.name, date: '2025-01-01' },
    });
    engine.setMember(group, { person: mandatary.id, name: mandatary.name, role: 'mandatary', lang: 'fr' });
    for (let m = 0; m < MEMBERS; m++)
      engine.setMember(group, {
        person: `3247${String(i).padStart(4, '0')}${String(m).padStart(3, '0')}@s.whatsapp.net`,
        name: `Membre ${m + 1} du ${i + 1}`,
        role: m === 0 ? 'coordinator' : 'member',
        lang: 'fr',
      });
    store.db.transaction(() => {
      for (let day = 1; day < 365; day++)
        count.run(
          group,
          belgianDay(now - day * DAY),
          KINDS[day % KINDS.length],
          'passed',
          1 + ((day * (i + 3)) % 5),
        );
    })();
    if (i % 7 === 0)
      engine.receive({
        type: 'message',
        channel: 'whatsapp',
        chat,
        scope: 'group',
        at: now,
        message: `w${i}`,
        revision: 0,
        sender: { id: `3247${String(i).padStart(4, '0')}001@s.whatsapp.net`, name: `Membre 2 du ${i + 1}` },
        text: 'Deux hommes regardent par les fenêtres, rue du Moulin, ils portent des gants',
        media: [],
      });
  }
  await engine.settled();
}

const NAMES = [
  'Rue du Moulin',
  'Clos des Prés',
  'Kerkplein',
  'Vieux Pont',
  'Bosrand',
  'Les Acacias',
  'Haut-Pré',
];
