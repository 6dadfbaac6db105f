/** Puts the playground together: chat book, channel, engine, rooms, server. Nothing here needs a credential. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Channel } from '../channels/channel.js';
import { ChatBook } from '../channels/playground/chat-book.js';
import { PlaygroundChannel } from '../channels/playground/playground-channel.js';
import { PlaygroundClock } from '../channels/playground/playground-clock.js';
import { commandInterpreter, readPersonData } from '../commands/api.js';
import type { Engine } from '../engine/api.js';
import { createEngine } from '../engine/create-engine.js';
import { type Log, silent } from '../engine/log.js';
import { enrolmentInterpreter } from '../enrolment/interpreter.js';
import type { Analyser } from '../language/api.js';
import { type MetricsAccess, mayReadMetrics } from '../operation/answer-metrics.js';
import { dailyBackup } from '../operation/daily-backup.js';
import { healthWatch } from '../operation/is-healthy.js';
import { openMetrics } from '../operation/metrics.js';
import { verifyApart } from '../operation/verify-apart.js';
import { openReports } from '../reports/open-reports.js';
import { projectRoot } from '../root.js';
import { createTranslator } from '../rules/messages.js';
import type { RuleSet } from '../rules/rule-set.js';
import { openStore, type Store } from '../store/store.js';
import { verifyNewest } from '../store/verify-newest.js';
import type { Vision } from '../vision/api.js';
import { openVision } from '../vision/open-vision.js';
import { isLoopback, type Listening, listen } from './listen.js';
import { openOffice } from './office/office.js';
import { signInInterpreter } from './office/sign-in/interpreter.js';
import type { SessionTimes } from './office/sign-in/sessions.js';
import { Rooms } from './rooms.js';
import { createConsole } from './server.js';
import { loadSampleGroups, loadStories, type Story } from './stories.js';
import { loadUiTexts } from './ui-texts.js';
import type { ChainState } from './wire.js';

export interface PlaygroundOptions {
  /** The SQLite file, or `:memory:`. The chat book lies beside it. */
  readonly database: string;
  readonly rules: RuleSet;
  readonly analyser: Analyser;
  readonly host: string;
  readonly port: number;
  /** Folder of the built page; default: beside this module. */
  readonly publicDir?: string;
  readonly log?: Log;
  /** Default: the real one, whose process starts with the first picture. Closed with the playground. */
  readonly vision?: Vision;
  /** Networks beside the playground's own, which may keep things in the store. */
  readonly channels?: readonly Channel[] | ((store: Store) => Promise<readonly Channel[]>);
  /** The groups are made up: time may be moved, and their people sign in with one press. */
  readonly demo?: boolean;
  /** The address by which people reach the console, where it isn't that of this machine. */
  readonly publicUrl?: string;
  readonly sessionTimes?: SessionTimes;
  /** Token that reads /metrics; null or absent: this machine alone reads them. */
  readonly metricsToken?: string | null;
  /** A verified copy of the database every day; absent: none. */
  readonly backup?: { readonly folder: string; readonly keep: number; readonly key?: Buffer };
  /** Where accepted examples are written; default: data/proposed. */
  readonly examplesDir?: string;
}

export interface Playground {
  readonly listening: Listening;
  readonly engine: Engine;
  /** Puts a reloaded rule set to work, from the next event on. */
  useRules(rules: RuleSet, analyser: Analyser): void;
  /** Tells the pages that the rules on the disk have a mistake and are not in use; until `useRules`. */
  rulesBroken(problem: string): void;
  /** Finishes what is under way and closes everything. */
  close(): Promise<void>;
}

const bookBeside = (database: string): string =>
  database === ':memory:' ? database : `${database.replace(/\.sqlite$/, '')}.playground.sqlite`;

/** Opens the playground with its sample group. Throws when the database, the page or the address can't be had. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  if (options.database !== ':memory:') mkdirSync(dirname(options.database), { recursive: true });
  const store = openStore(options.database);
  const book = new ChatBook(bookBeside(options.database));
  const beside =
    typeof options.channels === 'function' ? await options.channels(store) : (options.channels ?? []);
  // Real groups live in real time, whatever was moved in the playground before.
  const clockMoves = options.demo === true || beside.length === 0;
  const clock = new PlaygroundClock(clockMoves ? book.number('clock-ahead') : 0, (ms) =>
    book.setNumber('clock-ahead', ms),
  );
  const channel = new PlaygroundChannel(book, clock.now);
  let { rules, analyser } = options;
  let rulesProblem: string | null = null;
  const channels = [channel, ...beside];
  let url = options.publicUrl ?? '';
  const vision =
    options.vision ?? openVision({ onTrouble: (reason, message) => options.log?.warn({ reason }, message) });
  const reports = openReports(store, {
    rules: () => rules,
    clock: clock.now,
    ...(options.log ? { log: options.log } : {}),
  });
  let translate = createTranslator(rules);
  const engine = createEngine({
    store,
    channels,
    rules: rules.table,
    analyser: options.analyser,
    translate,
    clock: clock.now,
    vision,
    interpreters: [
      signInInterpreter(() => url),
      ...reports.interpreters,
      enrolmentInterpreter(),
      // Last: it answers whatever else begins with a “/”.
      commandInterpreter({ rules: () => ({ table: rules.table, ladder: rules.ladder }) }),
    ],
    readFile: async (file) => readPersonData(store, file) ?? reports.files.readFile(file),
    ...(options.log ? { log: options.log } : {}),
  });
  // Read at the first page, not before: the server opens sooner.
  let read: readonly Story[] | undefined;
  const stories = (): readonly Story[] => {
    read ??= loadStories();
    return read;
  };
  const linesOf = store.db.prepare<[number], number>('SELECT count(*) FROM ledger WHERE grp = ?').pluck();
  // How many lines there are in all is no affair of whoever plays with the practice group.
  const verifyChain = (group: number): ChainState => ({
    intact: verifyNewest(store.db).intact,
    entries: linesOf.get(group) ?? 0,
  });
  const rooms = new Rooms({
    engine,
    channel,
    book,
    clock,
    samples: loadSampleGroups(),
    stories,
    verifyChain,
    rulesBroken: () => rulesProblem !== null,
  });
  const office = openOffice(
    {
      engine,
      store,
      clock: clock.now,
      channels,
      rules: () => rules,
      rulesProblem: () => rulesProblem,
      analyser: () => analyser,
      database: options.database,
      files: reports.files,
      examplesDir: options.examplesDir ?? join(projectRoot, 'data', 'proposed'),
      demo: options.demo === true,
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
      secure: options.publicUrl?.startsWith('https:') === true,
    },
    options.sessionTimes,
  );
  const tellRules = (problem: string | null): void => {
    rulesProblem = problem;
    rooms.rulesChanged();
    office.news('operator', 'today', 'rules');
  };
  const metrics = openMetrics({ store, engine, channels, clock: clock.now });
  const access: MetricsAccess = {
    token: options.metricsToken ?? null,
    localOnly: isLoopback(options.host) && options.publicUrl === undefined,
  };
  const backups = options.backup
    ? dailyBackup({
        db: store.db,
        ...options.backup,
        clock: Date.now,
        log: options.log ?? silent,
        verify: verifyApart,
      })
    : null;
  const console_ = createConsole({
    operation: {
      healthy: healthWatch(store.db),
      metrics: (request) => (mayReadMetrics(request, access) ? metrics.text() : null),
    },
    office,
    clockMoves,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    rooms,
    channel,
    vision,
    stories,
    texts: loadUiTexts(),
    rules: () => rules.files,
    publicDir: options.publicDir ?? fileURLToPath(new URL('./public', import.meta.url)),
    anyHost: !isLoopback(options.host),
  });
  const closeStorage = (): void => {
    metrics.close();
    rooms.close();
    book.close();
    store.close();
  };
  try {
    await engine.start();
    // Whichever translator is in use when an e-mail is written.
    reports.start((sentence, lang) => translate(sentence, lang));
    if (book.rooms().length === 0) rooms.create('fr');
    const listening = await listen(console_, options.host, options.port);
    url ||= listening.url;
    void backups?.look();
    return {
      listening,
      engine,
      useRules(next, nextAnalyser) {
        rules = next;
        analyser = nextAnalyser;
        tellRules(null);
        translate = createTranslator(next);
        engine.setRules({ rules: next.table, analyser, translate });
      },
      rulesBroken: tellRules,
      async close() {
        await listening.close();
        await reports.stop();
        await engine.stop();
        await vision.close();
        await backups?.stop();
        closeStorage();
      },
    };
  } catch (error) {
    await reports.stop();
    await engine.stop();
    await vision.close();
    await backups?.stop();
    closeStorage();
    throw error;
  }
}
