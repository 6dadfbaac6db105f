/** The register of groups: settings, recognition (Annex 4 §1), police approval (§2). */
import type { Database } from 'better-sqlite3';
import { type GroupPolicy, type GroupState, policySchema } from '../domain/group.js';
import type { ChannelName } from '../domain/vocabulary.js';

export interface GroupRow {
  readonly id: number;
  readonly channel: ChannelName;
  readonly chat: string;
  readonly title: string;
  readonly policy: GroupPolicy;
  readonly recognition: { readonly reference: string; readonly date: string } | null;
  readonly policeApproval: {
    readonly reference: string;
    readonly by: string;
    readonly date: string;
  } | null;
  readonly active: boolean;
  /** As decide wants it. */
  readonly state: GroupState;
}

export type NewGroup = Pick<
  GroupRow,
  'channel' | 'chat' | 'title' | 'policy' | 'recognition' | 'policeApproval'
>;

interface Raw {
  id: number;
  channel: ChannelName;
  chat: string;
  title: string;
  policy: string;
  recognition_reference: string | null;
  recognition_date: string | null;
  approval_reference: string | null;
  approval_by: string | null;
  approval_date: string | null;
  last_spoke_at: number | null;
  active: number;
}

/** Throws ZodError when a stored policy no longer fits: better to stop than to moderate by half a policy. */
function read(raw: Raw): GroupRow {
  const policy = policySchema.parse(JSON.parse(raw.policy));
  const recognition =
    raw.recognition_reference === null
      ? null
      : { reference: raw.recognition_reference, date: raw.recognition_date ?? '' };
  const policeApproval =
    raw.approval_reference === null
      ? null
      : {
          reference: raw.approval_reference,
          by: raw.approval_by ?? '',
          date: raw.approval_date ?? '',
        };
  return {
    id: raw.id,
    channel: raw.channel,
    chat: raw.chat,
    title: raw.title,
    policy,
    recognition,
    policeApproval,
    active: raw.active === 1,
    state: {
      id: String(raw.id),
      policy,
      recognised: recognition !== null,
      policeApproved: policeApproval !== null,
    },
  };
}

export function groupRepository(db: Database) {
  const save = db.prepare<unknown[], { id: number }>(`
    INSERT INTO groups (channel, chat, title, policy, recognition_reference, recognition_date,
      approval_reference, approval_by, approval_date, created_at)
    VALUES (@channel, @chat, @title, @policy, @recognitionReference, @recognitionDate,
      @approvalReference, @approvalBy, @approvalDate, @at)
    ON CONFLICT (channel, chat) DO UPDATE SET title = excluded.title, policy = excluded.policy,
      recognition_reference = excluded.recognition_reference, recognition_date = excluded.recognition_date,
      approval_reference = excluded.approval_reference, approval_by = excluded.approval_by,
      approval_date = excluded.approval_date, active = 1
    RETURNING id`);
  const byChat = db.prepare<[string, string], Raw>('SELECT * FROM groups WHERE channel = ? AND chat = ?');
  const byId = db.prepare<[number], Raw>('SELECT * FROM groups WHERE id = ?');
  const all = db.prepare<[], Raw>('SELECT * FROM groups ORDER BY id');
  const setPolicy = db.prepare('UPDATE groups SET policy = ? WHERE id = ?');
  const setTitle = db.prepare('UPDATE groups SET title = ? WHERE id = ?');
  const move = db.prepare('UPDATE groups SET chat = ? WHERE id = ?');
  const setActive = db.prepare('UPDATE groups SET active = ? WHERE id = ?');
  const spoke = db.prepare('UPDATE groups SET last_spoke_at = ? WHERE id = ?');
  const lastSpoke = db
    .prepare<[number], number | null>('SELECT last_spoke_at FROM groups WHERE id = ?')
    .pluck();
  const fact = db.prepare(`
    INSERT INTO group_facts (grp, what, value, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (grp, what) DO UPDATE SET value = excluded.value, at = excluded.at`);
  const facts = db.prepare<[number], { what: string; value: string; at: number }>(
    'SELECT what, value, at FROM group_facts WHERE grp = ? ORDER BY what',
  );

  // Reading a policy through zod for every message would cost more than judging it. A transaction that is
  // rolled back forgets what it may have changed (`forget`).
  const cache = new Map<string, GroupRow | null>();
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  let seenVersion: number | undefined;
  return {
    forget: (): void => cache.clear(),
    /** Another process (a command) may have changed a group's settings: then they are read anew. */
    refresh(): void {
      const version = dataVersion.get();
      if (version !== seenVersion) cache.clear();
      seenVersion = version;
    },
    byChat(channel: string, chat: string): GroupRow | null {
      const key = `${channel}:${chat}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const raw = byChat.get(channel, chat);
      const row = raw ? read(raw) : null;
      // What isn't a group of ours is not remembered: anybody may write to a bot.
      if (row) cache.set(key, row);
      return row;
    },
    byId(id: number): GroupRow | null {
      const raw = byId.get(id);
      return raw ? read(raw) : null;
    },
    all: (): GroupRow[] => all.all().map(read),
    save(group: NewGroup, at: number): number {
      cache.clear();
      return save.get({
        channel: group.channel,
        chat: group.chat,
        title: group.title,
        policy: JSON.stringify(policySchema.parse(group.policy)),
        recognitionReference: group.recognition?.reference ?? null,
        recognitionDate: group.recognition?.date ?? null,
        approvalReference: group.policeApproval?.reference ?? null,
        approvalBy: group.policeApproval?.by ?? null,
        approvalDate: group.policeApproval?.date ?? null,
        at,
      })!.id;
    },
    setPolicy(id: number, policy: GroupPolicy): void {
      cache.clear();
      setPolicy.run(JSON.stringify(policySchema.parse(policy)), id);
    },
    setTitle(id: number, title: string): void {
      cache.clear();
      setTitle.run(title, id);
    },
    /** The platform gave the chat a new number (a Telegram group became a supergroup). */
    move(id: number, chat: string): void {
      cache.clear();
      move.run(chat, id);
    },
    setActive(id: number, active: boolean): void {
      cache.clear();
      setActive.run(active ? 1 : 0, id);
    },
    spoke: (id: number, at: number): void => void spoke.run(at, id),
    lastSpokeAt: (id: number): number | null => lastSpoke.get(id) ?? null,
    setFact: (id: number, what: string, value: unknown, at: number): void =>
      void fact.run(id, what, JSON.stringify(value), at),
    facts: (id: number): { what: string; value: unknown; at: number }[] =>
      facts.all(id).map((f) => ({ ...f, value: JSON.parse(f.value) as unknown })),
  };
}
