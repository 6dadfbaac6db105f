/** Messages of the police to one or several groups, and what became of each of them (art. 9 b, d). */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ChannelName } from '../../domain/vocabulary.js';

export const BROADCAST_KINDS = ['hot', 'cold', 'crisis', 'general'] as const;
export type BroadcastKind = (typeof BROADCAST_KINDS)[number];
export type DeliveryState = 'waiting' | 'done' | 'impossible';

export interface BroadcastRow {
  readonly id: number;
  readonly kind: BroadcastKind;
  readonly sender: number;
  readonly senderName: string;
  readonly text: string;
  readonly at: number;
  readonly groups: readonly {
    readonly group: number;
    readonly title: string;
    readonly channel: ChannelName;
    readonly status: DeliveryState;
    readonly reason: string | null;
    readonly endedAt: number | null;
  }[];
}

/** Hex SHA-256 of the text as it was given, to the letter. */
export const textDigest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export function broadcastRepository(db: Database) {
  const insert = db.prepare<unknown[], { id: number }>(
    'INSERT INTO broadcasts (kind, sender, text, digest, at) VALUES (?, ?, ?, ?, ?) RETURNING id',
  );
  const insertGroup = db.prepare('INSERT INTO broadcast_groups (broadcast, grp, key) VALUES (?, ?, ?)');
  const head = `SELECT b.id, b.kind, b.sender, p.name AS senderName, b.text, b.at FROM broadcasts b
    JOIN persons p ON p.id = b.sender`;
  type Head = Omit<BroadcastRow, 'groups'>;
  const byId = db.prepare<[number], Head>(`${head} WHERE b.id = ?`);
  const ofGroup = db.prepare<[number, number, number], Head>(
    `${head} WHERE b.at >= ? AND EXISTS (SELECT 1 FROM broadcast_groups g WHERE g.broadcast = b.id AND g.grp = ?)
     ORDER BY b.id DESC LIMIT ?`,
  );
  // The +: in the order of rows all of five years would be walked through, instead of the week's by their index.
  const crisisWords = db
    .prepare<[number, number | null, number | null], string>(`SELECT b.text FROM broadcasts b
      WHERE b.kind = 'crisis' AND b.at >= ? AND (? IS NULL
        OR EXISTS (SELECT 1 FROM broadcast_groups g WHERE g.broadcast = b.id AND g.grp = ?)) ORDER BY +b.id DESC`)
    .pluck();
  // Words that were merged with others of the bot ended with the row that carried them.
  const groups = db.prepare<
    [number],
    {
      group: number;
      title: string;
      channel: ChannelName;
      kept: string | null;
      keptReason: string | null;
      keptAt: number | null;
      status: string | null;
      reason: string | null;
      endedAt: number | null;
    }
  >(`
    SELECT bg.grp AS "group", g.title, g.channel, bg.status AS kept, bg.reason AS keptReason, bg.ended_at AS keptAt,
      coalesce(m.status, o.status) AS status, CASE WHEN m.id IS NULL THEN o.reason ELSE m.reason END AS reason,
      coalesce(m.ended_at, o.ended_at) AS endedAt
    FROM broadcast_groups bg JOIN groups g ON g.id = bg.grp
    LEFT JOIN outbox o ON o.key = bg.key
    LEFT JOIN outbox m ON o.status = 'merged' AND m.key = o.reason
    WHERE bg.broadcast = ? ORDER BY g.title, g.id`);
  const keep = db.prepare(
    'UPDATE broadcast_groups SET status = ?, reason = ?, ended_at = ? WHERE broadcast = ? AND grp = ? AND status IS NULL',
  );

  const stateOf = (status: string | null): DeliveryState =>
    status === 'done' || status === 'merged' ? 'done' : status === 'impossible' ? 'impossible' : 'waiting';
  const whole = (h: Head): BroadcastRow => ({
    ...h,
    groups: groups.all(h.id).map((g) => ({
      group: g.group,
      title: g.title,
      channel: g.channel,
      status: stateOf(g.kept ?? g.status),
      reason: g.kept ? g.keptReason : g.status === 'impossible' ? g.reason : null,
      endedAt: g.keptAt ?? g.endedAt,
    })),
  });
  return {
    /** Writes it down with the outbox's key of each group; answers its number. */
    add(
      b: {
        readonly kind: BroadcastKind;
        readonly sender: number;
        readonly text: string;
        readonly at: number;
      },
      keys: readonly { readonly group: number; readonly key: string }[],
    ): number {
      const { id } = insert.get(b.kind, b.sender, b.text, textDigest(b.text), b.at)!;
      for (const { group, key } of keys) insertGroup.run(id, group, key);
      return id;
    },
    byId: (id: number): BroadcastRow | null => {
      const found = byId.get(id);
      return found ? whole(found) : null;
    },
    /** Newest first. */
    ofGroup: (group: number, since = 0, limit = 100): BroadcastRow[] =>
      ofGroup.all(since, group, limit).map(whole),
    /** Crisis messages since a moment, word for word, newest first; null: of any group. */
    crisisWords: (group: number | null, since: number): string[] => crisisWords.all(since, group, group),
    /** Keeps how deliveries ended beyond the outbox's own memory. */
    settle(id: number): void {
      const row = byId.get(id);
      for (const g of row ? whole(row).groups : [])
        if (g.status !== 'waiting') keep.run(g.status, g.reason, g.endedAt, id, g.group);
    },
  };
}
