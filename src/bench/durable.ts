/**
 * Messages a second through the whole durable path: inbox → analyse → decide → outbox, on a file, with every commit on
 * the disk. Beside it, in the same run, what a straightforward bot would do: a handler that writes the message and its
 * verdict into SQLite, one transaction a message, without journals, memory or ledger.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channel, EVERYTHING } from '../channels/channel.js';
import type { EventOf } from '../domain/event.js';
import { NO_DESCRIPTION, type TextAnalysis } from '../domain/finding.js';
import { policy } from '../domain/group.js';
import type { RuleTable } from '../domain/rule.js';
import { createEngine } from '../engine/create-engine.js';
import type { Analyser } from '../language/api.js';
import { openDatabase } from '../store/open-database.js';
import { openStore } from '../store/store.js';

export interface DurableBenchOptions {
  /** What decide needs of the rules (RuleSet.table). */
  readonly rules: RuleTable;
  /** The real analyser; without it only the trivial one is measured. */
  readonly analyser?: Analyser;
  /** Messages each measurement takes. */
  readonly messages?: number;
  /** Events that share a transaction in the batch measurements: what a busy second's backlog looks like. */
  readonly batch?: number;
  /** Texts to draw from, in turn. */
  readonly texts?: readonly string[];
  /** Where the temporary database goes; the system's temporary folder by default. */
  readonly folder?: string;
}

export interface DurableBenchRow {
  /** e.g. `one by one, trivial analyser`. */
  readonly name: string;
  readonly messages: number;
  readonly messagesPerSecond: number;
  /** Actions that the outbox carried out meanwhile. */
  readonly actions: number;
  /** Against the straightforward handler of the same run: above 1 is faster. */
  readonly ratio: number;
}

/** One message in ten is a report that isn't in order: it is taken out, answered and recorded. */
export const TEXTS = [
  'Merci à tous !',
  'Réunion de quartier jeudi à 19 h à la maison communale.',
  'Vergeet jullie achterdeur niet te sluiten vanavond.',
  'Bonne idée, les lampes avec détecteur.',
  'Homme louche rue du Moulin, il regarde dans les voitures.',
  'Dank je wel, goed om te weten.',
  'Wir sind bis Sonntag in Ferien, könnt ihr ein Auge auf das Haus werfen?',
  'Thanks, noted.',
  'Le facteur passe plus tard cette semaine.',
  'Ok, merci.',
] as const;
const CHATS = 40;
const PEOPLE = 25;
const START = Date.UTC(2026, 2, 2, 20, 0, 0);

const trivially = (text: string): TextAnalysis => {
  const report = text.includes('louche');
  return {
    lang: 'fr',
    kind: report ? 'signalement' : 'prevention',
    kindConfidence: 0.99,
    police: report ? 'not-informed' : 'none',
    confirmsInformed: false,
    withdraws: false,
    publicNotice: false,
    findings: report ? [{ rule: 'police-not-informed', confidence: 0.99 }] : [],
    description: NO_DESCRIPTION,
    signature: [],
  };
};
/** Costs nothing, so that what is measured is the durable path alone. */
export const trivialAnalyser: Analyser = {
  analyse: trivially,
  explain: (text) => ({ analysis: trivially(text), scores: {}, evidence: [] }),
};

function messages(count: number, texts: readonly string[]): EventOf<'message'>[] {
  // Spread by multiplication, so that texts, chats and people don't fall into step with one another.
  const spread = (i: number, factor: number, among: number): number =>
    (Math.imul(i + 1, factor) >>> 8) % among;
  return Array.from({ length: count }, (_, i) => {
    const who = `p${spread(i, 0x9e3779b1, PEOPLE)}`;
    return {
      type: 'message',
      channel: 'playground',
      chat: `c${spread(i, 0x85ebca6b, CHATS)}`,
      scope: 'group',
      at: START + i * 400,
      message: `m${i}`,
      revision: 0,
      sender: { id: who, name: who },
      text: texts[i % texts.length]!,
      media: [],
    };
  });
}

/** A network that takes everything at once. */
export const obliging: Channel = {
  name: 'playground',
  capabilities: EVERYTHING,
  start: async () => {},
  stop: async () => {},
  deliver: async (_chat, _delivery, key) => ({ status: 'done', message: key }),
};

async function throughEngine(
  file: string,
  events: readonly EventOf<'message'>[],
  rules: RuleTable,
  analyser: Analyser,
  batch: number,
): Promise<{ seconds: number; actions: number }> {
  const store = openStore(file);
  let now = START;
  const engine = createEngine({
    store,
    rules,
    analyser,
    translate: (s) => s.key,
    channels: [obliging],
    clock: () => now,
  });
  for (let c = 0; c < CHATS; c++)
    engine.setupGroup({
      channel: 'playground',
      chat: `c${c}`,
      title: `c${c}`,
      policy: policy({ mode: 'hold' }),
      recognition: { reference: 'R', date: '2026-01-01' },
      policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
    });
  await engine.start();
  const began = performance.now();
  for (let i = 0; i < events.length; i += batch) {
    now = events[i]!.at;
    if (batch === 1) engine.receive(events[i]!);
    else engine.receiveMany(events.slice(i, i + batch));
    // The network's answers must get their turn, as they would in service.
    if (i % 256 < batch) await new Promise((resolve) => setImmediate(resolve));
  }
  await engine.settled();
  const seconds = (performance.now() - began) / 1000;
  const actions = store.db
    .prepare<[], number>("SELECT count(*) FROM outbox WHERE status = 'done'")
    .pluck()
    .get()!;
  await engine.stop();
  store.close();
  return { seconds, actions };
}

/** The straightforward bot: one table, one transaction a message, acts at once. */
export async function straightforward(
  file: string,
  events: readonly EventOf<'message'>[],
  analyser: Analyser,
): Promise<{ seconds: number; actions: number }> {
  const db = openDatabase(file);
  db.exec(
    'CREATE TABLE handled (id INTEGER PRIMARY KEY, chat TEXT, message TEXT, sender TEXT, text TEXT, verdict TEXT)',
  );
  const insert = db.prepare(
    'INSERT INTO handled (chat, message, sender, text, verdict) VALUES (?, ?, ?, ?, ?)',
  );
  let actions = 0;
  const began = performance.now();
  for (const e of events) {
    const { findings } = analyser.analyse(e.text);
    insert.run(e.chat, e.message, e.sender.id, e.text, JSON.stringify(findings));
    if (findings.length === 0) continue;
    await obliging.deliver(e.chat, { type: 'delete', message: e.message }, e.message);
    await obliging.deliver(
      e.chat,
      { type: 'tell', person: e.sender.id, text: 'call-101', buttons: [], groupFallback: true },
      e.message,
    );
    actions += 2;
  }
  const seconds = (performance.now() - began) / 1000;
  db.close();
  return { seconds, actions };
}

/** Measures each way once, after a warm-up, on files of its own that are deleted afterwards. */
export async function benchDurable(options: DurableBenchOptions): Promise<DurableBenchRow[]> {
  const count = options.messages ?? 10_000;
  const batch = options.batch ?? 64;
  const events = messages(count, options.texts ?? TEXTS);
  const dir = mkdtempSync(join(options.folder ?? tmpdir(), 'garde-fou-bench-'));
  let file = 0;
  const next = (): string => join(dir, `${file++}.sqlite`);
  try {
    await throughEngine(next(), events.slice(0, 1000), options.rules, trivialAnalyser, batch);
    await straightforward(next(), events.slice(0, 1000), trivialAnalyser);

    const base = await straightforward(next(), events, trivialAnalyser);
    const basePerSecond = count / base.seconds;
    const rows: DurableBenchRow[] = [];
    const add = (name: string, result: { seconds: number; actions: number }): void => {
      const messagesPerSecond = Math.round(count / result.seconds);
      const ratio = Math.round((messagesPerSecond / basePerSecond) * 100) / 100;
      rows.push({ name, messages: count, messagesPerSecond, actions: result.actions, ratio });
    };
    add('straightforward handler, trivial analyser', base);
    const analysers: [string, Analyser][] = [['trivial analyser', trivialAnalyser]];
    if (options.analyser) analysers.push(['real analyser', options.analyser]);
    for (const [name, analyser] of analysers) {
      add(`one by one, ${name}`, await throughEngine(next(), events, options.rules, analyser, 1));
      add(`${batch} at a time, ${name}`, await throughEngine(next(), events, options.rules, analyser, batch));
    }
    return rows;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
