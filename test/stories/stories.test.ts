/** Whole conversations, on every network: what the neighbours do, and what the group and each of them see. */
import { afterEach, describe, expect, it } from 'vitest';
import type { GroupPolicy } from '../../src/domain/group.js';
import type { Lang } from '../../src/domain/vocabulary.js';
import { networks } from './channels.js';
import { type Neighbourhood, neighbourhood } from './neighbourhood.js';

describe.each(networks.map((network) => [network.name, network] as const))('on %s', (_, network) => {
  let n: Neighbourhood;
  const inThe = async (lang: Lang, over: Partial<GroupPolicy> = {}): Promise<void> => {
    n = await neighbourhood(lang, over, network);
  };
  afterEach(() => n.end());

  describe('Anne sees a burglar and writes to her neighbours first (fr, hold)', () => {
    it('is asked to call 101, and her words, told in pieces, come back as one report with the time', async () => {
      await inThe('fr');
      await n.says('Anne', 'Un homme cagoulé force la porte du 12 rue du Moulin');
      expect(n.inGroup()).toEqual([]);
      expect(n.lastTold('Anne')?.text).toMatch(/^Appelez d'abord la police au 101, maintenant/);
      expect(n.lastTold('Anne')?.quote).toBe('Un homme cagoulé force la porte du 12 rue du Moulin');

      await n.says('Anne', 'Il porte une veste noire et un sac à dos');
      expect(n.inGroup()).toEqual([]);
      await n.minutesPass(1);
      await n.says('Anne', '101 prévenu');
      expect(n.inGroup()[0]).toBe(
        'bot: Anne signale (police prévenue à 21h05) :\nUn homme cagoulé force la porte du 12 rue du Moulin\nIl porte une veste noire et un sac à dos',
      );

      // A neighbour sees the same and has not called: nobody is sent to the telephone twice.
      await n.minutesPass(5);
      await n.says('Bram', 'Un homme cagoulé essaie de forcer la porte rue du Moulin !');
      expect(n.inGroup().at(-1)).toMatch(/^bot: Merci\. La police est prévenue depuis 21h05/);
      expect(n.told('Bram')).toEqual([]);
      expect(n.ledger()).toEqual(['Anne police-not-informed held']);
    });
  });

  describe('Somebody else made the call (nl, ask)', () => {
    it('the report stays, with the time under it, and its poster is left in peace', async () => {
      await inThe('nl', { mode: 'ask' });
      const report = await n.says(
        'Anne',
        'Verdachte man met zwarte muts probeert autodeuren in de Molenstraat',
      );
      await n.minutesPass(1);
      expect(n.lastTold('Anne')?.text).toContain('101');
      await n.minutesPass(1);
      await n.says('Bram', 'Ik heb 101 gebeld', { reply: report });
      expect(n.inGroup().join('\n')).toContain('21.06 uur');
      await n.minutesPass(60);
      expect(n.inGroup()[0]).toBe(
        'Anne: Verdachte man met zwarte muts probeert autodeuren in de Molenstraat',
      );
      expect(n.told('Anne')).toHaveLength(1);
    });
  });

  describe('A thumb for something else (fr, hold)', () => {
    it('is not taken for a call to the police; a late answer is not left unanswered', async () => {
      await inThe('fr');
      const thanks = await n.says('Bram', 'Merci à tous');
      await n.says('Anne', 'Un homme louche avec une capuche grise essaie les portières rue du Moulin');
      await n.reacts('Anne', thanks, '👍');
      expect(n.inGroup()).toEqual(['Bram: Merci à tous']);
      await n.minutesPass(61);
      expect(n.lastTold('Anne')?.text).toMatch(/^Nous n'avons pas eu votre confirmation/);
      await n.tellsTheBot('Anne', '101 prévenu');
      expect(n.lastTold('Anne')?.text).toMatch(/^Aucun message n'attend votre réponse/);
      expect(n.inGroup()).toEqual(['Bram: Merci à tous']);
    });
  });

  describe('A report with a number plate in it (de, hold)', () => {
    it('goes on at once for the others, and comes back without the plate but with its time', async () => {
      await inThe('de');
      await n.says(
        'Anne',
        '101 verständigt: zwei Männer brechen in der Mühlenstraße ein Auto auf, Kennzeichen 1-KLM-482',
      );
      expect(n.inGroup()).toEqual([]);
      await n.minutesPass(4);
      await n.taps('Anne', 'blur');
      const [repost] = n.inGroup();
      expect(repost).toMatch(/^bot: Anne meldet .*21\.04 Uhr/);
      expect(repost).toContain('▇▇▇');
      expect(n.inGroup().join('\n')).not.toContain('KLM');
      expect(n.ledger()).toEqual(['Anne plate-in-text removed']);
    });
  });

  describe('The confirmation that says too much (en, ask)', () => {
    it('counts as a call, and its plate still leaves the group', async () => {
      await inThe('en', { mode: 'ask' });
      await n.says('Anne', 'Suspicious man in a grey hoodie trying car doors in Mill Street');
      await n.minutesPass(1);
      await n.says('Anne', 'I called 101, his car is a black Audi, number plate 1-KLM-482');
      expect(n.inGroup().join('\n')).not.toContain('KLM');
      expect(n.inGroup()[0]).toBe('Anne: Suspicious man in a grey hoodie trying car doors in Mill Street');
      await n.minutesPass(60);
      expect(n.inGroup()[0]).toMatch(/^Anne: Suspicious man/);
      expect(n.ledger()).toContain('Anne plate-in-text removed');
    });
  });

  describe('A neighbour is angry at a whole people (fr, hold)', () => {
    it('hears why in private only; the coordinator reads a contest and decides', async () => {
      await inThe('fr');
      const words = 'Les Roumains sont tous des voleurs, il faut les chasser du quartier';
      await n.says('Bram', words);
      expect(n.inGroup()).toEqual([]);
      expect(n.lastTold('Bram')?.quote).toBe(words);
      await n.taps('Bram', 'contest');
      expect(n.lastTold('Cora')?.quote).toBe(words);
      await n.minutesPass(600);
      await n.taps('Cora', 'refuse');
      expect(n.inGroup()).toEqual([]);
      expect(n.lastTold('Bram')?.text).toMatch(/^Après lecture, votre message n'est pas publié/);
      expect(n.ledger()[0]).toMatch(/^Bram discrimination removed/);
    });
  });

  describe('A group for prevention only (nl, urgent messages forbidden)', () => {
    it('sends an urgent report to 101 at once, keeps it for the coordinator, and lets advice pass', async () => {
      await inThe('nl', { urgentMessages: 'forbidden' });
      await n.says(
        'Anne',
        'Er probeert een man met een koevoet de deur van nummer 8 in de Kerkstraat open te breken!',
      );
      expect(n.inGroup()).toEqual([]);
      expect(n.told('Anne')[0]?.text).toMatch(/^Bel eerst de politie op 101/);
      expect(n.told('Anne')[0]?.quote).toBeNull();
      await n.taps('Cora', 'refuse');
      const tip = 'Tip van de politie: sluit altijd ramen en deuren als u met vakantie gaat';
      await n.says('Cora', tip);
      expect(n.inGroup()).toEqual([`Cora: ${tip}`]);
    });
  });

  describe('Where the police authorise every message (fr, prior authorisation)', () => {
    it('the officer reads it and releases it; the coordinator can’t', async () => {
      await inThe('fr', { sending: 'prior-authorisation' });
      const words = 'La prochaine réunion du PLP aura lieu jeudi à la maison communale';
      await n.says('Anne', words);
      expect(n.inGroup()).toEqual([]);
      expect(n.told('Cora')).toEqual([]);
      expect(n.lastTold('Marc')?.quote).toBe(words);
      await n.taps('Marc', 'release');
      expect(n.inGroup()).toEqual([`bot: De la part de Anne :\n${words}`]);
    });
  });

  describe('“101 called”, said first (fr, nl, de, en)', () => {
    it.each([
      ['fr', '101 prévenu', 'Un homme louche avec une capuche grise rue du Moulin'],
      ['nl', '101 verwittigd', 'Een verdachte man met een grijze kap in de Molenstraat'],
      ['de', 'Ich habe 101 angerufen', 'Ein verdächtiger Mann mit grauer Kapuze in der Mühlenstraße'],
      ['en', '101 called', 'A suspicious man in a grey hoodie in Mill Street'],
    ] as const)('belongs to the report that follows (%s)', async (lang, first, then) => {
      await inThe(lang);
      await n.says('Anne', first);
      expect(n.inGroup()).toEqual([`Anne: ${first}`]);
      await n.says('Anne', then);
      expect(n.inGroup().slice(0, 2)).toEqual([`Anne: ${first}`, `Anne: ${then}`]);
      expect([n.told('Anne'), n.ledger()]).toEqual([[], []]);
    });
  });

  describe('The police speak (de, hold)', () => {
    it('a hot message passes, and whoever sees the same is told that they know', async () => {
      await inThe('de', { sending: 'habilitation' });
      const hot =
        'Gesucht wird ein Mann mit roter Jacke, er flüchtet zu Fuß durch die Mühlenstraße. Abstand halten.';
      const message = await n.says('Marc', hot);
      expect(n.inGroup()[0]).toBe(`Marc: ${hot}`);
      await n.minutesPass(3);
      await n.says(
        'Anne',
        'Der Mann mit der roten Jacke versteckt sich hinter der Garage, Mühlenstraße 14!',
        {
          reply: message,
        },
      );
      expect(n.inGroup()[1]).toMatch(/^Anne: Der Mann/);
      expect([n.told('Anne'), n.ledger()]).toEqual([[], []]);
    });
  });
});
