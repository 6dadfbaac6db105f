/**
 * The bot's process in the crash test: `node driver.mjs DIR SEED LENGTH LIFE STYLE`. Takes the stream from where it
 * was acknowledged, in batches of uneven size, and ends by itself (exit code 0) when all is done. LIFE varies what
 * chance does in this life of the process; the stream is that of SEED. The clock is that of the stream, so that timers
 * fire. STYLE `hurried`: new messages come in while the bot still acts. `orderly`: each batch is dealt with before the
 * next, so that the same timers fire at the same place of the stream in every run and runs can be compared.
 */
import { join } from 'node:path';
import { commandInterpreter } from '../../src/commands/interpreter.js';
import type { ChannelEvent } from '../../src/domain/event.js';
import { policy } from '../../src/domain/group.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { PLAIN_LADDER } from '../../src/rules/ladder.js';
import { openStore } from '../../src/store/store.js';
import { fakeAnalyser } from '../engine/fake-analyser.js';
import { fakeRules } from '../engine/fake-rules.js';
import { ordersBetween } from './orders.js';
import { acknowledgedIn, platform } from './platform.js';
import { CHATS, PEOPLE, randomFrom, stream, timeOf } from './stream.js';

const [dir, seed, length, life, style] = process.argv.slice(2) as [string, string, string, string, string];
const events = stream(Number(seed), Number(length));
const random = randomFrom(Number(life));
let at = acknowledgedIn(dir);
let now = timeOf(at);

const network = platform(dir, random);
const store = openStore(join(dir, 'garde-fou.sqlite'));
const engine = createEngine({
  store,
  rules: fakeRules,
  analyser: fakeAnalyser,
  translate: (s) => s.key,
  channels: [network],
  interpreters: [commandInterpreter({ rules: () => ({ table: fakeRules, ladder: PLAIN_LADDER }) })],
  clock: () => now,
});
// Until the first message is acknowledged the setup may have been cut short; setting up again changes nothing.
for (const chat of at === 0 ? CHATS : []) {
  const group = engine.setupGroup({
    channel: 'playground',
    chat,
    title: chat,
    policy: policy({
      mode: chat === 'north' ? 'ask' : 'hold',
      speakEverySeconds: 20,
      askMinutes: 1,
      holdMinutes: 5,
    }),
    recognition: { reference: 'R', date: '2026-01-01' },
    policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
  });
  for (const person of PEOPLE) engine.setMember(group, { person, name: person, role: 'member', lang: 'fr' });
  engine.setMember(group, { person: 'cora', name: 'cora', role: 'coordinator', lang: 'fr' });
}
const numbers = {
  group: (chat: string): number => store.groups.byChat('playground', chat)!.id,
  person: (name: string): number => store.persons.find('playground', name)!.id,
};
await engine.start();
process.stdout.write('alive\n');
while (at < events.length) {
  const batch: ChannelEvent[] = events.slice(at, at + 1 + (at % 5));
  // Now and then the network delivers again what it had delivered before.
  if (random() < 0.2 && at > 3) batch.unshift(events[at - 1 - Math.floor(random() * 3)]!);
  const end = Math.min(events.length, at + 1 + (at % 5));
  batch.push(...ordersBetween(at, end, numbers));
  now = timeOf(end);
  engine.receiveMany(batch);
  at = end;
  network.acknowledge(at);
  if (style === 'hurried' && random() < 0.7) await new Promise((resolve) => setImmediate(resolve));
  else await engine.settled();
}
// The end of all waiting: every timer and every put-off word.
for (let minutes = 0; minutes < 240; minutes += 4) {
  now += 240_000;
  await engine.settled();
}
await engine.stop();
store.close();
network.close();
