/**
 * A neighbourhood on one of the networks, with the whole engine behind it: a SQLite file of its own, a clock that only
 * the story moves, the shipped rules and language model. What people do goes in; what the group and each person see comes out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../src/channels/channel.js';
import { commandInterpreter } from '../../src/commands/api.js';
import type { Outcome } from '../../src/domain/decision.js';
import { type GroupPolicy, policy } from '../../src/domain/group.js';
import type { Lang, Role } from '../../src/domain/vocabulary.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { createAnalyser } from '../../src/language/index.js';
import { armEvaluations } from '../../src/reports/evaluation/arm-evaluation.js';
import { openReports } from '../../src/reports/open-reports.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore } from '../../src/store/store.js';
import { inProcessVision } from '../vision/in-process.js';
import type { Said, Shown, StoryNetwork } from './channels.js';
import { playgroundNetwork } from './playground-world.js';

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
const translate = createTranslator(rules);

/** 21:04 in Brussels. */
export const EVENING = Date.UTC(2026, 4, 4, 19, 4, 0);
/** Who lives there, unless a story brings its own people. */
const NEIGHBOURS: Readonly<Record<string, Role>> = {
  Anne: 'member',
  Bram: 'member',
  Dirk: 'member',
  Cora: 'coordinator',
  Marc: 'mandatary',
};

export async function neighbourhood(
  lang: Lang,
  over: Partial<GroupPolicy> = {},
  network: StoryNetwork = playgroundNetwork,
  people: Readonly<Record<string, Role>> = NEIGHBOURS,
) {
  const dir = mkdtempSync(join(tmpdir(), 'story-'));
  let now = EVENING;
  const store = openStore(join(dir, 'garde-fou.sqlite'));
  const title = 'Quartier';
  const vision = inProcessVision();
  let eyes = Promise.resolve();
  const deliveries: { type: string; person: string | null; status: string }[] = [];
  const world = await network.open({ title, people: Object.keys(people), dir, now: () => now, store });
  const reports = openReports(store, { rules: () => rules, clock: () => now, env: {} });
  const engine = createEngine({
    store,
    rules: rules.table,
    analyser,
    translate,
    channels: [watched(world.channel, deliveries)],
    clock: () => now,
    interpreters: [
      ...reports.interpreters,
      commandInterpreter({ rules: () => ({ table: rules.table, ladder: rules.ladder }) }),
    ],
    readFile: reports.files.readFile,
    vision: { ...vision, look: (bytes, about) => eyes.then(() => vision.look(bytes, about)) },
  });
  const outcomes = new Map<string, { outcome: Outcome; why: readonly string[] }>();
  engine.subscribe((n) => {
    if (n.type === 'judged' && n.event.type === 'message')
      outcomes.set(n.event.message, { outcome: n.decision.outcome, why: n.decision.why });
  });
  const group = engine.setupGroup({
    channel: network.name,
    chat: world.chat,
    title,
    policy: { ...policy({ lang, mode: 'hold' }), ...over },
    recognition: { reference: 'R-1', date: '2026-01-01' },
    policeApproval: { reference: 'P-1', by: 'zone', date: '2026-01-01' },
  });
  for (const [name, role] of Object.entries(people))
    engine.setMember(group, { person: world.person(name), name, role, lang });
  await engine.start();

  const old = new Set<string>();
  let noted = 0;
  const fresh = (shown: readonly Shown[]): Shown[] => shown.filter((m) => !old.has(m.id));
  const settled = async (): Promise<void> => {
    await engine.settled();
    await world.timePassed();
  };
  const story = {
    engine,
    store,
    group,
    world,
    /** What the network was asked to do, and how it ended. */
    deliveries,
    /** Pictures are not looked at until the answer is called. */
    shutEyes(): () => void {
      let open = (): void => {};
      eyes = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    /** Sets the reminders of art. 7, as the program does when it starts. */
    armEvaluations: (): void => armEvaluations(store, now),
    now: (): number => now,
    /** Gives the bot a command in private, and confirms it. */
    async orders(who: string, text: string): Promise<void> {
      await story.tellsTheBot(who, text);
      await story.taps(who, 'cmd:yes');
    },
    async daysPass(days: number): Promise<void> {
      for (let i = 0; i < days; i++) await story.minutesPass(24 * 60);
    },
    async says(
      who: string,
      text: string,
      more: { reply?: Said; forwarded?: number; to?: 'group' | 'bot'; pictures?: readonly Buffer[] } = {},
    ): Promise<Said> {
      const message = await world.say(who, text, {
        to: more.to ?? 'group',
        ...(more.reply ? { replyTo: more.reply.id } : {}),
        ...(more.forwarded ? { forwarded: more.forwarded } : {}),
        ...(more.pictures ? { pictures: more.pictures } : {}),
      });
      await settled();
      return message;
    },
    async tellsTheBot(who: string, text: string): Promise<void> {
      await story.says(who, text, { to: 'bot' });
    },
    async edits(who: string, message: Said, text: string): Promise<void> {
      await world.edit(who, message.id, text);
      await settled();
    },
    async removes(who: string, message: Said): Promise<void> {
      await world.remove(who, message.id);
      await settled();
    },
    async reacts(who: string, message: Said, emoji: string): Promise<void> {
      await world.react(who, message.id, emoji);
      await settled();
    },
    /** Taps the newest button of that kind that the person was given. */
    async taps(who: string, verb: string): Promise<void> {
      await world.press(who, verb);
      await settled();
    },
    async minutesPass(minutes: number): Promise<void> {
      now += minutes * 60_000;
      await settled();
    },
    /** What stands in the group now, as “who: words”; the bot's own words as “bot: …”. */
    inGroup: (): string[] => world.inGroup().map((m) => `${m.from}: ${m.text}`),
    /** What the bot told a person privately, newest last. */
    told: (who: string): Shown[] => world.told(who),
    lastTold: (who: string): Shown | undefined => world.told(who).at(-1),
    /** The next story in the same street: a day passes, and what stood there or was told is not `today`’s any more. */
    async newDay(): Promise<void> {
      await story.daysPass(1);
      for (const m of [...world.inGroup(), ...Object.keys(people).flatMap((who) => world.told(who))])
        old.add(m.id);
      noted = story.ledger().length;
    },
    today: {
      inGroup: (): Shown[] => fresh(world.inGroup()),
      told: (who: string): Shown[] => fresh(world.told(who)),
      ledger: (): string[] => story.ledger().slice(noted),
    },
    /** What became of a message, when it was judged last. */
    outcomeOf: (message: Said) => outcomes.get(message.id),
    ledger: (): string[] =>
      engine
        .ledger(group)
        .map((e) => `${e.memberName} ${e.rule} ${e.response}`)
        .reverse(),
    translate,
    async end(): Promise<void> {
      await engine.stop();
      await world.end();
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
  return story;
}
/** The adapter, with a note of each delivery. */
const watched = (
  channel: Channel,
  deliveries: { type: string; person: string | null; status: string }[],
): Channel => ({
  name: channel.name,
  capabilities: channel.capabilities,
  start: (deliverTo) => channel.start(deliverTo),
  stop: () => channel.stop(),
  ...(channel.fetch ? { fetch: (media, maxBytes) => channel.fetch!(media, maxBytes) } : {}),
  async deliver(chat, delivery, key) {
    const result = await channel.deliver(chat, delivery, key);
    const person = 'person' in delivery ? delivery.person : null;
    deliveries.push({ type: delivery.type, person, status: result.status });
    return result;
  },
});
export type Neighbourhood = Awaited<ReturnType<typeof neighbourhood>>;
