/**
 * What becomes of pictures, from the phone of their poster to the group, on every network: shipped rules, words and
 * language; made-up eyes, for which a red patch is a number plate and a green one a face.
 */
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { boxOf } from '../vision/fake-detectors.js';
import { picture, plain } from '../vision/pictures.js';
import { networks, type Shown } from './channels.js';
import { type Neighbourhood, neighbourhood } from './neighbourhood.js';

const withPatch = async (colour: string): Promise<Buffer> =>
  picture(320, 240)
    .composite([{ input: await plain(colour, 60, 40).png().toBuffer(), left: 100, top: 120 }])
    .jpeg({ quality: 95 })
    .toBuffer();
const CALM = await picture(320, 240).jpeg().toBuffer();
const PLATE = await withPatch('#ff0000');
const FACE = await withPatch('#008000');
const REPORT = 'Un homme cagoulé force la porte du 12 rue du Moulin';
const BACK = expect.stringMatching(`^bot: Anne signale \\(police prévenue à \\d\\dh\\d\\d\\) :\n${REPORT}$`);

describe.each(networks.map((network) => [network.name, network] as const))('on %s', (_, network) => {
  let n: Neighbourhood;
  beforeAll(async () => {
    n = await neighbourhood('fr', {}, network);
  });
  afterEach(() => n.newDay());
  afterAll(() => n.end());
  const inGroup = (): Shown[] => n.today.inGroup();
  const told = (who: string): Shown[] => n.today.told(who);
  const ledger = (): string[] => n.today.ledger();

  const seen = async (ref: string): Promise<string> => {
    const { data, info } = await sharp(await n.world.look(ref))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const image = { data, width: info.width, height: info.height };
    return boxOf(image, 'red') ? 'plate' : boxOf(image, 'green') ? 'face' : 'calm';
  };
  const seenIn = (shown: readonly Shown[]): Promise<string[]> =>
    Promise.all(shown.flatMap((m) => m.pictures).map(seen));
  const wordsOf = (shown: readonly Shown[]): string[] =>
    shown.filter((m) => m.text !== '').map((m) => `${m.from}: ${m.text}`);
  const posters = (): string[] => inGroup().map((m) => m.from);

  describe('one picture', () => {
    it('a calm one stays', async () => {
      await n.says('Anne', '', { pictures: [CALM] });
      expect(posters()).toEqual(['Anne']);
      expect(told('Anne')).toEqual([]);
    });

    it('a face leaves; its poster is told kindly, taps once, and it comes back without the face', async () => {
      await n.says('Anne', '', { pictures: [FACE] });
      expect(inGroup()).toEqual([]);
      expect(told('Anne').at(-1)?.text).toContain('visage');
      await n.taps('Anne', 'blur');
      expect(wordsOf(inGroup())).toEqual([expect.stringContaining('Anne')]);
      expect(await seenIn(inGroup())).toEqual(['calm']);
      expect(ledger()).toEqual(['Anne face-photo removed']);
      expect(n.engine.ledger(n.group)[0]?.excerpt).toMatch(/^sha256:[0-9a-f]{64}$/);
    });

    it('a missing person’s photo waits for the coordinator, who sees it and lets it through', async () => {
      const notice =
        'Avis de recherche de la police : Marie, 14 ans, a disparu hier à Namur. Child Focus, appelez le 116000.';
      await n.says('Bram', notice, { pictures: [FACE] });
      expect(inGroup()).toEqual([]);
      expect(told('Bram').at(-1)?.text).toContain('avis officiel');
      expect(await seenIn(told('Cora'))).toEqual(['face']);
      await n.taps('Cora', 'release');
      expect(await seenIn(inGroup())).toEqual(['face']);
      expect(ledger()).toEqual(['Bram face-photo approved']);
      expect(n.engine.ledger(n.group)[0]?.excerpt).toBe('public-notice');
    });

    it('nothing of any picture is in the database', async () => {
      await n.says('Anne', '', { pictures: [PLATE] });
      await n.taps('Anne', 'blur');
      const file = n.store.db.serialize();
      expect(file.includes(PLATE.subarray(200, 260))).toBe(false);
      expect(file.includes(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe(false);
    });
  });

  it('while a picture is looked at, “the police know” waits for the report under it', async () => {
    n.engine.changePolicy(n.group, { mode: 'ask' });
    const openEyes = n.shutEyes();
    await n.world.say('Anne', REPORT, { to: 'group', pictures: [CALM] });
    await n.world.say('Marc', 'Le 101 a été appelé, une patrouille arrive', { to: 'group' });
    openEyes();
    await n.minutesPass(1);
    await n.minutesPass(60);
    expect(posters().slice(0, 2)).toEqual(['Anne', 'Marc']);
    expect(wordsOf(inGroup()).join()).toMatch(/olice (?:est )?prévenue/);
    expect(told('Anne')).toEqual([]);
    n.engine.changePolicy(n.group, { mode: 'hold' });
  });

  describe('an album', () => {
    it('a plate in one of three pictures: only that one goes, and comes back covered', async () => {
      await n.says('Anne', 'Fermez bien vos fenêtres avant de partir en vacances', {
        pictures: [CALM, PLATE, CALM],
      });
      expect(await seenIn(inGroup())).toEqual(['calm', 'calm']);
      expect(wordsOf(inGroup())).toEqual(['Anne: Fermez bien vos fenêtres avant de partir en vacances']);
      expect(told('Anne')).toHaveLength(1);
      await n.taps('Anne', 'blur');
      expect(await seenIn(inGroup())).toEqual(['calm', 'calm', 'calm']);
      expect(posters()).toEqual(['Anne', 'Anne', 'bot']);
      expect(ledger()).toEqual(['Anne plate-photo removed']);
    });

    it('its words report without 101: all of it waits, and all of it comes back when the call was made', async () => {
      await n.says('Anne', REPORT, { pictures: [CALM, FACE, CALM] });
      expect(inGroup()).toEqual([]);
      expect(told('Anne')[0]?.text).toMatch(/^Appelez d'abord la police au 101/);
      await n.minutesPass(2);
      await n.taps('Anne', 'informed');
      expect(wordsOf(inGroup())[0]).toEqual(BACK);
      expect(await seenIn(inGroup())).toEqual(['calm', 'calm', 'calm']);
      expect(posters().every((p) => p === 'bot')).toBe(true);
    });

    it('its words are changed half an hour later: it is judged anew, and leaves as one', async () => {
      const album = await n.says('Bram', 'Fermez bien vos fenêtres avant de partir en vacances', {
        pictures: [CALM, CALM, CALM],
      });
      await n.minutesPass(30);
      await n.edits('Bram', album, 'Les Roumains sont tous des voleurs, il faut les chasser du quartier');
      expect(inGroup()).toEqual([]);
      expect(ledger()).toEqual(['Bram discrimination removed']);
    });

    it('its words are changed into a report: all of it comes back with the time of the call', async () => {
      const album = await n.says('Anne', 'Notre rue', { pictures: [CALM, CALM] });
      await n.minutesPass(10);
      await n.edits('Anne', album, REPORT);
      expect(inGroup()).toEqual([]);
      await n.taps('Anne', 'informed');
      expect(wordsOf(inGroup())[0]).toEqual(BACK);
      expect(await seenIn(inGroup())).toEqual(['calm', 'calm']);
    });

    it('where the police authorise first, the officer is shown all of it, once', async () => {
      n.engine.changePolicy(n.group, { sending: 'prior-authorisation' });
      await n.says('Anne', 'Attention aux échelles', { pictures: [CALM, CALM] });
      expect(inGroup()).toEqual([]);
      await n.minutesPass(1);
      expect(await seenIn(told('Marc'))).toEqual(['calm', 'calm']);
      await n.taps('Marc', 'release');
      expect(await seenIn(inGroup())).toEqual(['calm', 'calm']);
    });
  });
});
