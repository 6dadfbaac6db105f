/** Partnerships, their groups, and their own internal rules. */
import type { Database } from 'better-sqlite3';
import type { Variant } from '../../domain/registration/index.js';
import type { Lang } from '../../domain/vocabulary.js';

export interface Partnership {
  readonly id: number;
  readonly name: string;
  readonly zone: string;
  readonly commune: string;
  readonly variant: Variant;
  readonly lang: Lang;
  /** Who answers for the platform (Annex 4 §3 b); empty while nobody said. */
  readonly initiator: string;
}

export interface Belonging {
  /** Null while it waits. */
  readonly partnership: number | null;
  readonly state: 'waiting' | 'bound';
  /** Since when, ms since 1970. */
  readonly at: number;
}

export function partnershipRepository(db: Database) {
  const columns = 'SELECT id, name, zone, commune, variant, lang, initiator FROM partnerships';
  const all = db.prepare<[], Partnership>(`${columns} ORDER BY id`);
  const byId = db.prepare<[number], Partnership>(`${columns} WHERE id = ?`);
  const add = db.prepare<unknown[], { id: number }>(`
    INSERT INTO partnerships (name, zone, commune, variant, lang, initiator, created_at)
    VALUES (@name, @zone, @commune, @variant, @lang, @initiator, @at) RETURNING id`);
  const belonging = db.prepare<[number], Belonging>(
    'SELECT partnership, state, at FROM partnership_groups WHERE grp = ?',
  );
  const put =
    db.prepare(`INSERT INTO partnership_groups (grp, partnership, state, by, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (grp) DO UPDATE SET partnership = excluded.partnership, state = excluded.state, by = excluded.by,
      at = excluded.at`);
  const groups = db
    .prepare<[number], number>(
      "SELECT grp FROM partnership_groups WHERE partnership = ? AND state = 'bound' ORDER BY grp",
    )
    .pluck();
  const rules = db.prepare<[number], { lang: Lang; text: string }>(
    'SELECT lang, text FROM internal_rules WHERE partnership = ? ORDER BY lang',
  );
  const putRules = db.prepare(`INSERT INTO internal_rules (partnership, lang, text, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (partnership, lang) DO UPDATE SET text = excluded.text, at = excluded.at`);
  return {
    all: (): Partnership[] => all.all(),
    byId: (id: number): Partnership | null => byId.get(id) ?? null,
    add: (p: Omit<Partnership, 'id'>, at: number): number => add.get({ ...p, at })!.id,
    /** Null for a group that was entered by hand, before there were partnerships. */
    belonging: (group: number): Belonging | null => belonging.get(group) ?? null,
    of(group: number): Partnership | null {
      const id = belonging.get(group)?.partnership;
      return id === undefined || id === null ? null : (byId.get(id) ?? null);
    },
    groups: (partnership: number): number[] => groups.all(partnership),
    bind: (group: number, partnership: number, by: number | null, at: number): void =>
      void put.run(group, partnership, 'bound', by, at),
    wait: (group: number, at: number): void => void put.run(group, null, 'waiting', null, at),
    /** The partnership's own text in each language that it wrote one in. */
    internalRules: (partnership: number): ReadonlyMap<Lang, string> =>
      new Map(rules.all(partnership).map((r) => [r.lang, r.text])),
    setInternalRules: (partnership: number, lang: Lang, text: string, at: number): void =>
      void putRules.run(partnership, lang, text, at),
  };
}
