/** What every room of the office works with. */
import type { Hono } from 'hono';
import type { Channel } from '../../channels/channel.js';
import type { Engine } from '../../engine/api.js';
import type { Analyser } from '../../language/api.js';
import type { ReportFiles } from '../../reports/read-file.js';
import type { RuleSet } from '../../rules/rule-set.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import type { AccessLog } from './access-log.js';
import type { Viewer } from './viewer.js';
import type { GroupName } from './wire.js';

export interface OfficeParts {
  readonly engine: Engine;
  readonly store: Store;
  /** ms since 1970, the engine's own. */
  readonly clock: () => number;
  readonly channels: readonly Channel[];
  /** In use now; asked for each time, because they may be reloaded. */
  readonly rules: () => RuleSet;
  /** What is wrong with the rules on the disk, for whoever mends them; null: they are those in use. */
  readonly rulesProblem?: () => string | null;
  readonly analyser: () => Analyser;
  /** The SQLite file, `:memory:` for none. */
  readonly database: string;
  /** Letters, case files and evaluations, made when they are asked for. */
  readonly files?: ReportFiles;
  /** Where accepted examples are written. */
  readonly examplesDir: string;
  /** A demonstration: its people sign in with one press. Never together with real groups. */
  readonly demo?: boolean;
  /** The public address behind a proxy, where there is one. */
  readonly publicUrl?: string;
  /** The address is https: the cookie goes over nothing else. */
  readonly secure?: boolean;
}

export type OfficeApp = Hono<{ Variables: { viewer: Viewer } }>;

export interface Office extends OfficeParts {
  readonly log: AccessLog;
  /** Tells every open page which rooms have news. */
  news(...rooms: string[]): void;
}

export const nameOf = (group: Pick<GroupRow, 'id' | 'title' | 'channel'>): GroupName => ({
  id: group.id,
  title: group.title,
  channel: group.channel,
});

/** A person's name by their channel identity; empty for somebody who was erased. */
export const memberName = (store: Store, channel: string, identity: string): string =>
  store.persons.find(channel, identity)?.name ?? '';
