/** What a coordinator or mandatary should look at: the machine's doubts, the members' contests (X-5). */
import type { Database } from 'better-sqlite3';
import { excerpt } from '../domain/excerpt.js';

export interface ReviewRow {
  readonly id: number;
  readonly at: number;
  readonly kind: 'doubt' | 'contest';
  readonly member: string;
  readonly rule: string;
  readonly confidence: number | null;
  readonly excerpt: string;
  readonly hold: string | null;
}

export function reviewRepository(db: Database) {
  const add = db.prepare(`INSERT INTO reviews (grp, inbox, at, kind, member, rule, confidence, excerpt, hold)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const open = db.prepare<[number, number], ReviewRow>(`
    SELECT id, at, kind, member, rule, confidence, excerpt, hold FROM reviews
    WHERE grp = ? AND resolved_at IS NULL ORDER BY id DESC LIMIT ?`);
  const resolve =
    db.prepare(`UPDATE reviews SET resolved_at = ?, resolved_by = ?, resolution = ?, excerpt = ''
    WHERE id = ? AND grp = ? AND resolved_at IS NULL`);
  return {
    add: (group: number, inbox: number, r: Omit<ReviewRow, 'id'>): void =>
      void add.run(group, inbox, r.at, r.kind, r.member, r.rule, r.confidence, excerpt(r.excerpt), r.hold),
    open: (group: number, limit: number): ReviewRow[] => open.all(group, limit),
    /** False when it was resolved before, or isn't of that group. */
    resolve: (group: number, id: number, by: string, resolution: string, at: number): boolean =>
      resolve.run(at, by, resolution, id, group).changes > 0,
  };
}
