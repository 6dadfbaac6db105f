/** Puts the engine together: inbox → analyse → decide → outbox over one store. */
import { z } from 'zod';
import type { Channel } from '../channels/channel.js';
import { type ChannelEvent, channelEventSchema } from '../domain/event.js';
import { type GroupPolicy, policySchema } from '../domain/group.js';
import { retentionPeriods } from '../rules/retention.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import { writeBack } from '../store/write-back.js';
import type { Vision } from '../vision/api.js';
import { readBands } from '../vision/bands.js';
import { MAX_BYTES } from '../vision/decode/limits.js';
import type { Engine, EngineRules, GroupSetup, Notice } from './api.js';
import { groupCommit } from './group-commit.js';
import { inboxWorker, type LookAtPictures } from './inbox-worker.js';
import type { Interpreter } from './interpreter.js';
import type { Judged } from './judged.js';
import { lockDatabase } from './lock-database.js';
import { type Log, silent } from './log.js';
import { lookAtPictures } from './look-at-pictures.js';
import { outboxWorker } from './outbox-worker.js';
import { pictureTrouble } from './picture-trouble.js';
import { annul, ledgerEntry } from './read-ledger.js';
import type { ReadFile } from './render.js';
import { timerWorker } from './timer-worker.js';

export interface EngineOptions extends EngineRules {
  readonly store: Store;
  readonly channels: readonly Channel[];
  /** ms since 1970. */
  readonly clock?: () => number;
  readonly log?: Log;
  /** Looks at pictures and covers them. Not closed by the engine: several may share it. */
  readonly vision?: Vision;
  /** In the place of what is made from `vision`, for tests. */
  readonly lookAtPictures?: LookAtPictures;
  /** Asked in order, before Annex 4 is: commands, enrolment, the ladder's deadlines. */
  readonly interpreters?: readonly Interpreter[];
  readonly readFile?: ReadFile;
}

const RECENT_PURGE_MS = 30_000;
const RECENT_KEPT_MS = 180_000;
/** How long words that were wiped from the table may still stand in the pages that wait to be written back. */
const WRITE_BACK_MS = 600_000;
/** The purge runs at the first look after this hour of the night (UTC: three or four in Belgium), and at a start. */
const NIGHT_HOUR = 2;
const nightOf = (now: number): number => Math.floor((now / 3_600_000 - NIGHT_HOUR) / 24);
const LONGEST_SLEEP = 60_000;
/** When something due can't be done now (held up by a row that failed), look again after this. */
const STALLED_MS = 500;

/** Null for one that is gone or damaged: the operator's page must open all the same. */
function readable(event: string | null): ChannelEvent | null {
  try {
    return channelEventSchema.parse(JSON.parse(event ?? 'null'));
  } catch {
    return null;
  }
}

/** The engine over an open store, which it does not close. Nothing is sent before `start`. */
export function createEngine(options: EngineOptions): Engine {
  const { store, clock = Date.now, log = silent } = options;
  let rules: EngineRules = {
    rules: options.rules,
    analyser: options.analyser,
    translate: options.translate,
  };
  const listeners = new Set<(notice: Notice) => void>();
  const channels = new Map<string, Channel>(options.channels.map((c) => [c.name, c]));
  let running = false;
  let wake: NodeJS.Timeout | undefined;
  let lastRecentPurge = 0;
  let wordsInLog = false;
  let lastWriteBack = 0;
  let lastNight: number | null = null;
  let ticks = 0;
  let attemptsAtLastTick = -1;
  let lock: ReturnType<typeof lockDatabase> | null = null;

  const notify = (notice: Notice): void => {
    for (const listener of listeners)
      try {
        listener(notice);
      } catch (error) {
        log.error({ error: String(error) }, 'a listener failed');
      }
  };

  const looking =
    options.lookAtPictures ??
    (options.vision &&
      lookAtPictures({
        vision: options.vision,
        channels,
        rules: () => rules.rules,
        bands: readBands,
        maxBytes: MAX_BYTES,
        log,
      }));

  const inbox = inboxWorker({
    store,
    rules: () => rules,
    clock,
    log,
    lookAtPictures: looking,
    tellTrouble: pictureTrouble(log),
    interpreters: options.interpreters ?? [],
    onJudged: afterCommit,
  });
  inbox.recall();
  const outbox = outboxWorker({
    store,
    channels,
    rules: () => rules,
    clock,
    commit: groupCommit(store),
    log,
    notify,
    readFile: options.readFile,
    pictures: { vision: options.vision, maxBytes: MAX_BYTES },
    onIdle: schedule,
  });
  const timers = timerWorker(store, clock, inbox.take);

  /** Tells listeners, and sets to work on what the verdicts put into the outbox and the timers. */
  function afterCommit(judged: readonly Judged[]): void {
    let sleeps = false;
    for (const j of judged) {
      if (listeners.size > 0)
        notify({
          type: 'judged',
          inbox: j.inbox,
          event: j.event,
          analysis: j.analysis,
          decision: j.decision,
          at: j.at,
        });
      if (j.decision.actions.length > 0) {
        if (j.situation.group) outbox.kick(j.event.channel, j.situation.group.chat);
        outbox.kick(j.event.channel, j.event.chat);
      }
      for (const e of j.elsewhere) outbox.kick(e.channel, e.chat);
      sleeps ||= j.decision.effects.length > 0 || j.interpreted;
    }
    if (sleeps) schedule();
  }

  /** Within a transaction: texts that have served their two minutes go. */
  function purgeRecent(): void {
    const now = clock();
    if (Math.abs(now - lastRecentPurge) < RECENT_PURGE_MS) return;
    lastRecentPurge = now;
    if (store.recent.purge(now - RECENT_KEPT_MS) > 0) wordsInLog = true;
  }

  /** Not within a transaction. */
  function forgetWords(): void {
    const now = clock();
    if (!wordsInLog || Math.abs(now - lastWriteBack) < WRITE_BACK_MS) return;
    lastWriteBack = now;
    wordsInLog = !writeBack(store.db);
  }

  /** Events that were checked, in one transaction: all of them are kept, or none. */
  function takeAll(events: readonly ChannelEvent[]) {
    const judged: Judged[] = [];
    const received = store.transaction(() => {
      store.groups.refresh();
      purgeRecent();
      return events.map((event) => inbox.take(event, judged));
    });
    afterCommit(judged);
    if (running && received.some((r) => r.decision === null && !r.duplicate)) void drain();
    return received;
  }

  const drain = (): Promise<void> =>
    inbox
      .drain()
      .catch((error) => log.error({ error: String(error) }, 'the inbox could not be worked through'));

  /** Sleeps until the next timer or put-off action. */
  function schedule(): void {
    if (!running) return;
    clearTimeout(wake);
    const next = Math.min(store.timers.nextDue() ?? Infinity, store.outbox.nextDue() ?? Infinity);
    const stalled = outbox.attempts() === attemptsAtLastTick ? STALLED_MS : 0;
    const sleep = Math.min(LONGEST_SLEEP, Math.max(stalled, next - clock()));
    wake = setTimeout(tick, sleep);
    wake.unref();
  }

  function purgeAtNight(): void {
    const now = clock();
    if (!running || nightOf(now) === lastNight) return;
    lastNight = nightOf(now);
    try {
      const gone = store.transaction(() => store.purge(now, retentionPeriods()));
      writeBack(store.db);
      log.info({ ...gone }, 'what was older than its period was deleted');
    } catch (error) {
      // Tried again at the next look.
      lastNight = null;
      log.error({ error: String(error) }, 'the nightly purge failed');
    }
  }

  function tick(): void {
    try {
      attemptsAtLastTick = outbox.attempts();
      store.transaction(purgeRecent);
      forgetWords();
      afterCommit(timers.fireDue());
      outbox.kickDue();
      // What waited through a long standstill is judged before it could be found too old.
      // A start is no moment to tidy up: the purge comes with the next look.
      const look = ticks++ === 0 ? () => {} : purgeAtNight;
      void drain().then(look);
    } catch (error) {
      log.error({ error: String(error) }, 'timers failed');
    }
    schedule();
  }

  /** What an adapter hands over. One that doesn't fit never will, so it is refused aloud and not sent again. */
  function deliverTo(...events: readonly ChannelEvent[]): void {
    const good: ChannelEvent[] = [];
    for (const event of events) {
      const fits = channelEventSchema.safeParse(event);
      if (fits.success) good.push(fits.data);
      else
        log.error(
          { problems: z.prettifyError(fits.error) },
          'a channel handed over an event of a wrong form',
        );
    }
    if (good.length > 0) takeAll(good);
  }

  const groupOf = (id: number): GroupRow => {
    const group = store.groups.byId(id);
    if (!group) throw new Error(`There is no group ${id}.`);
    return group;
  };

  return {
    setupGroup: (setup: GroupSetup): number => store.transaction(() => store.groups.save(setup, clock())),
    setMember(group, member) {
      store.transaction(() => {
        const { channel } = groupOf(group);
        const person = store.persons.know(channel, { id: member.person, name: member.name }, clock());
        store.members.setRole(group, person.id, member.role, member.lang, 'setup', clock());
      });
    },
    changePolicy(group, change): GroupPolicy {
      return store.transaction(() => {
        const next = policySchema.parse({ ...groupOf(group).policy, ...change });
        store.groups.setPolicy(group, next);
        return next;
      });
    },
    groups: () =>
      store.groups.all().map(({ id, channel, chat, title, policy, recognition, policeApproval }) => ({
        id,
        channel,
        chat,
        title,
        policy,
        recognition,
        policeApproval,
      })),
    members: (group) =>
      store.members
        .list(group)
        .map(({ identity, name, role, lang }) => ({ person: identity, name, role, lang })),
    receive: (event) => takeAll([channelEventSchema.parse(event)])[0]!,
    receiveMany: (events) => takeAll(events.map((e) => channelEventSchema.parse(e))),
    setRules(change) {
      rules = { ...rules, ...change };
    },
    ledger: (group, limit = 200) => store.ledger.list(group, limit).map(ledgerEntry),
    annul: (seq, by, reason) => annul(store, seq, by, reason, clock()),
    reviews: (group, limit = 200) => store.reviews.open(group, limit),
    resolveReview: (group, id, by, resolution) => store.reviews.resolve(group, id, by, resolution, clock()),
    counts: (group) => store.counts.of(group),
    failed: (limit = 100) =>
      store.inbox.failures(limit).map((row) => ({
        inbox: row.id,
        at: row.received_at,
        error: row.error ?? '',
        event: readable(row.event),
      })),
    retryFailed(number) {
      const judged: Judged[] = [];
      const done = store.transaction(() => inbox.retryFailed(number, judged));
      afterCommit(judged);
      if (running) void drain();
      return done;
    },
    async start() {
      if (running) return;
      lock = lockDatabase(store.db.name);
      running = true;
      inbox.recall();
      outbox.resume();
      // The channels first: pictures that wait are fetched, and actions carried out, through them.
      await Promise.all([...channels.values()].map((c) => c.start(deliverTo)));
      void drain();
      tick();
    },
    async stop() {
      if (!running) return;
      running = false;
      clearTimeout(wake);
      for (const channel of channels.values()) await channel.stop();
      await inbox.stop();
      await outbox.stop();
      lock?.release();
    },
    async settled() {
      for (;;) {
        const before = outbox.attempts();
        await drain();
        const fired = timers.fireDue();
        afterCommit(fired);
        outbox.kickDue();
        await outbox.idle();
        if (fired.length === 0 && outbox.attempts() === before) return;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
