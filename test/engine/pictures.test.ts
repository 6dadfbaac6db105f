/** The way of a picture through the engine: fetched, looked at, taken out, covered, put back. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Media } from '../../src/domain/event.js';
import { analysisOf } from '../../src/engine/look-at-pictures.js';
import type { Look, Redacted, Vision } from '../../src/vision/api.js';
import { fakeRules } from './fake-rules.js';
import { CHAT, type House, house, START } from './house.js';

const words = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const LOOK: Look = {
  decision: 'allow',
  plates: [],
  faces: [],
  frames: 1,
  ms: 1,
  fingerprint: 'sha256:0',
  redactable: true,
};
const PLATE = { text: '1ABC234', readable: true, box: [1, 2, 30, 10], confidence: 0.9 } as const;
const FACE = { recognisable: true, box: [5, 5, 40, 40], confidence: 0.9 } as const;

/** Sees what the bytes say: “plate”, “face”, “unsure”, “film”, or nothing. */
class FakeVision implements Vision {
  readonly looked: string[] = [];
  redacted: (bytes: Uint8Array) => Redacted = (bytes) => ({
    verified: true,
    bytes: Buffer.from(`safe ${words(bytes)}`),
    mime: 'image/jpeg',
    size: [1, 1],
    covered: 1,
  });
  async look(bytes: Uint8Array): Promise<Look> {
    const what = words(bytes);
    this.looked.push(what);
    const look: Look = { ...LOOK, fingerprint: `sha256:${what}` };
    if (what.includes('plate')) return { ...look, decision: 'block', plates: [PLATE] };
    if (what.includes('face')) return { ...look, decision: 'block', faces: [FACE] };
    if (what.includes('unsure')) return { ...look, decision: 'review', reason: 'unsure' };
    if (what.includes('film')) return { ...look, decision: 'review', reason: 'no-ffmpeg', redactable: false };
    return look;
  }
  async redact(bytes: Uint8Array): Promise<Redacted> {
    return this.redacted(bytes);
  }
  async warmUp(): Promise<void> {}
  async close(): Promise<void> {}
}

let h: House;
let open: House | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
/** Presses are answered in another chat, side by side with the group. */
const reposts = () => h.seen.map((s) => s.delivery).filter((d) => d.type === 'repost');
const photo = (ref: string, more: Partial<Media> = {}): Media => ({ kind: 'photo', ref, ...more });
async function street(over: Parameters<typeof house>[0] = {}) {
  const vision = new FakeVision();
  h = house({ fetch: async (media) => Buffer.from(media.ref), ...over, engine: { vision, ...over.engine } });
  open = h;
  await h.engine.start();
  const posts = async (who: string, text: string, ...media: Media[]): Promise<void> => {
    h.says(who, text, { media });
    await h.engine.settled();
  };
  const presses = async (who: string, verb: string): Promise<void> => {
    const hold = h.store.holds.open(h.group).at(-1)!;
    h.engine.receive(h.press(who, `${verb}:${hold.id}`));
    await h.engine.settled();
  };
  return { vision, posts, presses };
}

it('what comes twice while a picture waits brings nobody back into the register', async () => {
  await street();
  const hello = h.message('anne', 'Bonsoir');
  h.engine.receive(hello);
  h.engine.receive({
    ...{ type: 'left', channel: 'playground', chat: CHAT, scope: 'group', at: h.now(), id: 'l1' },
    person: { id: 'anne', name: 'anne' },
  });
  const isIn = () => h.engine.members(h.group).some((m) => m.person === 'anne');
  expect(isIn()).toBe(false);
  h.says('bram', 'Regardez', { media: [photo('garden')] });
  expect(h.engine.receive(hello).duplicate).toBe(true);
  expect(isIn()).toBe(false);
});

it('the small picture beside a link is no part of any album: nothing of it is kept', async () => {
  const { posts } = await street();
  const kept = () =>
    h.store.db.prepare<[], string>('SELECT media FROM picture_messages').pluck().all().join();
  await posts('anne', 'www.police.be', photo('data:thumbnail', { kind: 'preview' }));
  expect(kept()).toBe('');
  await posts('anne', 'www.police.be', photo('garden'), photo('data:thumbnail', { kind: 'preview' }));
  expect(kept()).toContain('garden');
  expect(kept()).not.toContain('thumbnail');
});

describe('a picture', () => {
  it('with a plate leaves at once; the ledger has its fingerprint, and nothing of its caption', async () => {
    const { posts } = await street();
    await posts('anne', 'Regardez', photo('plate'));
    expect(h.done()).toEqual(['delete m1', 'tell anne: rule.plate-photo']);
    expect(h.engine.ledger(h.group)).toMatchObject([
      { rule: 'plate-photo', response: 'removed', excerpt: 'sha256:plate' },
    ]);
  });

  it('that shows nothing stays, and what is written after it keeps its place', async () => {
    const { posts, vision } = await street();
    await posts('anne', '', photo('garden'));
    expect([h.done(), vision.looked]).toEqual([[], ['garden']]);
  });

  it('of an album is judged for itself: only the offending one leaves', async () => {
    await street();
    for (const ref of ['garden', 'face', 'street']) h.says('anne', '', { media: [photo(ref)], album: 'a1' });
    await h.engine.settled();
    expect(h.done().filter((d) => d.startsWith('delete'))).toEqual(['delete m2']);
  });

  it('is looked at whatever it comes as: file, sticker, film, preview of a link, and when a message is edited', async () => {
    const { vision, posts } = await street();
    for (const kind of ['document', 'sticker', 'animation', 'video-note', 'preview'] as const)
      await posts('anne', '', { kind, ref: `a ${kind}` });
    expect(vision.looked).toHaveLength(5);
    const before = h.message('anne', 'voici', { media: [photo('garden')] });
    h.engine.receive(before);
    h.engine.receive({ ...before, revision: 1, media: [photo('face')] });
    await h.engine.settled();
    expect(h.done().filter((d) => d.startsWith('delete'))).toEqual([`delete ${before.message}`]);
  });

  it('shown to the bot alone, or a voice message, is not looked at', async () => {
    const { vision } = await street();
    h.says('anne', '', { media: [photo('face')], scope: 'private', chat: 'anne' });
    h.says('anne', '', { media: [{ kind: 'voice', ref: 'face' }] });
    await h.engine.settled();
    expect([vision.looked, h.done()]).toEqual([[], []]);
  });

  it('nobody is sure of waits for the coordinator, who sees it privately, and comes back as it was', async () => {
    const { posts, presses } = await street();
    await posts('anne', 'Devant chez moi', photo('unsure'));
    expect(h.done()).toEqual([
      'delete m1',
      'tell anne: picture.unsure',
      'tell cora: notify.review {"name":"anne"}',
    ]);
    const told = h.seen.map((s) => s.delivery).findLast((d) => d.type === 'tell');
    expect(told).toMatchObject({ person: 'cora', groupFallback: false });
    expect(told?.type === 'tell' && told.files?.map((f) => words(f.bytes))).toEqual(['unsure']);
    await presses('cora', 'release');
    expect(reposts()).toMatchObject([{ blur: false, media: [{ ref: 'unsure' }] }]);
  });

  it('that can’t be fetched, or is too large, waits for a person', async () => {
    const { posts, vision } = await street({
      fetch: async () => {
        throw new Error('gone');
      },
    });
    await posts('anne', '', photo('face'));
    await posts('anne', '', photo('face', { size: 500_000_000 }));
    expect(vision.looked).toEqual([]);
    expect(h.done().filter((d) => d.startsWith('delete'))).toEqual(['delete m1', 'delete m2']);
    expect(h.engine.ledger(h.group)).toEqual([]);
  });

  it('that can’t be looked at is told to the operator, once a day for each reason', async () => {
    const { posts } = await street();
    h.engine.setMember(h.group, { person: 'otto', name: 'otto', role: 'operator', lang: 'fr' });
    const told = (): string[] => h.done().filter((d) => d.startsWith('tell otto'));
    await posts('anne', '', { kind: 'video', ref: 'film one' });
    await posts('bram', '', { kind: 'video', ref: 'film two' });
    expect(told()).toEqual(['tell otto: notify.no-ffmpeg']);
    h.pass(25 * 3600);
    await posts('anne', '', { kind: 'video', ref: 'film three' });
    expect(told()).toHaveLength(2);
  });
});

describe('covered and put back', () => {
  it('goes out as a safe copy; its original never does', async () => {
    const { posts, presses } = await street();
    await posts('anne', 'Il était là', photo('face'));
    await presses('anne', 'blur');
    const [repost] = reposts();
    expect(repost?.files?.map((f) => [f.mime, words(f.bytes)])).toEqual([['image/jpeg', 'safe face']]);
    expect(repost?.text).toContain('Il était là');
  });

  it('without a safe copy the words come back alone, and the poster hears why', async () => {
    const { posts, presses, vision } = await street();
    vision.redacted = () => ({ verified: false, reason: 'not-clean' });
    await posts('anne', 'Il était là', photo('face'));
    await presses('anne', 'blur');
    expect(reposts()).toHaveLength(1);
    expect(reposts()[0]).not.toHaveProperty('files');
    expect(h.done()).toContain('tell anne: picture.left-out');
  });

  it('a picture without words does not become an empty message, and nobody is told that the bot lost its rights', async () => {
    const { posts, presses, vision } = await street();
    vision.redacted = () => ({ verified: false, reason: 'damaged' });
    await posts('anne', '', photo('face'));
    await presses('anne', 'blur');
    expect(h.done().slice(2).sort()).toEqual(['answer-press', 'tell anne: picture.left-out']);
  });

  it('that a member contested, and in which somebody responsible finds nothing, comes back as it was; the ledger says who', async () => {
    const { posts, presses } = await street();
    await posts('anne', 'Mon nain de jardin', photo('face'));
    await presses('anne', 'contest');
    const annul = (who: string) =>
      h.engine.receive({
        type: 'order',
        channel: 'playground',
        chat: CHAT,
        scope: 'group',
        at: h.now(),
        id: `order of ${who}`,
        sender: { id: who, name: who },
        order: { what: 'release', hold: h.store.holds.open(h.group)[0]!.id, annulled: true },
      });
    // Nobody finds for themselves.
    expect(annul('anne').decision?.why).toEqual(['no-right']);
    annul('cora');
    await h.engine.settled();
    expect(reposts()).toMatchObject([{ blur: false, media: [{ ref: 'face' }] }]);
    expect(reposts()[0]).not.toHaveProperty('files');
    const cora = h.store.persons.find('playground', 'cora')!.id;
    expect(h.store.ledger.list(h.group, 9).filter((line) => line.kind === 'approved')).toMatchObject([
      { rule: 'face-photo', excerpt: 'annulled', actor: cora },
    ]);
  });

  it('a passing trouble is waited for', async () => {
    const { posts, presses, vision } = await street();
    const safe = vision.redacted;
    vision.redacted = () => ({ verified: false, reason: 'busy' });
    await posts('anne', '', photo('plate'));
    await presses('anne', 'blur');
    expect(reposts()).toEqual([]);
    vision.redacted = safe;
    h.pass(10);
    await h.engine.settled();
    expect(reposts()).toMatchObject([{ blur: true }]);
    expect(h.now()).toBe(START + 10_000);
  });
});

describe('findings of a picture', () => {
  const bands = {
    plates: { blockFrom: 0.7, reviewFrom: 0.4 },
    faces: { blockFrom: 0.6, reviewFrom: 0.3 },
  };
  const confidenceAt = (confidence: number): number =>
    analysisOf({ ...LOOK, plates: [{ ...PLATE, confidence }] }, fakeRules, bands).findings[0]!.confidence;

  it('what the detectors’ threshold blocks the rule acts on, and nothing below it', () => {
    const { actFrom, reviewFrom } = fakeRules['plate-photo']!;
    expect(confidenceAt(0.7)).toBeCloseTo(actFrom, 9);
    expect(confidenceAt(0.4)).toBeCloseTo(reviewFrom, 9);
    expect(confidenceAt(0.699)).toBeLessThan(actFrom);
    expect(confidenceAt(0.399)).toBeLessThan(reviewFrom);
    expect([confidenceAt(0), confidenceAt(1)]).toEqual([0, 1]);
  });

  it('what nobody can read or recognise is none', () => {
    const look: Look = {
      ...LOOK,
      plates: [{ ...PLATE, readable: false }],
      faces: [{ ...FACE, recognisable: false }],
    };
    expect(analysisOf(look, fakeRules, bands).findings).toEqual([]);
  });
});
