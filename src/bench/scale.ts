/**
 * `npm run bench:scale`: all Belgium on this machine. 1,500 groups of 60 members live through a year that is pressed
 * together (the clock runs as fast as the messages can be judged), then through a stormy evening in real time, a hundred
 * times as lively as the busiest hour of a usual day. Two messages in a hundred carry a picture, which a made-up vision
 * takes as long to look at as the real one. Beside it, in the same run, a straightforward bot takes the same messages.
 * `--full`: a million messages instead of 30,000; `--seconds` for the storm; `--json FILE` for the figures.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EventOf } from '../domain/event.js';
import type { PictureAnalysis } from '../domain/finding.js';
import { policy } from '../domain/group.js';
import type { Engine } from '../engine/api.js';
import { createEngine } from '../engine/create-engine.js';
import { createAnalyser } from '../language/index.js';
import { loadRules } from '../rules/load.js';
import { retentionPeriods } from '../rules/retention.js';
import { openStore, type Store } from '../store/store.js';
import { obliging, straightforward, TEXTS } from './durable.js';
import { results } from './results.js';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    messages: { type: 'string' },
    seconds: { type: 'string' },
    groups: { type: 'string', default: '1500' },
    members: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
});
const MESSAGES = Number(values.messages ?? (values.full ? 1_000_000 : 30_000));
const STORM_SECONDS = Number(values.seconds ?? (values.full ? 60 : 10));
const GROUPS = Number(values.groups);
const MEMBERS = Number(values.members);

/** What a lively group writes a day. */
const A_DAY = 20;
/** The busiest hour holds this share of a day. */
const PEAK_SHARE = 0.15;
const USUAL_PEAK = (GROUPS * A_DAY * PEAK_SHARE) / 3600;
const STORM = 100;
const PICTURES = 0.02;
const DAY = 86_400_000;
const YEAR = 365 * DAY;
const START = Date.UTC(2026, 0, 1);
/** Infractions that a group sees in a year, for the ten years that lie behind. */
const INFRACTIONS_A_YEAR = 12;

let seed = 7;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};
let number = 0;
function message(at: number): EventOf<'message'> {
  const group = Math.floor(random() * GROUPS);
  // A few write most: the square favours the first members.
  const who = `g${group}p${Math.floor(random() ** 2 * MEMBERS)}`;
  return {
    type: 'message',
    channel: 'playground',
    chat: `c${group}`,
    scope: 'group',
    at,
    message: `m${number++}`,
    revision: 0,
    sender: { id: who, name: who },
    text: TEXTS[Math.floor(random() * TEXTS.length)]!,
    media: random() < PICTURES ? [{ kind: 'photo', ref: `f${number}`, mime: 'image/jpeg' }] : [],
  };
}

/** Two cores look at pictures, a quarter of a second to two each. */
let busy = 0;
const queue: (() => void)[] = [];
async function look(event: EventOf<'message'>): Promise<readonly PictureAnalysis[]> {
  if (pressed) return event.media.map(() => CLEAN);
  if (busy >= 2) await new Promise<void>((resolve) => queue.push(resolve));
  busy++;
  await sleep(250 + 1750 * random() ** 4);
  busy--;
  queue.shift()?.();
  return event.media.map(() => CLEAN);
}
const CLEAN: PictureAnalysis = { decision: 'allow', findings: [], reasons: [], fingerprint: '' };
/** The year is pressed together: pictures are looked at in no time. */
let pressed = true;

const { put, save } = results({ what: 66, value: 10, unit: 0, decimals: (n) => (n < 100 ? 2 : 0) });
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
/** Answers the microseconds of processor time that went by since. */
const cpuWatch = (): (() => number) => {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return user + system;
  };
};
const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
};

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
let now = START;
let fixed = true;
const clock = (): number => (fixed ? now : Date.now());
const open = (file: string): { store: Store; engine: Engine } => {
  const store = openStore(file);
  const engine = createEngine({
    store,
    rules: rules.table,
    analyser,
    translate: (s) => s.key,
    channels: [obliging],
    clock,
    lookAtPictures: look,
  });
  return { store, engine };
};

/** A year in as long as it takes; answers messages a second and how the memory grew after its first fifth, MB. */
async function year({
  store,
  engine,
}: ReturnType<typeof open>): Promise<{ perSecond: number; growth: number }> {
  let spent = 0;
  let day = 0;
  let settled = 0;
  for (let i = 0; i < MESSAGES; i++) {
    now = START + Math.floor((i / MESSAGES) * YEAR);
    const event = message(now);
    const began = performance.now();
    engine.receive(event);
    if (i % 256 === 255) await engine.settled();
    const today = Math.floor((now - START) / DAY);
    if (today > day) {
      day = today;
      store.transaction(() => store.purge(now, retentionPeriods()));
    }
    spent += performance.now() - began;
    if (i === Math.floor(MESSAGES / 5)) settled = heap();
  }
  await engine.settled();
  return { perSecond: MESSAGES / (spent / 1000), growth: heap() - settled };
}

/** Messages come at random moments, whether the last was judged or not: their waiting is in the figures. */
async function storm({
  engine,
}: ReturnType<typeof open>): Promise<{ text: number[]; pictures: number[]; n: number }> {
  const rate = USUAL_PEAK * STORM;
  const arrived = new Map<string, number>();
  const text: number[] = [];
  const pictures: number[] = [];
  const end = engine.subscribe((notice) => {
    if (notice.type !== 'judged' || notice.event.type !== 'message') return;
    const came = arrived.get(notice.event.message);
    if (came === undefined) return;
    arrived.delete(notice.event.message);
    (notice.event.media.length > 0 ? pictures : text).push(performance.now() - came);
  });
  const began = performance.now();
  let next = began;
  let n = 0;
  while (next - began < STORM_SECONDS * 1000) {
    next += (-Math.log(1 - random()) / rate) * 1000;
    const wait = next - performance.now();
    if (wait > 1) await sleep(wait);
    else if (n % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
    const event = message(clock());
    arrived.set(event.message, next);
    engine.receive(event);
    n++;
  }
  await engine.settled();
  end();
  return { text: text.sort((a, b) => a - b), pictures: pictures.sort((a, b) => a - b), n };
}

const dir = mkdtempSync(join(tmpdir(), 'garde-fou-scale-'));
const file = join(dir, 'belgium.sqlite');
try {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}; ${GROUPS} groups of ${MEMBERS}, ${MESSAGES} messages\n\n`,
  );
  let life = open(file);
  life.store.transaction(() => {
    for (let g = 0; g < GROUPS; g++)
      life.engine.setupGroup({
        channel: 'playground',
        chat: `c${g}`,
        title: `Group ${g}`,
        policy: policy({ mode: 'hold' }),
        recognition: { reference: 'R', date: '2026-01-01' },
        policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
      });
  });
  await life.engine.start();
  const size = (): number => {
    life.store.db.pragma('wal_checkpoint(TRUNCATE)');
    return statSync(file).size;
  };
  const before = size();
  const engineCpu = cpuWatch();
  const { perSecond, growth } = await year(life);
  const engineEach = engineCpu() / MESSAGES;
  put('a year pressed together: messages judged', perSecond, 'msg/s');
  put('  processor time a message, nightly purges included', engineEach, 'µs');
  put('memory after the whole year, beyond that of its first fifth', growth, 'MB');
  const grown = size() - before;
  put('database a message, after the nightly purges', grown / MESSAGES, 'bytes');
  put(
    `database a group and year, at ${A_DAY} messages a day`,
    ((grown / MESSAGES) * A_DAY * 365) / 1024,
    'KiB',
  );

  const same = Array.from({ length: Math.min(MESSAGES, 20_000) }, (_, i) => message(START + i));
  const simpleCpu = cpuWatch();
  const simple = await straightforward(join(dir, 'simple.sqlite'), same, analyser);
  const simpleEach = simpleCpu() / same.length;
  const simplePerSecond = same.length / simple.seconds;
  put('a straightforward bot, no journal, same messages', simplePerSecond, 'msg/s');
  put('  processor time a message', simpleEach, 'µs');
  put('ratio, messages a second', perSecond / simplePerSecond, '×');
  // What others do on the machine meanwhile changes the first, hardly the second.
  put('ratio, processor time', simpleEach / engineEach, '×');

  pressed = false;
  fixed = false;
  const evening = await storm(life);
  put(`stormy evening: messages that came, ${STORM} × the busiest hour`, evening.n / STORM_SECONDS, 'msg/s');
  put('  receipt → decision, words, p50', quantile(evening.text, 0.5), 'ms');
  put('  receipt → decision, words, p99', quantile(evening.text, 0.99), 'ms');
  put('  receipt → decision, pictures, p50', quantile(evening.pictures, 0.5), 'ms');
  put('  receipt → decision, pictures, p99', quantile(evening.pictures, 0.99), 'ms');

  const person = life.store.db.prepare<[], number>('SELECT min(id) FROM persons').pluck().get()!;
  const entries = Math.floor(GROUPS * INFRACTIONS_A_YEAR * 10 * (values.full ? 1 : 0.1));
  life.store.transaction(() => {
    for (let i = 0; i < entries; i++)
      life.store.ledger.append({
        at: START - 10 * YEAR + Math.floor((i / entries) * 10 * YEAR),
        grp: 1 + (i % GROUPS),
        kind: 'infraction',
        person,
        actor: null,
        rule: 'off-topic',
        clause: 'Annex 4 §5',
        mode: 'hold',
        response: 'warned',
        confidence: 0.9,
        span_from: null,
        span_to: null,
        message: `old${i}`,
        ref: null,
        excerpt: 'Je vends mon vélo',
      });
  });
  await life.engine.stop();
  life.store.close();
  const began = performance.now();
  life = open(file);
  await life.engine.start();
  put(
    `start with ${values.full ? 'ten years' : 'a tenth of ten years'} of ledger (${entries} lines)`,
    performance.now() - began,
    'ms',
  );
  await life.engine.stop();
  life.store.close();
  if (values.json) save(values.json);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
