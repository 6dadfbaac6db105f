/**
 * Figures for Prometheus. Pseudonymous: no group, no person, no word; labels are only kinds, outcomes, rules, channels and
 * states of the program's own vocabulary. Few groups may make a count tell something: keep them within the organisation.
 */
import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Channel } from '../channels/channel.js';
import type { Engine, Notice } from '../engine/api.js';
import type { Store } from '../store/store.js';
import { Histogram } from './histogram.js';

export interface Metrics {
  /** Prometheus' text form, version 0.0.4. */
  text(): string;
  close(): void;
}

type Labels = Readonly<Record<string, string>>;
const WORD = /^[a-z][a-z-]{0,39}$/i;
/** A label's value is a word of ours, or `other`: never anything that came in. */
const label = (value: string): string => (WORD.test(value) ? value : 'other');

class Counter {
  readonly #n = new Map<string, number>();
  constructor(
    readonly name: string,
    readonly help: string,
  ) {}
  add(labels: Labels): void {
    const key = shown(labels);
    this.#n.set(key, (this.#n.get(key) ?? 0) + 1);
  }
  lines(): string[] {
    return [
      `# HELP ${this.name} ${this.help}`,
      `# TYPE ${this.name} counter`,
      ...[...this.#n].map(([labels, n]) => `${this.name}${labels} ${n}`),
    ];
  }
}

const shown = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([k, v]) => `${k}="${label(v)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

export function openMetrics(parts: {
  readonly store: Store;
  readonly engine: Engine;
  readonly channels: readonly Channel[];
  readonly clock: () => number;
}): Metrics {
  const { store, engine, channels, clock } = parts;
  const messages = new Counter('garde_fou_messages_total', 'Messages judged since the start.');
  const infractions = new Counter('garde_fou_infractions_total', 'Infractions recorded since the start.');
  const actions = new Counter('garde_fou_actions_total', 'Actions handed to a network since the start.');
  const judged = new Histogram(
    'garde_fou_judged_seconds',
    'From the moment that the network gives a message to its verdict.',
    [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
  );
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  const started = clock();

  const unsubscribe = engine.subscribe((notice: Notice) => {
    if (notice.type === 'delivered') {
      actions.add({ action: notice.action, status: notice.status });
      return;
    }
    for (const i of notice.decision.infractions)
      infractions.add({ rule: i.rule, mode: i.mode, response: i.response });
    if (notice.event.type !== 'message' || notice.event.history) return;
    messages.add({
      channel: notice.event.channel,
      kind: notice.analysis?.text.kind ?? 'none',
      outcome: notice.decision.outcome,
    });
    judged.observe((clock() - notice.event.at) / 1000);
  });

  const count = (sql: string): number => store.db.prepare<[], number>(sql).pluck().get() ?? 0;
  const sizeOf = (file: string): number => {
    try {
      return statSync(file).size;
    } catch {
      return 0;
    }
  };
  const gauge = (name: string, help: string, values: readonly (readonly [Labels, number])[]): string[] => [
    `# HELP garde_fou_${name} ${help}`,
    `# TYPE garde_fou_${name} gauge`,
    ...values.map(([labels, n]) => `garde_fou_${name}${shown(labels)} ${n}`),
  ];
  const now = (n: number): [Labels, number][] => [[{}, n]];

  return {
    text() {
      const memory = process.memoryUsage();
      return `${[
        ...messages.lines(),
        ...infractions.lines(),
        ...actions.lines(),
        ...judged.lines(),
        ...gauge('waiting', 'What waits in a journal.', [
          [{ journal: 'inbox' }, count("SELECT count(*) FROM inbox WHERE status = 'waiting'")],
          [{ journal: 'outbox' }, count("SELECT count(*) FROM outbox WHERE status = 'waiting'")],
          [{ journal: 'mails' }, count("SELECT count(*) FROM mails WHERE status = 'waiting'")],
          [{ journal: 'timers' }, count('SELECT count(*) FROM timers')],
        ]),
        ...gauge('overdue_seconds', 'How long the oldest action that is due has waited.', now(overdue())),
        ...gauge(
          'failed_events',
          'Messages that could not be judged and wait for a person.',
          now(count("SELECT count(*) FROM inbox WHERE status = 'failed' AND event IS NOT NULL")),
        ),
        ...gauge(
          'ledger_entries',
          'Entries of the log.',
          now(count('SELECT coalesce(max(seq), 0) FROM ledger')),
        ),
        ...gauge(
          'open_holds',
          'Messages held now.',
          now(count('SELECT count(*) FROM holds WHERE closed_at IS NULL')),
        ),
        ...gauge(
          'open_reviews',
          'Doubts that wait for a person.',
          now(count('SELECT count(*) FROM reviews WHERE resolved_at IS NULL')),
        ),
        ...gauge(
          'channel_open',
          'Whether a network is connected.',
          channels.map((c) => [{ channel: c.name }, stateOf(c)]),
        ),
        ...gauge('file_bytes', 'Sizes of files.', [
          [{ file: 'database' }, sizeOf(store.db.name)],
          [{ file: 'journal' }, sizeOf(`${store.db.name}-wal`)],
        ]),
        ...gauge('memory_bytes', 'Memory of the process.', [
          [{ kind: 'resident' }, memory.rss],
          [{ kind: 'heap' }, memory.heapUsed],
        ]),
        ...gauge(
          'event_loop_delay_seconds',
          'Delay of the event loop, at the 99th percentile.',
          now((loop.percentile(99) || 0) / 1e9),
        ),
        ...gauge('up_seconds', 'Since the start.', now((clock() - started) / 1000)),
      ].join('\n')}\n`;
    },
    close() {
      unsubscribe();
      loop.disable();
    },
  };

  function overdue(): number {
    const due = store.outbox.nextDue();
    return due === null ? 0 : Math.max(0, (clock() - due) / 1000);
  }
}

/** A channel that says nothing of its state is open as long as the program is. */
function stateOf(channel: Channel): number {
  if (!('status' in channel) || typeof channel.status !== 'function') return 1;
  const told = channel.status() as { state?: string; problem?: string | null };
  return told.problem || (told.state !== undefined && told.state !== 'open' && told.state !== 'connected')
    ? 0
    : 1;
}
