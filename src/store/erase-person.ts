/** GDPR article 17: takes a person's words and identity out of the database; the ledger's chain stays whole. */
import type { Database } from 'better-sqlite3';
import { eraseCaseWords } from './people/erase-case-words.js';
import { speaksOf } from './privacy/speaks-of.js';

interface Subject {
  readonly id: number;
  readonly channel: string;
  readonly identity: string;
  readonly alt: string;
  readonly name: string;
}

/**
 * A running case of art. 8 is a legal claim: what it rests on may be kept until it is over (art. 17 § 3 e). Answers the
 * case's number, null when nothing stands in the way.
 */
export const legalHold = (db: Database, person: number): number | null =>
  db
    .prepare<[number], number>('SELECT id FROM cases WHERE person = ? AND closed_at IS NULL LIMIT 1')
    .pluck()
    .get(person) ?? null;

/**
 * Erases within one transaction and answers how many excerpts went. The ledger keeps a number without a person. Words of
 * closed cases go too. Throws (code LEGAL_HOLD) while a case is open; what a network or an e-mail has carried away
 * already is out of reach.
 */
export function erasePerson(
  db: Database,
  person: number,
  at: number,
  /** keys: also look for the number in the keys of judged messages, which means reading all of them. */
  { keys = true }: { readonly keys?: boolean } = {},
): number {
  return db
    .transaction(() => {
      const subject = db
        .prepare<[number], Subject>(
          'SELECT id, channel, identity, coalesce(alt, identity) AS alt, name FROM persons WHERE id = ? AND erased_at IS NULL',
        )
        .get(person);
      if (!subject) return 0;
      const held = legalHold(db, person);
      if (held !== null)
        throw Object.assign(new Error(`Case ${held} about this person is open: it must be closed first.`), {
          code: 'LEGAL_HOLD',
        });
      const named = { ...subject, at, gone: `erased:${person}` };
      eraseWaiting(db, named);
      if (keys) eraseKeys(db, named);
      eraseCopies(db, named);
      const excerpts = db
        .prepare(`UPDATE ledger_evidence SET salt = NULL, excerpt = NULL, erased_at = @at
          WHERE erased_at IS NULL AND seq IN (SELECT seq FROM ledger WHERE person = @id OR actor = @id)`)
        .run(named).changes;
      for (const sql of STATEMENTS) db.prepare(sql).run(named);
      eraseCaseWords(db, person);
      db.prepare(
        "UPDATE persons SET identity = @gone, alt = NULL, name = '', erased_at = @at WHERE id = @id",
      ).run(named);
      return excerpts;
    })
    .immediate();
}

type Named = Subject & { readonly at: number; readonly gone: string };

const MINE = '(@identity, @alt)';
/** Two networks may give two people the same number: only groups of this person's own network count. */
const OWN_GROUPS = 'grp IN (SELECT id FROM groups WHERE channel = @channel)';

/** In an order in which nothing is looked for by what an earlier one took away. */
const STATEMENTS: readonly string[] = [
  `DELETE FROM timers WHERE ref IN (SELECT id FROM holds WHERE member IN ${MINE} AND ${OWN_GROUPS})`,
  `DELETE FROM recent WHERE person IN ${MINE} AND ${OWN_GROUPS}`,
  `DELETE FROM picture_messages WHERE person IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE reviews SET excerpt = '', member = @gone WHERE member IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE reviews SET resolved_by = @gone WHERE resolved_by IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE threads SET opened_by = @gone, signature = '[]' WHERE opened_by IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE threads SET closed_by = @gone WHERE closed_by IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE holds SET member = @gone, body = NULL, outcome = coalesce(outcome, 'deleted'),
     closed_at = coalesce(closed_at, @at) WHERE member IN ${MINE} AND ${OWN_GROUPS}`,
  `UPDATE role_grants SET reason = '', ended_at = coalesce(ended_at, @at) WHERE person = @id`,
  `UPDATE role_grants SET granted_by = @gone WHERE granted_by IN ${MINE} AND ${OWN_GROUPS}`,
  'DELETE FROM offices WHERE person = @id',
  `UPDATE offices SET by = @gone WHERE by IN ${MINE} AND partnership IN (SELECT b.partnership
     FROM partnership_groups b JOIN groups g ON g.id = b.grp WHERE g.channel = @channel)`,
  'DELETE FROM account_persons WHERE person = @id',
  'DELETE FROM enrolments WHERE person = @id',
  'DELETE FROM enrolment_attempts WHERE person = @id',
  'UPDATE memberships SET left_at = coalesce(left_at, @at) WHERE person = @id',
  `UPDATE proposals SET because = '', decided_at = coalesce(decided_at, @at), decision = coalesce(decision, 'outdated')
     WHERE person = @id`,
  'DELETE FROM command_waits WHERE person = @id',
  'DELETE FROM command_undos WHERE person = @id',
  'DELETE FROM digest_settings WHERE person = @id',
  `UPDATE mails SET status = 'impossible', reason = 'erased', ended_at = @at WHERE status = 'waiting' AND person = @id`,
  'UPDATE mails SET address = NULL WHERE person = @id',
  'DELETE FROM survey_taken WHERE person = @id',
  'DELETE FROM console_sessions WHERE person = @id',
  'DELETE FROM console_keys WHERE person = @id',
  'DELETE FROM console_passkeys WHERE person = @id',
  `DELETE FROM telegram_later WHERE @channel = 'telegram' AND (person IN ${MINE} OR (what <> 'delete' AND subject IN ${MINE}))`,
];

/** What waits with their words, or speaks of them, is given up. */
function eraseWaiting(db: Database, who: Named): void {
  const ids = [who.identity, who.alt];
  const events = db
    .prepare<Named, { id: number; chat: string; event: string }>(
      `SELECT id, chat, event FROM inbox WHERE status = 'waiting' AND channel = @channel AND event IS NOT NULL
       UNION ALL SELECT id, chat, event FROM inbox WHERE status = 'failed' AND channel = @channel AND event IS NOT NULL`,
    )
    .all(who);
  const drop = db.prepare("UPDATE inbox SET status = 'failed', event = NULL, error = 'erased' WHERE id = ?");
  for (const { id, chat, event } of events) {
    const { sender, person } = authorsOf(event);
    if ([chat, sender, person].some((x) => ids.includes(x))) drop.run(id);
  }
  const holds = db
    .prepare<Named, string>(`SELECT id FROM holds WHERE member IN ${MINE} AND ${OWN_GROUPS}`)
    .pluck()
    .all(who);
  const waiting = db
    .prepare<[string], { id: number; chat: string; action: string }>(
      "SELECT id, chat, action FROM outbox WHERE status = 'waiting' AND channel = ? AND action IS NOT NULL",
    )
    .all(who.channel);
  const end = db.prepare(
    "UPDATE outbox SET action = NULL, reason = 'erased', ended_at = ?, status = 'impossible' WHERE id = ?",
  );
  for (const row of waiting)
    if (ids.includes(row.chat) || speaksOf(row.action, { ids, holds, name: who.name }))
      end.run(who.at, row.id);
}

/** Their number in the keys and chats of what is done. */
function eraseKeys(db: Database, who: Named): void {
  // Sealed copies are known by the number of the private message that they belong to.
  for (const table of ['whatsapp_sent WHERE id', 'whatsapp_choices WHERE message'])
    db.prepare(`DELETE FROM ${table} IN (SELECT message FROM outbox
      WHERE channel = 'whatsapp' AND channel = @channel AND chat IN ${MINE} AND message IS NOT NULL)`).run(
      who,
    );
  db.prepare(`UPDATE inbox SET key = 'erased:' || id, chat = @gone, error = NULL, event = NULL,
    status = CASE status WHEN 'waiting' THEN 'failed' ELSE status END
    WHERE channel = @channel AND chat IN ${MINE}`).run(who);
  db.prepare(`UPDATE outbox SET chat = @gone WHERE channel = @channel AND chat IN ${MINE}`).run(who);
  for (const id of new Set([who.identity, who.alt])) {
    db.prepare(
      "UPDATE inbox SET key = 'erased:' || id WHERE channel = ? AND instr(key || ':', ':' || ? || ':') > 0",
    ).run(who.channel, id);
    const about = "key GLOB 'a[0-9]*' AND substr(key, -length(@end)) = @end";
    db.prepare(`UPDATE outbox SET key = 'erased:' || id WHERE channel = @channel AND ${about}`).run({
      channel: who.channel,
      end: `.${id}`,
    });
    if (who.channel === 'telegram')
      db.prepare(`UPDATE telegram_sent SET key = 'erased:' || hex(randomblob(8)) WHERE ${about}`).run({
        end: `.${id}`,
      });
  }
}

/** Copies of their words, or of their name, under other people's numbers. */
function eraseCopies(db: Database, who: Named): void {
  db.prepare(`DELETE FROM offered_examples WHERE text <> '' AND text IN (
    SELECT v.excerpt FROM ledger_evidence v JOIN ledger l ON l.seq = v.seq WHERE l.person = @id
    UNION SELECT excerpt FROM reviews WHERE member IN ${MINE} AND ${OWN_GROUPS})`).run(who);
  db.prepare('DELETE FROM offered_examples WHERE offered_by = @id AND decided_at IS NULL').run(who);
  for (const table of ['command_waits', 'command_undos']) {
    const drop = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
    for (const { id, body } of db
      .prepare<[], { id: string; body: string }>(`SELECT id, body FROM ${table}`)
      .all())
      if (speaksOf(body, { ids: [who.identity, who.alt], holds: [], name: who.name, person: who.id }))
        drop.run(id);
  }
}

/** Whose event it is, and whom a membership is about. A damaged row is nobody's. */
function authorsOf(event: string): { sender: string; person: string } {
  try {
    const e = JSON.parse(event) as { sender?: { id?: string }; person?: { id?: string } };
    return { sender: e.sender?.id ?? '', person: e.person?.id ?? '' };
  } catch {
    return { sender: '', person: '' };
  }
}
