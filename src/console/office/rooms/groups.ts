/** The groups of this person, and one group with all that belongs to it. */
import { z } from 'zod';
import { onAnnouncements } from '../../../commands/list/announce.js';
import {
  effectiveMode,
  type GroupPolicy,
  policyChangeSchema,
  ruleTuningSchema,
} from '../../../domain/group.js';
import { rightsOf } from '../../../domain/roles.js';
import { isPolice, LANGS, type Lang } from '../../../domain/vocabulary.js';
import { belgianDay } from '../../../store/counts.js';
import type { GroupRow } from '../../../store/groups.js';
import { read, refuse } from '../../http.js';
import { memberName, nameOf, type Office, type OfficeApp } from '../context.js';
import { pressBody } from '../press-key.js';
import { groupFor, groupsWhere, need, roleIn, type Viewer } from '../viewer.js';
import type { GroupLine, GroupPage, ThreadLine } from '../wire.js';
import { closedChecks } from './closed-checks.js';
import { digestOf } from './digest.js';
import { registrationChecks } from './registration.js';
import { reviewItems } from './review-items.js';
import { holdItems, order, troubles } from './today.js';

const DAY = 86_400_000;
const WEEKS = 12;
const MONTHS = 12;

const settingsBody = policyChangeSchema.extend({
  rule: z
    .strictObject({
      id: z.string().max(60),
      tuning: ruleTuningSchema.extend({ response: ruleTuningSchema.shape.response.unwrap().nullable() }),
    })
    .optional(),
});
type Tuning = NonNullable<z.infer<typeof settingsBody>['rule']>['tuning'];

export function groupRoutes(app: OfficeApp, office: Office): void {
  app.get('/groups', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-status');
    return c.json(groupsWhere(viewer, 'see-status').map((g) => line(office, viewer, g)));
  });
  app.get('/groups/:id', (c) => {
    const viewer = c.get('viewer');
    const lang = LANGS.find((l) => l === c.req.query('lang')) ?? 'fr';
    return c.json(
      page(office, viewer, groupFor(office.store, viewer, c.req.param('id'), 'see-status'), lang),
    );
  });
  app.patch('/groups/:id', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(office.store, viewer, c.req.param('id'), 'change-settings');
    const { rule, ...change } = await read(c.req.raw, settingsBody);
    // Art. 8 d: letting members send on their own is the police's to give and to take back.
    if (change.sending !== undefined && change.sending !== group.policy.sending)
      if (!isPolice(roleIn(viewer, group.id)))
        throw refuse(403, 'police-only', 'Only the police decide who may send (art. 8 d).');
    if (rule && office.rules().table[rule.id] === undefined)
      throw refuse(400, 'invalid', 'There is no such rule.');
    const known = Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined));
    const rules = rule ? { rules: tuned(group.policy, rule.id, rule.tuning) } : {};
    const policy = office.engine.changePolicy(group.id, { ...known, ...rules });
    office.log.note(viewer, 'changed-settings', group.id);
    office.news('groups', 'today');
    return c.json(policy);
  });
  app.post('/groups/:id/threads/:thread/close', async (c) => {
    const viewer = c.get('viewer');
    const group = groupFor(office.store, viewer, c.req.param('id'), 'close-thread');
    const { key } = await read(c.req.raw, pressBody);
    const { thread } = c.req.param();
    if (office.store.threads.groupOf(thread) !== group.id)
      throw refuse(409, 'gone', 'There is no such report.');
    order(office, viewer, group, key, { what: 'close-thread', thread });
    office.log.note(viewer, 'closed-thread', group.id);
    return c.json({ done: true });
  });
}

/** A tuning that changes nothing is taken out again, so that a later change of the rule's file is felt. */
function tuned(policy: GroupPolicy, id: string, t: Tuning): GroupPolicy['rules'] {
  const { [id]: _, ...others } = policy.rules;
  if (t.enabled && t.response === null && t.extraWords.length === 0) return others;
  const words = [...new Set(t.extraWords)];
  return {
    ...others,
    [id]: { enabled: t.enabled, extraWords: words, ...(t.response === null ? {} : { response: t.response }) },
  };
}

export function line(office: Office, viewer: Viewer, group: GroupRow): GroupLine {
  const { store } = office;
  const role = roleIn(viewer, group.id);
  const now = office.clock();
  const weeks = Array<number>(WEEKS).fill(0);
  let messages = 0;
  const first = belgianDay(now - WEEKS * 7 * DAY);
  const month = belgianDay(now - 30 * DAY);
  for (const { day, n } of store.counts.byDay(group.id, first)) {
    const age = Math.floor((now - Date.parse(`${day}T12:00:00Z`)) / (7 * DAY));
    const week = WEEKS - 1 - Math.max(0, age);
    if (weeks[week] !== undefined) weeks[week] += n;
    if (day > month) messages += n;
  }
  const rights = rightsOf(role);
  const held = rights.includes('release') ? holdItems(office, viewer, group).filter((h) => h.mine) : [];
  const waiting = held.length + (rights.includes('pardon') ? reviewItems(office, group).length : 0);
  return {
    ...nameOf(group),
    role,
    mode: effectiveMode(group.state),
    wanted: group.policy.mode,
    members: store.members.count(group.id),
    waiting,
    due: held.length > 0 ? Math.min(...held.map((h) => h.due)) : null,
    messages,
    troubles: troubles(office, group).length,
    weeks,
  };
}

function page(office: Office, viewer: Viewer, group: GroupRow, lang: Lang): GroupPage {
  const { store } = office;
  const role = roleIn(viewer, group.id);
  const now = office.clock();
  return {
    group: nameOf(group),
    role,
    rights: rightsOf(role),
    mode: effectiveMode(group.state),
    policy: group.policy,
    threads: threads(office, group),
    months: months(office, group, now),
    outcomes: outcomes(office, group, now),
    registration: registrationChecks(office, group, lang),
    closed: closedChecks(office, group),
    announcements: onAnnouncements(store, group.id),
    charter: rightsOf(role).includes('edit-registration') ? store.registrations.charter(group.id) : null,
    digest: digestOf(office, viewer, group),
    officials: store.members
      .list(group.id)
      .filter((m) => m.role !== 'member')
      .map(({ name, role: r }) => ({ name, role: r })),
  };
}

function threads(office: Office, group: GroupRow): ThreadLine[] {
  const count = office.store.db
    .prepare<[string], number>('SELECT messages FROM threads WHERE id = ?')
    .pluck();
  return office.store.threads.openOf(group.id).map((t) => ({
    id: t.id,
    openedAt: t.openedAt,
    lastAt: t.lastAt,
    policeInformedAt: t.policeInformedAt,
    openedBy: memberName(office.store, group.channel, t.openedBy),
    messages: count.get(t.id) ?? 1,
    description: t.description,
  }));
}

/** The last twelve months, this one included, oldest first. */
function months(office: Office, group: GroupRow, now: number): GroupPage['months'] {
  const [year = 0, month = 1] = belgianDay(now).split('-').map(Number);
  const list = Array.from({ length: MONTHS }, (_, i) => {
    const at = new Date(Date.UTC(year, month - MONTHS + i, 1));
    return { month: at.toISOString().slice(0, 7), kinds: {} as Record<string, number> };
  });
  for (const { day, kind, n } of office.store.counts.of(group.id)) {
    const entry = list.find((m) => day.startsWith(m.month));
    if (entry) entry.kinds[kind] = (entry.kinds[kind] ?? 0) + n;
  }
  return list;
}

function outcomes(office: Office, group: GroupRow, now: number): Record<string, number> {
  const since = belgianDay(now - 365 * DAY);
  const sums: Record<string, number> = {};
  for (const { day, outcome, n } of office.store.counts.of(group.id))
    if (day > since) sums[outcome] = (sums[outcome] ?? 0) + n;
  return sums;
}
