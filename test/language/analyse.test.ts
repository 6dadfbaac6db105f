import { beforeAll, describe, expect, it } from 'vitest';
import { LinearAnalyser } from '../../src/language/analyse.js';
import type { Analyser } from '../../src/language/api.js';
import { createAnalyser, MODEL_FILE } from '../../src/language/index.js';
import { loadModel } from '../../src/language/model/model.js';
import { loadRules } from '../../src/rules/load.js';
import type { RuleSet } from '../../src/rules/rule-set.js';

let rules: RuleSet;
let analyser: Analyser;
beforeAll(() => {
  rules = loadRules(undefined, { examples: false });
  analyser = createAnalyser(rules);
});

const fired = (text: string, options = {}): string[] => [
  ...new Set(
    analyser
      .analyse(text, options)
      .findings.filter((f) => f.confidence >= rules.table[f.rule]!.actFrom)
      .map((f) => f.rule),
  ),
];

describe('a report says that the police were informed, or does not', () => {
  const scene = {
    fr: 'Homme louche rue du Moulin, veste noire, il regarde dans les voitures.',
    nl: 'Verdachte man in de Molenstraat, zwarte jas, hij kijkt in de auto’s.',
    de: 'Verdächtiger Mann in der Mühlenstraße, schwarze Jacke, er schaut in die Autos.',
    en: 'Suspicious man in Mill Street, black jacket, he is looking into the cars.',
  } as const;

  it.each([
    ['fr', 'Police prévenue.'],
    ['fr', "J'ai appelé le 101."],
    ['fr', 'La police est déjà sur place.'],
    ['nl', 'Politie is verwittigd.'],
    ['nl', 'Ik heb de 101 gebeld.'],
    ['de', 'Polizei ist verständigt.'],
    ['de', 'Ich habe die 101 angerufen.'],
    ['en', 'I have called 101.'],
    ['en', 'Police have been informed.'],
  ] as const)('%s: “%s” is informing', (lang, said) => {
    const analysis = analyser.analyse(`${scene[lang]} ${said}`);
    expect(analysis).toMatchObject({ kind: 'signalement', police: 'informed', lang });
    expect(fired(`${scene[lang]} ${said}`)).not.toContain('police-not-informed');
  });

  it.each([
    ['fr', ''],
    ['fr', 'Je vais appeler la police.'],
    ['fr', 'Quelqu’un a appelé le 101 ?'],
    ['fr', "Je n'ai pas appelé la police."],
    ['fr', "J'ai envoyé un mail à l'agent de quartier."],
    ['nl', 'Ik ga de politie bellen.'],
    ['nl', 'Heeft iemand de politie al gebeld?'],
    ['nl', 'Kan iemand de 101 bellen?'],
    ['de', 'Ich werde die Polizei anrufen.'],
    ['de', 'Hat schon jemand die Polizei gerufen?'],
    ['en', 'I will call the police.'],
    ['en', 'Has anyone called 101?'],
    ['en', 'Can somebody please call the police?'],
  ] as const)('%s: “%s” is not', (lang, said) => {
    expect(analyser.analyse(`${scene[lang]} ${said}`).kind).toBe('signalement');
    expect(fired(`${scene[lang]} ${said}`)).toContain('police-not-informed');
  });
});

describe('what other rules see', () => {
  it.each([
    ['plate-in-text', 'La camionnette blanche est immatriculée 1-ABC-234.'],
    ['plate-in-text', 'Witte camionette met nummerplaat 2 DEF 567 reed door de straat.'],
    ['identity-disclosed', 'Le voleur c’est Kevin Dubois, il habite rue Haute 12, son gsm 0470 12 34 56.'],
    ['vigilante', 'Ce soir on fait une ronde avec des battes, qui vient avec moi ?'],
    ['vigilante', 'Wie komt er mee patrouilleren vannacht? We houden hem zelf tegen.'],
    ['careless-language', 'Espèce de connard, ferme ta gueule !'],
    ['leak', 'J’ai fait des captures d’écran du groupe et je les ai postées sur Facebook.'],
    ['off-topic', 'Te koop: kinderfiets, 40 euro, in goede staat.'],
    ['off-topic', 'Happy birthday Anna! 🎂'],
  ])('%s: %s', (rule, text) => {
    expect(fired(text)).toContain(rule);
  });

  it.each([
    'Merci à tous !',
    'Prochaine réunion du PLP mardi à 20h à la maison communale.',
    'Vergeet niet jullie achterdeur op slot te doen als je met vakantie gaat.',
    'Vielen Dank für die Information.',
  ])('nothing in: %s', (text) => {
    expect(fired(text)).toEqual([]);
  });

  it('evasion does not help', () => {
    expect(fired('Espèce de c0nnard, ferme ta gueu​le !')).toContain('careless-language');
    expect(fired('plaque 1-АВС-234 devant chez moi')).toContain('plate-in-text');
  });
});

describe('proof', () => {
  it('a plate is pointed at exactly, so that it can be masked', () => {
    const text = 'Camionnette blanche suspecte, plaque 1-ABC-234, rue Haute. 101 prévenu.';
    const finding = analyser.analyse(text).findings.find((f) => f.rule === 'plate-in-text');
    expect(text.slice(finding!.span![0], finding!.span![1])).toBe('1-ABC-234');
  });

  it('an explanation adds up to named reasons', () => {
    const { evidence, scores } = analyser.explain('Ce soir on fait une ronde avec des battes, qui vient ?');
    expect(scores.vigilante).toBeGreaterThan(0.5);
    expect(evidence.filter((e) => e.rule === 'vigilante' && e.weight > 0).length).toBeGreaterThan(2);
  });

  it('the same text gives the same analysis, whatever came before', () => {
    const text = 'Man met zwarte jas voelt aan de deuren. Politie verwittigd!';
    const first = analyser.analyse(text);
    for (const other of ['Merci', 'x'.repeat(5000), '🚓', '']) analyser.analyse(other);
    expect(analyser.analyse(text)).toEqual(first);
  });

  it('nothing to read is no offence', () => {
    for (const text of ['', '   ', '\n', '​']) expect(fired(text)).toEqual([]);
  });
});

describe('a partnership’s own rules and words', () => {
  const own = {
    id: 'drones',
    requirement: 'own',
    clause: 'ROI §3',
    severity: 1 as const,
    signals: [{ name: 'drone', patterns: { fr: ['drone*'] }, negatable: true, weight: 6 }],
  };

  it('a rule of their own fires by its signals alone', () => {
    const model = loadModel(MODEL_FILE);
    const mine = new LinearAnalyser({ ...rules, files: [...rules.files, own], model });
    const confidence = (text: string): number =>
      mine.analyse(text, { lang: 'fr' }).findings.find((f) => f.rule === 'drones')?.confidence ?? 0;
    expect(confidence('Il y a un drone au-dessus des jardins')).toBeGreaterThan(0.9);
    expect(confidence('Il y a un avion au-dessus des jardins')).toBe(0);
    expect(confidence("Il n'y a pas de drone au-dessus des jardins")).toBe(0);
  });

  it('a word the group added counts as the rule’s own', () => {
    const text = 'Attention, voilà encore le grand Schtroumpf dans la rue.';
    const of = (options: object): number =>
      analyser.analyse(text, options).findings.find((f) => f.rule === 'identity-disclosed')?.confidence ?? 0;
    expect(of({ extraWords: { 'identity-disclosed': ['grand schtroumpf'] } })).toBeGreaterThan(of({}));
    expect(of({ extraWords: { 'identity-disclosed': ['grand schtroumpf'] } })).toBeGreaterThan(0.5);
  });
});

describe('answers to the bot', () => {
  it.each(['101', 'appelé', 'gebeld', 'angerufen', 'C’est fait', 'police prévenue', 'done', '✅'])(
    '“%s” confirms',
    (text) => {
      expect(analyser.analyse(text, { replyTo: 'x' }).confirmsInformed).toBe(true);
    },
  );
  it.each([
    'je vais appeler',
    'pas encore appelé',
    'wie heeft er gebeld?',
    'ik bel straks',
    'someone should call 101',
  ])('“%s” does not', (text) => {
    expect(analyser.analyse(text, { replyTo: 'x' }).confirmsInformed).toBe(false);
  });
  it.each(['fausse alerte', 'laat maar, vals alarm', 'Fehlalarm', 'never mind, false alarm'])(
    '“%s” takes it back',
    (text) => {
      expect(analyser.analyse(text).withdraws).toBe(true);
    },
  );
});
