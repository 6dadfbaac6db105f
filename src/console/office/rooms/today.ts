/** What waits for this person: held messages, doubts, contests, cases; each with what can be done about it at once. */
import { z } from 'zod';
import { mayRelease } from '../../../domain/decide/answer.js';
import type { DecideInput } from '../../../domain/decide/index.js';
import type { EventOf } from '../../../domain/event.js';
import { effectiveMode } from '../../../domain/group.js';
import type { Hold } from '../../../domain/hold.js';
import { belgianDay } from '../../../store/counts.js';
import type { GroupRow } from '../../../store/groups.js';
import { read, refuse } from '../../http.js';
import { statusOf } from '../channel-status.js';
import { memberName, nameOf, type Office, type OfficeApp } from '../context.js';
import { pressKeySchema } from '../press-key.js';
import { handTo } from '../run-command.js';
import { byUrgency } from '../today-sections.js';
import { groupFor, groupsWhere, roleIn, senderIn, type Viewer } from '../viewer.js';
import type { HoldItem, Today, TodayItem, TroubleItem } from '../wire.js';
import { caseItems } from './case-items.js';
import { joinItems } from './join-items.js';
import { noteReviews, reviewItems } from './review-items.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEK = 7 * DAY;

const decideBody = z.strictObject({
  group: z.number().int(),
  do: z.enum(['release', 'refuse']),
  reason: z.string().trim().max(500).default(''),
  /** Since when the police know of the report that is published, ms since 1970. */
  policeInformedAt: z.number().int().positive().optional(),
  key: pressKeySchema,
});

export function todayRoutes(app: OfficeApp, office: Office): void {
  app.get('/today', (c) => c.json(today(office, c.get('viewer'))));

  app.post('/holds/:id', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, decideBody);
    const group = groupFor(office.store, viewer, body.group, 'release');
    const hold = c.req.param('id');
    const { policeInformedAt: at } = body;
    const waits = office.store.holds.openById(group.id, hold)[0];
    // Annex 4 §5: first the police, then the app; so whoever publishes says when the police were told.
    if (body.do === 'release' && waits?.condition === 'police-informed')
      if (at === undefined || at > office.clock() + MINUTE || at < office.clock() - DAY)
        throw refuse(400, 'when-informed', 'Say at what time of the last day the police were told.');
    order(
      office,
      viewer,
      group,
      body.key,
      body.do === 'release'
        ? { what: 'release', hold, ...(at === undefined ? {} : { policeInformedAt: at }) }
        : { what: 'refuse', hold, reason: body.reason },
    );
    office.log.note(viewer, body.do === 'release' ? 'released' : 'refused', group.id);
    return c.json({ done: true });
  });
}

/** Hands a decision to the engine, which checks the right once more. Throws 403 and 409 with what it answered. */
export function order(
  office: Office,
  viewer: Viewer,
  group: GroupRow,
  key: string,
  what: EventOf<'order'>['order'],
): void {
  const why = handTo(office, viewer, group, key, 'group', { type: 'order', order: what });
  if (why.includes('no-right')) throw refuse(403, 'no-right', 'This decision belongs to somebody else.');
  if (why.includes('button-does-not-fit'))
    throw refuse(409, 'observed', 'The group is only observed: nothing can be put back.');
  if (why.includes('no-such-hold') || why.includes('no-such-thread'))
    throw refuse(409, 'gone', 'Somebody decided already, or its time was over.');
}

export function today(office: Office, viewer: Viewer): Today {
  const items = waitingItems(office, viewer);
  for (const group of new Set(items.filter((i) => i.kind === 'hold').map((i) => i.group.id)))
    office.log.note(viewer, 'saw-holds', group);
  noteReviews(
    office,
    viewer,
    items.filter((i) => i.kind === 'review'),
  );
  const now = office.clock();
  return {
    now,
    machine: viewer.operator ? machineTroubles(office) : [],
    items: items.sort(byUrgency),
    week: week(office, viewer, now),
  };
}

/** What the operator should look at in the room Machine. */
function machineTroubles(office: Office): string[] {
  const channels = office.channels.filter((c) => statusOf(c).problem).map((c) => `channel.${c.name}`);
  return [
    ...(office.rulesProblem?.() ? ['rules'] : []),
    ...channels,
    ...(office.engine.failed(1).length > 0 ? ['failed'] : []),
  ];
}

/** Everything that waits for this person, or that they should know of. */
export function waitingItems(office: Office, viewer: Viewer): TodayItem[] {
  const reviews = groupsWhere(viewer, 'pardon').flatMap((g) => reviewItems(office, g));
  // A contest brings its message along: the same words are not shown twice.
  const contested = new Set(reviews.map((r) => `${r.group.id} ${r.hold}`));
  return [
    ...groupsWhere(viewer, 'release')
      .flatMap((g) => holdItems(office, viewer, g))
      .filter((h) => !contested.has(`${h.group.id} ${h.id}`)),
    ...reviews,
    ...joinItems(office, viewer),
    ...caseItems(office, viewer),
    ...groupsWhere(viewer, 'edit-registration').flatMap((g) => troubleItems(office, g)),
  ];
}

export function holdItems(office: Office, viewer: Viewer, group: GroupRow): HoldItem[] {
  const sender = { id: senderIn(viewer, group.id).id, role: roleIn(viewer, group.id) };
  const decides = (hold: Hold): boolean =>
    mayRelease({ group: group.state, sender } as unknown as DecideInput, hold);
  return office.store.holds
    .open(group.id)
    .filter((hold) => !hold.settling)
    .map((hold) => ({
      kind: 'hold',
      id: hold.id,
      group: nameOf(group),
      at: hold.createdAt,
      due: hold.expiresAt,
      member: memberName(office.store, group.channel, hold.member) || hold.memberName,
      rule: hold.rule,
      condition: hold.condition,
      text: hold.text,
      media: hold.media.length,
      mine: decides(hold),
      observed: effectiveMode(group.state) === 'observe',
    }));
}

export function troubles(office: Office, group: GroupRow): string[] {
  const facts = office.store.groups.facts(group.id);
  const listed = (what: string): string[] => {
    const value = facts.find((f) => f.what === what)?.value;
    return Array.isArray(value) ? value.map(String) : [];
  };
  return [
    ...(group.recognition ? [] : ['not-recognised']),
    ...(group.policeApproval ? [] : ['not-approved']),
    ...listed('closedness').map((p) => `closed.${p}`),
    ...listed('missing-rights').map((p) => `right.${p}`),
  ];
}

function troubleItems(office: Office, group: GroupRow): TroubleItem[] {
  const what = troubles(office, group);
  if (what.length === 0) return [];
  return [{ kind: 'trouble', id: `t${group.id}`, group: nameOf(group), at: office.clock(), what }];
}

function week(office: Office, viewer: Viewer, now: number): Today['week'] {
  const since = belgianDay(now - WEEK);
  let messages = 0;
  let reports = 0;
  let infractions = 0;
  // A report is an event, as in the evaluation: several messages about it are one.
  const countReports = office.store.db
    .prepare<[number, number], number>('SELECT count(*) FROM threads WHERE grp = ? AND opened_at > ?')
    .pluck();
  for (const group of groupsWhere(viewer, 'see-summary')) {
    for (const { n } of office.store.counts.byDay(group.id, since)) messages += n;
    reports += countReports.get(group.id, now - WEEK) ?? 0;
    infractions += office.store.ledger.standing(group.id, now - WEEK + 1);
  }
  return { messages, reports, infractions };
}
