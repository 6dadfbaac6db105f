/**
 * Deletes what has served its purpose, by the periods of rules/retention.yaml. Each step is one statement and cheap when
 * there is nothing to do. What an open case of art. 8 rests on stays until the case is closed (legal hold).
 */
import type { Database } from 'better-sqlite3';
import type { KindOfData, Periods } from '../domain/retention.js';
import { newSalt } from './chain.js';
import { erasePerson } from './erase-person.js';
import { caseLog } from './people/case-log.js';

const DAY = 86_400_000;

export interface Purged {
  readonly excerpts: number;
  readonly inbox: number;
  readonly outbox: number;
  /** People who left or never belonged, whose name and number went. */
  readonly persons: number;
}

/** Lines of the ledger on which an open case rests. */
const NEEDED = `SELECT e.seq FROM case_entries e JOIN cases c ON c.id = e.case_id WHERE c.closed_at IS NULL`;

/** Numbers rise with time, so the old rows are a prefix: no index on the time is needed. */
const prefix = (table: string, time: string, where: string): string => `DELETE FROM ${table} WHERE ${where}
  AND id < coalesce((SELECT id FROM ${table} WHERE ${time} >= @before ORDER BY id LIMIT 1), 9e15)`;

/** One statement each: @before is the moment before which it is too old, @now the present. */
const STEPS: readonly (readonly [KindOfData, string])[] = [
  ['recent', 'DELETE FROM recent WHERE at < @before'],
  ['picture-messages', 'DELETE FROM picture_messages WHERE at < @before'],
  // An event that waits so long will be of no use to anybody; what waits for an action neither.
  [
    'waiting',
    "UPDATE inbox SET status = 'failed', event = NULL, error = 'waited too long' WHERE status = 'waiting' AND received_at < @before",
  ],
  [
    'waiting',
    `UPDATE outbox SET status = 'impossible', action = NULL, reason = 'waited too long', ended_at = @now
     WHERE status = 'waiting' AND due < @before`,
  ],
  [
    'waiting',
    "UPDATE mails SET status = 'impossible', address = NULL, reason = 'waited too long', ended_at = @now WHERE status = 'waiting' AND due < @before",
  ],
  [
    'failed-events',
    "UPDATE inbox SET event = NULL, error = NULL WHERE status = 'failed' AND received_at < @before AND (event IS NOT NULL OR error IS NOT NULL)",
  ],
  ['tombstones', prefix('inbox', 'received_at', "status <> 'waiting'")],
  ['tombstones', prefix('outbox', 'created_at', "status <> 'waiting'")],
  [
    'thread-links',
    'DELETE FROM thread_messages WHERE thread IN (SELECT id FROM threads WHERE closed_at < @before)',
  ],
  ['threads', 'DELETE FROM threads WHERE closed_at < @before'],
  ['holds', 'DELETE FROM holds WHERE closed_at < @before'],
  ['reviews', 'DELETE FROM reviews WHERE resolved_at < @before OR (resolved_at IS NULL AND at < @before)'],
  ['proposals', 'DELETE FROM proposals WHERE decided_at < @before'],
  ['cases', 'DELETE FROM cases WHERE closed_at < @before'],
  ['offices', 'DELETE FROM role_grants WHERE ended_at < @before'],
  [
    'habilitations',
    `DELETE FROM habilitations WHERE at < @before AND EXISTS (SELECT 1 FROM habilitations later
       WHERE later.grp = habilitations.grp AND later.id > habilitations.id)`,
  ],
  ['register-changes', 'DELETE FROM registration_changes WHERE notified_at < @before'],
  ['broadcasts', 'DELETE FROM broadcasts WHERE at < @before'],
  ['evaluations', 'DELETE FROM evaluations WHERE finished_at < @before'],
  [
    'evaluations',
    `DELETE FROM surveys WHERE closed_at < @before
       AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.survey = surveys.id)`,
  ],
  [
    'overdue',
    'DELETE FROM survey_taken WHERE survey IN (SELECT id FROM surveys WHERE coalesce(closed_at, closes_at) < @before)',
  ],
  ['counts', "DELETE FROM counts WHERE day < date(@before / 1000, 'unixepoch')"],
  ['command-waits', 'DELETE FROM command_waits WHERE at < @before'],
  ['command-undos', 'DELETE FROM command_undos WHERE at < @before'],
  ['offered-examples', 'DELETE FROM offered_examples WHERE at < @before'],
  ['mails', 'DELETE FROM mails WHERE ended_at < @before'],
  ['sessions', 'DELETE FROM console_sessions WHERE coalesce(ended_at, seen_at) < @before'],
  ['keys', 'DELETE FROM console_keys WHERE expires_at < @before'],
  ['passkeys', 'DELETE FROM console_passkeys WHERE coalesce(used_at, created_at) < @before'],
  ['keys', 'DELETE FROM enrolment_attempts WHERE at < @before'],
  ['sessions', 'DELETE FROM enrolment_codes WHERE expires_at < @before'],
  ['access-log', 'DELETE FROM access_log WHERE at < @before'],
  ['sent-parts', 'DELETE FROM telegram_sent WHERE at < @before'],
  // Measures that end later are renewed by the adapter: only answers to take away can be overdue.
  ['overdue', "DELETE FROM telegram_later WHERE what = 'delete' AND due < @before"],
  ['overdue', 'DELETE FROM telegram_later WHERE until < @before'],
  ['overdue', 'DELETE FROM whatsapp_passing WHERE due < @before'],
  ['whatsapp-sent', 'DELETE FROM whatsapp_sent WHERE at < @before'],
  ['whatsapp-choices', 'DELETE FROM whatsapp_choices WHERE at < @before'],
  ['whatsapp-pace', "DELETE FROM whatsapp_pace WHERE day < date(@before / 1000, 'unixepoch')"],
  ['whatsapp-met', 'DELETE FROM whatsapp_met WHERE at < @before'],
  [
    'left-members',
    `DELETE FROM memberships WHERE left_at < @before
       AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.person = memberships.person AND c.closed_at IS NULL)`,
  ],
  ...['enrolments WHERE started_at', 'declarations WHERE at'].map((what): readonly [KindOfData, string] => {
    const table = what.split(' ')[0]!;
    return [
      'left-members',
      `DELETE FROM ${what} < @before AND NOT EXISTS (SELECT 1 FROM memberships m
           WHERE m.grp = ${table}.grp AND m.person = ${table}.person)`,
    ];
  }),
];

/** Of people who aren't in a group any more: nobody needs to know who they were. */
const FORGOTTEN = `
  SELECT p.id FROM persons p WHERE p.erased_at IS NULL AND p.created_at < @stranger
  AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.id)
  AND NOT EXISTS (SELECT 1 FROM offices o WHERE o.person = p.id)
  AND NOT EXISTS (SELECT 1 FROM enrolments e WHERE e.person = p.id)
  AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.person = p.id AND coalesce(c.closed_at, 9e15) >= @left)
  AND NOT EXISTS (SELECT 1 FROM ledger l JOIN ledger_evidence v ON v.seq = l.seq
    WHERE l.person = p.id AND v.erased_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM console_sessions s WHERE s.person = p.id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.channel = p.channel AND o.chat = p.identity AND o.status = 'waiting')
  LIMIT 500`;

/** The purge: `(now, periods) =>` what went. To be run within a transaction. Prepared when first needed: most runs never do. */
export function retention(db: Database): (now: number, periods: Periods) => Purged {
  let purge: ReturnType<typeof prepare> | undefined;
  return (now, periods) => {
    purge ??= prepare(db);
    return purge(now, periods);
  };
}

/** Says in the log of cases which of them go, so that one that was taken out by hand is told from them. */
function caseEnds(db: Database): (before: number, now: number) => void {
  const log = caseLog(db);
  const ended = db.prepare<[number], { case_id: number; grp: number; person: number }>(
    'SELECT id AS case_id, grp, person FROM cases WHERE closed_at < ? ORDER BY id',
  );
  return (before, now) => {
    for (const about of ended.all(before))
      log.append({
        ...about,
        at: now,
        actor: 0,
        role: '',
        act: 'delete',
        ref: '',
        facts: {},
        words: '',
        salt: newSalt(),
      });
  };
}

function prepare(db: Database) {
  const groups = db.prepare<[], { id: number; days: number }>(
    "SELECT id, json_extract(policy, '$.retentionDays') AS days FROM groups",
  );
  const evidence = db.prepare(`UPDATE ledger_evidence SET salt = NULL, excerpt = NULL, erased_at = ?
    WHERE grp = ? AND at < ? AND erased_at IS NULL AND seq NOT IN (${NEEDED})`);
  // One look through the list for all groups: one for each of a thousand groups took seconds.
  const reviews = db.prepare(`UPDATE reviews SET excerpt = '' WHERE excerpt <> '' AND at < ? - ${DAY} *
    (SELECT json_extract(policy, '$.retentionDays') FROM groups WHERE id = reviews.grp)`);
  const noteEnds = caseEnds(db);
  const steps = STEPS.map(([kind, sql]) => [kind, sql.includes('@now'), db.prepare(sql), sql] as const);
  const forgotten = db.prepare<[{ stranger: number; left: number }], number>(FORGOTTEN).pluck();

  return (now: number, periods: Periods): Purged => {
    const gone = { inbox: 0, outbox: 0 };
    noteEnds(now - periods.cases, now);
    for (const [kind, needsNow, statement, sql] of steps) {
      const before = now - periods[kind];
      const { changes } = statement.run(needsNow ? { before, now } : { before });
      if (sql.startsWith('DELETE FROM inbox')) gone.inbox += changes;
      if (sql.startsWith('DELETE FROM outbox')) gone.outbox += changes;
    }
    let excerpts = 0;
    for (const g of groups.all()) excerpts += evidence.run(now, g.id, now - g.days * DAY).changes;
    reviews.run(now);
    const people = forgotten.all({
      stranger: now - periods.strangers,
      left: now - periods['left-members'],
    });
    // Their numbers in the keys of journals go with the journals' own period: nobody reads millions of them each night.
    for (const person of people) erasePerson(db, person, now, { keys: false });
    return { ...gone, excerpts, persons: people.length };
  };
}
