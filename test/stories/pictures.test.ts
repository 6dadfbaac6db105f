/** What becomes of a picture, from the phone of its poster to the group: shipped rules, words and language; made-up eyes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatBook } from '../../src/channels/playground/chat-book.js';
import type { ChatMessage } from '../../src/channels/playground/chat-message.js';
import { PlaygroundChannel } from '../../src/channels/playground/playground-channel.js';
import { policy } from '../../src/domain/group.js';
import type { Engine } from '../../src/engine/api.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { createAnalyser } from '../../src/language/index.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore, type Store } from '../../src/store/store.js';
import { boxOf } from '../vision/fake-detectors.js';
import { inProcessVision } from '../vision/in-process.js';
import { jpeg, picture, plain } from '../vision/pictures.js';

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
const ROOM = 'quartier';
const PEOPLE = { Anne: 'member', Bram: 'member', Cora: 'coordinator', Marc: 'mandatary' } as const;
const EVENING = Date.UTC(2026, 4, 4, 19, 4, 0);

let dir: string;
let book: ChatBook;
let store: Store;
let channel: PlaygroundChannel;
let engine: Engine;
let group: number;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'story-pictures-'));
  book = new ChatBook(':memory:');
  book.addRoom({ id: ROOM, story: null, lang: 'fr', title: 'Quartier' });
  store = openStore(join(dir, 'garde-fou.sqlite'));
  channel = new PlaygroundChannel(book, () => EVENING);
  engine = createEngine({
    store,
    rules: rules.table,
    analyser,
    translate: createTranslator(rules),
    channels: [channel],
    clock: () => EVENING,
    vision: inProcessVision(),
  });
  group = engine.setupGroup({
    channel: 'playground',
    chat: ROOM,
    title: 'Quartier',
    policy: policy({ lang: 'fr', mode: 'hold' }),
    recognition: { reference: 'R-1', date: '2026-01-01' },
    policeApproval: { reference: 'P-1', by: 'zone', date: '2026-01-01' },
  });
  for (const [name, role] of Object.entries(PEOPLE)) {
    book.saveSeat(ROOM, { person: name, name, state: 'in', until: null });
    engine.setMember(group, { person: name, name, role, lang: 'fr' });
  }
  await engine.start();
});
afterEach(async () => {
  await engine.stop();
  book.close();
  store.close();
  rmSync(dir, { recursive: true });
});

const withPatch = async (colour: string): Promise<Buffer> =>
  picture(320, 240)
    .composite([{ input: await plain(colour, 60, 40).png().toBuffer(), left: 100, top: 120 }])
    .jpeg({ quality: 95 })
    .toBuffer();
const posts = async (who: string, text: string, bytes: Uint8Array): Promise<void> => {
  const ref = channel.shelf.put({ bytes, mime: 'image/jpeg', name: 'photo.jpg' });
  channel.post(ROOM, who, { text, to: 'group', pictures: [ref] });
  await engine.settled();
};
const inThread = (thread: string): ChatMessage[] =>
  book.messages(ROOM).filter((m) => m.thread === thread && m.deleted === null);
const presses = async (who: string, verb: string): Promise<void> => {
  const bubble = inThread(who).findLast((m) => m.buttons.some((b) => b.action.startsWith(`${verb}:`)))!;
  channel.press(ROOM, who, bubble.id, bubble.buttons.find((b) => b.action.startsWith(`${verb}:`))!.action);
  await engine.settled();
};
const ledger = (): string[] =>
  engine.ledger(group).map((e) => `${e.kind} ${e.rule} ${e.memberName} ${e.excerpt.slice(0, 13)}`);
const pixelsOf = async (message: ChatMessage) => {
  const bytes = channel.shelf.get(message.pictures![0]!.ref)!.bytes;
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

describe('a picture in the group (fr, hold)', () => {
  it('a calm one stays', async () => {
    await posts('Anne', '', await jpeg());
    expect(inThread('group').map((m) => m.pictures?.length)).toEqual([1]);
    expect(inThread('Anne')).toEqual([]);
  });

  it('a face leaves; its poster is told kindly, taps once, and it comes back without the face', async () => {
    await posts('Anne', '', await withPatch('#008000'));
    expect(inThread('group')).toEqual([]);
    const told = inThread('Anne').at(-1)!;
    expect(told.text).toContain('visage');
    expect(told.buttons.map((b) => b.label)).toContain('Publier, visages et plaques floutés');
    await presses('Anne', 'blur');
    const [back] = inThread('group');
    expect(back?.text).toContain('Anne');
    expect(boxOf(await pixelsOf(back!), 'green')).toBeNull();
    expect(ledger()).toEqual([expect.stringMatching(/^infraction face-photo Anne sha256:[0-9a-f]{6}$/)]);
  });

  it('a missing person’s photo waits for the coordinator, who sees it and lets it through; the ledger says who', async () => {
    const notice =
      'Avis de recherche de la police : Marie, 14 ans, a disparu hier à Namur. Child Focus, appelez le 116000.';
    await posts('Bram', notice, await withPatch('#008000'));
    expect(inThread('group')).toEqual([]);
    expect(inThread('Bram').at(-1)!.text).toContain('avis officiel');
    const asked = inThread('Cora').at(-1)!;
    expect(boxOf(await pixelsOf(asked), 'green')).not.toBeNull();
    await presses('Cora', 'release');
    const [back] = inThread('group');
    expect(boxOf(await pixelsOf(back!), 'green')).not.toBeNull();
    expect(engine.ledger(group)).toMatchObject([
      { kind: 'approved', rule: 'face-photo', memberName: 'Bram', excerpt: 'public-notice' },
    ]);
  });

  it('nothing of any picture is in the database', async () => {
    const bytes = await withPatch('#ff0000');
    await posts('Anne', '', bytes);
    await presses('Anne', 'blur');
    const file = store.db.serialize();
    expect(file.includes(bytes.subarray(200, 260))).toBe(false);
    expect(file.includes(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe(false);
  });
});
