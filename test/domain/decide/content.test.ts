/** What a message says, whatever it is for, and who may let it through (Annex 4 §4 and §5, art. 8 and 9). */
import { describe, expect, it } from 'vitest';
import type { Finding, PictureAnalysis } from '../../../src/domain/finding.js';
import {
  followup,
  informed,
  MINUTE,
  PHOTO,
  picture,
  plain,
  type Said,
  Street,
  seen,
  uninformed,
} from './street.js';

const says = (rule: Finding['rule'], more: Partial<Finding> = {}) => plain({ findings: [seen(rule, more)] });
const photo = (...pictures: PictureAnalysis[]): Said => ({ pictures, event: { media: [PHOTO] } });
const UNSURE: PictureAnalysis = { decision: 'review', findings: [], reasons: ['timeout'], fingerprint: '' };
const reposts = (s: Street) => s.actions.filter((a) => a.type === 'repost');

describe('what exposes somebody', () => {
  it('leaves, and comes back masked when its poster wants', () => {
    const s = new Street();
    s.says('anne', 'plaque 1-ABC-234', says('plate-in-text', { span: [7, 16] }));
    expect(s.done()).toEqual(['delete m1', 'tell anne rule.plate-in-text']);
    s.presses('anne', 'blur');
    expect(reposts(s)).toMatchObject([{ head: { key: 'repost.plain' }, text: 'plaque ▇▇▇' }]);
  });

  it('a harmless photo comes back with its masked caption', () => {
    const s = new Street();
    s.says('anne', 'plaque 1-ABC-234', says('plate-in-text', { span: [7, 16] }), photo(picture()));
    s.presses('anne', 'blur');
    expect(reposts(s)).toMatchObject([{ media: [PHOTO], blur: false }]);
  });

  it('a face in a report without 101 comes back only blurred, also when the call is confirmed', () => {
    const s = new Street();
    s.says('anne', 'Lui !', uninformed(), photo(picture('face-photo')));
    expect(s.done()).toEqual(['delete m1', 'tell anne call-101', 'tell anne rule.face-photo + hold.confirm']);
    s.presses('anne', 'informed');
    expect(reposts(s)).toMatchObject([{ media: [PHOTO], blur: true }]);
  });

  it('a face does not come back where the group does not offer it', () => {
    const s = new Street({ offerBlurred: false });
    s.says('anne', '', plain(), photo(picture('face-photo')));
    expect(s.presses('anne', 'blur').why).toEqual(['button-does-not-fit']);
    s.says('anne', 'Lui !', uninformed(), photo(picture('face-photo')));
    s.presses('anne', 'informed');
    expect(reposts(s)).toMatchObject([{ media: [], text: 'Lui !' }]);
  });

  it('a name without exact place keeps the whole text out', () => {
    const s = new Street();
    s.says('anne', 'c’est le fils Dupont', uninformed({ findings: [seen('identity-disclosed')] }));
    expect(s.presses('anne', 'informed').why).toEqual(['button-does-not-fit']);
    expect(reposts(s)).toEqual([]);
  });

  it('a mere doubt about a name does not empty a report that 101 knows of', () => {
    const s = new Street();
    s.says(
      'anne',
      'Homme louche',
      uninformed({ findings: [seen('identity-disclosed', { confidence: 0.4 })] }),
    );
    s.presses('anne', 'informed');
    expect(reposts(s)).toMatchObject([{ text: 'Homme louche' }]);
  });
});

describe('what attacks somebody', () => {
  it.each(['discrimination', 'vigilante', 'leak', 'careless-language'] as const)(
    '%s leaves in mode hold and is explained privately, never before the others',
    (rule) => {
      const s = new Street();
      s.says('anne', 'mots', says(rule));
      expect(s.actions).toMatchObject([
        { type: 'delete' },
        { type: 'tell', sentences: [{ key: `rule.${rule}` }], quote: 'mots', groupFallback: false },
      ]);
    },
  );

  it('in a report without 101: the emergency comes first, in a word that may be said anywhere', () => {
    const s = new Street();
    s.says('anne', 'Sale voleur rue du Moulin', uninformed({ findings: [seen('discrimination')] }));
    expect(s.actions.slice(1)).toMatchObject([
      { sentences: [{ key: 'call-101' }], groupFallback: true },
      {
        sentences: [{ key: 'rule.discrimination' }],
        groupFallback: false,
        quote: 'Sale voleur rue du Moulin',
      },
    ]);
    expect(s.actions[1]).not.toHaveProperty('quote');
  });

  it('stays with a private word in mode ask, where the rule only warns', () => {
    const s = new Street({ mode: 'ask' });
    expect(s.says('anne', 'zut', says('careless-language')).outcome).toBe('warned');
    expect(s.actions).toMatchObject([{ type: 'tell', groupFallback: false }]);
  });

  it('can be contested: the coordinator reads it, has time, and puts it back with one tap', () => {
    const s = new Street();
    s.says('anne', 'mots mal compris', says('discrimination'));
    s.presses('anne', 'contest');
    expect(s.actions.at(-1)).toMatchObject({
      type: 'notify',
      role: 'coordinator',
      quote: 'mots mal compris',
    });
    s.passes(24 * 60 * MINUTE);
    s.presses('cora', 'release');
    expect(reposts(s)).toMatchObject([{ text: 'mots mal compris' }]);
  });
});

describe('roles', () => {
  it('police are never moderated: at most a private word, and the ledger knows', () => {
    const s = new Street({ sending: 'prior-authorisation', urgentMessages: 'forbidden' });
    const d = s.says(
      'marc',
      'Cherchons 1-ABC-234',
      informed({ findings: [seen('plate-in-text', { span: [10, 19] })] }),
    );
    expect(d).toMatchObject({ outcome: 'passed', infractions: [] });
    expect(s.done()).toEqual(['tell marc police.exposes']);
    expect(d.effects).toContainEqual({
      type: 'approved',
      rule: 'plate-in-text',
      by: 'marc',
      reason: 'police-message',
    });
  });

  it('a coordinator gets a private word, but what exposes somebody leaves, whatever else it holds', () => {
    const s = new Street();
    expect(s.says('cora', 'gens-là', says('discrimination')).outcome).toBe('warned');
    const both = plain({ findings: [seen('discrimination'), seen('plate-in-text', { span: [0, 9] })] });
    expect(s.says('cora', '1-ABC-234 gens-là', both).outcome).toBe('removed');
    s.policy = { ...s.policy, rules: { 'off-topic': { enabled: true, response: 'remove', extraWords: [] } } };
    expect(s.says('cora', 'foot', says('off-topic')).outcome).toBe('warned');
  });

  describe('the photo of a missing person (art. 9 d)', () => {
    const notice = plain({ kind: 'prevention', publicNotice: true });

    it('passes when a coordinator shows it, and the ledger says who', () => {
      const s = new Street();
      const d = s.says('cora', 'Avis de recherche', notice, photo(picture('face-photo')));
      expect(d.outcome).toBe('passed');
      expect(d.effects).toEqual([
        { type: 'approved', rule: 'face-photo', by: 'cora', reason: 'public-notice' },
      ]);
    });

    it('waits when a member does: no infraction, and whoever decides sees it', () => {
      const s = new Street();
      const d = s.says('anne', 'Avis de recherche', notice, photo(picture('face-photo')));
      expect([d.outcome, d.infractions]).toEqual(['held', []]);
      expect(s.done()).toEqual(['delete m1', 'tell anne picture.notice', 'notify coordinator notify.review']);
      expect(d.actions.at(-1)).toMatchObject({ show: [PHOTO], quote: 'Avis de recherche' });
      expect(s.presses('anne', 'blur').why).toEqual(['button-does-not-fit']);
    });

    it.each(['cora', 'marc'])(
      'comes back with its face when %s approves it, and the ledger says who',
      (who) => {
        const s = new Street();
        s.says('anne', 'Avis de recherche', notice, photo(picture('face-photo')));
        const d = s.presses(who, 'release');
        expect(d.effects).toContainEqual({
          type: 'approved',
          rule: 'face-photo',
          by: who,
          reason: 'public-notice',
        });
        expect(reposts(s)).toMatchObject([{ media: [PHOTO], blur: false, text: 'Avis de recherche' }]);
      },
    );

    it('is no excuse for a plate, and no member approves it', () => {
      const s = new Street();
      const both = photo(picture('face-photo'), picture('plate-photo'));
      expect(s.says('anne', 'Avis de recherche', notice, both).outcome).toBe('removed');
      s.presses('anne', 'blur');
      expect(reposts(s)).toMatchObject([{ blur: true }]);
      s.says('anne', 'Avis de recherche', notice, photo(picture('face-photo')));
      expect(s.presses('bram', 'release').why).toEqual(['no-right']);
    });
  });

  it('of an album only what exposes somebody stays out where nothing is offered; a film never comes back covered', () => {
    const second = { kind: 'photo', ref: 'second' } as const;
    const album = (...pictures: PictureAnalysis[]): Said => ({ pictures, event: { media: [PHOTO, second] } });
    const s = new Street({ offerBlurred: false });
    s.says('anne', '', plain(), album(picture('face-photo'), picture()));
    expect([...s.holds.values()][0]?.media).toEqual([second]);
    const film = new Street();
    film.says('anne', '', plain(), album(picture(), { ...picture('plate-photo'), redactable: false }));
    expect([...film.holds.values()][0]?.media).toEqual([PHOTO]);
  });

  it('the ledger keeps the fingerprint of a picture, and nothing of its caption', () => {
    const s = new Street();
    const d = s.says('anne', 'Regardez', plain(), {
      pictures: [
        { ...picture(), findings: [seen('face-photo', { box: [1, 2, 3, 4], fingerprint: 'sha256:ab' })] },
      ],
      event: { media: [PHOTO] },
    });
    expect(d.infractions).toMatchObject([{ rule: 'face-photo', excerpt: 'sha256:ab' }]);
    const unsure = s.says('anne', 'Et lui', plain(), {
      pictures: [
        { ...picture(), findings: [seen('face-photo', { confidence: 0.4, fingerprint: 'sha256:cd' })] },
      ],
      event: { media: [PHOTO] },
    });
    expect(unsure.effects).toMatchObject([{ type: 'review', excerpt: 'sha256:cd' }]);
  });

  it('nobody decides about their own message: a coordinator’s goes to the police', () => {
    const s = new Street({ urgentMessages: 'forbidden' });
    s.says('cora', 'Homme louche', uninformed());
    expect(s.done().at(-1)).toBe('notify mandatary notify.review');
    expect(s.presses('cora', 'release').why).toEqual(['no-right']);
    s.presses('marc', 'release');
    expect(reposts(s)).toHaveLength(1);
  });
});

describe('urgent messages forbidden', () => {
  const quiet = () => new Street({ urgentMessages: 'forbidden' });

  it('hold a report, informed or not, for the coordinator; who has not called hears 101 first', () => {
    const s = quiet();
    expect(s.says('anne', 'Homme louche', uninformed()).outcome).toBe('held');
    expect(s.done()).toEqual([
      'delete m1',
      'tell anne call-101',
      'tell anne rule.urgent-forbidden',
      'notify coordinator notify.review',
    ]);
    expect(s.rules).toEqual(['urgent-forbidden held']);
    s.says('bram', 'Homme louche, 101 prévenu', informed());
    expect(s.done(4)[1]).toBe('tell bram rule.urgent-forbidden');
  });

  it('are not opened by the way of a plate: its poster can’t bring it back alone', () => {
    const s = quiet();
    s.says('anne', 'Homme, 1-ABC-234', uninformed({ findings: [seen('plate-in-text', { span: [7, 16] })] }));
    expect(s.presses('anne', 'informed').why).toEqual(['button-does-not-fit']);
    s.presses('cora', 'release');
    expect(reposts(s)).toMatchObject([{ text: 'Homme, ▇▇▇' }]);
  });

  it('let pass what is not urgent, and “101 called” alone', () => {
    const s = quiet();
    expect(s.says('anne', 'Fermez vos portes', plain({ kind: 'prevention' })).outcome).toBe('passed');
    expect(s.says('anne', 'merci', followup()).outcome).toBe('passed');
  });

  it('only warn where the group tuned it so', () => {
    const s = quiet();
    s.policy = {
      ...s.policy,
      rules: { 'urgent-forbidden': { enabled: true, response: 'warn', extraWords: [] } },
    };
    expect(s.says('anne', 'Homme louche', uninformed()).outcome).toBe('warned');
    expect(s.done()).toEqual(['tell anne call-101', 'tell anne rule.urgent-forbidden']);
  });
});

describe('prior authorisation (art. 8 d)', () => {
  const asks = () => new Street({ sending: 'prior-authorisation' });

  it('holds for the police, who read what they decide about; a coordinator may not', () => {
    const s = asks();
    s.says('anne', 'Réunion jeudi', plain({ kind: 'prevention' }));
    expect(s.done()).toEqual(['delete m1', 'tell anne authorisation.wait', 'notify mandatary notify.review']);
    expect(s.actions.at(-1)).toMatchObject({ quote: 'Réunion jeudi' });
    expect(s.presses('cora', 'release').why).toEqual(['no-right']);
    s.presses('marc', 'release');
    expect(reposts(s)).toMatchObject([{ text: 'Réunion jeudi' }]);
  });

  it('gives refused words back with the reason', () => {
    const s = asks();
    s.says('anne', 'Réunion jeudi', plain());
    s.orders('marc', { what: 'refuse', hold: 'h1', reason: 'déjà annoncé' });
    expect(s.done().at(-1)).toBe('tell anne hold.refused-because');
    expect(s.actions.at(-1)).toMatchObject({ quote: 'Réunion jeudi', groupFallback: false });
  });

  it('does not offer the police what would be removed anyway', () => {
    const s = asks();
    expect(s.says('anne', 'gens-là', says('discrimination')).outcome).toBe('removed');
    expect(s.done()).toEqual(['delete m1', 'tell anne rule.discrimination']);
  });

  it('gives back masked or blurred what exposes somebody, and only after the police agreed', () => {
    const s = asks();
    s.says('anne', '1-ABC-234', says('plate-in-text', { span: [0, 9] }), photo(picture('face-photo')));
    expect(s.presses('anne', 'blur').why).toEqual(['button-does-not-fit']);
    s.presses('marc', 'release');
    expect(reposts(s)).toMatchObject([{ text: '▇▇▇', blur: true }]);
  });

  it('covers what can’t be read: the police, not the coordinator, decide', () => {
    const s = asks();
    s.says('anne', '', plain(), photo(UNSURE));
    expect(s.presses('cora', 'release').why).toEqual(['no-right']);
  });

  it('lets a released report come back with its time and its thread', () => {
    const s = asks();
    const since = s.now;
    s.says('anne', 'Homme louche, 101 prévenu', informed());
    s.passes(5 * MINUTE);
    s.presses('marc', 'release');
    expect(reposts(s)).toMatchObject([{ head: { key: 'repost.informed', params: { at: since } } }]);
    expect(s.thread?.policeInformedAt).toBe(since);
  });

  it('says 101 first to whoever has not called', () => {
    const s = asks();
    s.says('anne', 'Homme louche', uninformed());
    expect(s.done()[1]).toBe('tell anne call-101 + authorisation.wait');
  });
});

describe('what nobody could read', () => {
  it('an unsure picture waits for the coordinator; a sure face beside it is never put back as it is', () => {
    const s = new Street();
    s.says('anne', '', plain(), photo(UNSURE));
    expect(s.done()).toEqual(['delete m1', 'tell anne picture.unsure', 'notify coordinator notify.review']);
    s.says('anne', '', plain(), photo(UNSURE, picture('face-photo')));
    expect(s.presses('anne', 'blur').why).toEqual(['button-does-not-fit']);
    s.presses('cora', 'release');
    expect(reposts(s)).toMatchObject([{ blur: true }]);
  });

  it('hides no attack: its caption is judged', () => {
    const s = new Street();
    expect(s.says('anne', 'gens-là', says('discrimination'), photo(UNSURE)).outcome).toBe('removed');
    expect(s.presses('cora', 'release')).toMatchObject({ outcome: 'passed' });
    expect(reposts(s)).toMatchObject([{ media: [] }]);
  });

  it('unknown content waits, and when released is asked to be written, since it can’t be put back', () => {
    const s = new Street();
    s.says('anne', '', plain(), { event: { other: 'unknown:paid_media' } });
    s.presses('cora', 'release');
    expect(s.told(2)).toEqual(['notify coordinator notify.review', 'tell anne hold.cannot-return']);
  });

  it.each([
    ['allow', 'passed', 0],
    ['review', 'held', 3],
    ['remove', 'held', 2],
  ] as const)('voice is %s as the group chose', (voice, outcome, actions) => {
    const s = new Street({ voice });
    const d = s.says('anne', '', plain(), { event: { media: [{ kind: 'voice', ref: 'v' }] } });
    expect([d.outcome, d.actions.length]).toEqual([outcome, actions]);
  });
});

describe('what is not what the group is for', () => {
  it('off-topic: friendly, then clearer, never before the others', () => {
    const s = new Street();
    s.says('anne', 'vélo à vendre', says('off-topic'));
    s.offTopic = 1;
    s.says('anne', 'match dimanche', says('off-topic'));
    expect(s.done()).toEqual(['tell anne off-topic.first', 'tell anne off-topic.again']);
    expect(s.actions.every((a) => a.type === 'tell' && !a.groupFallback)).toBe(true);
  });

  describe('a crisis message of the authorities (art. 9 d)', () => {
    const official = 'Incendie rue Haute : fermez portes et fenêtres jusqu’à 18 heures et écoutez la radio.';
    const street = (over: ConstructorParameters<typeof Street>[0] = {}): Street => {
      const s = new Street(over);
      s.relays = ['Alerte aux inondations : quittez les caves de la rue Basse.', official];
      return s;
    };
    const passesOn = (who: string, text: string, s = street()) => s.says(who, text, plain());

    it.each(['anne', 'cora'])(
      'passed on by %s in other words is pointed out, and the poster gets the original',
      (who) => {
        const d = passesOn(who, official.replace('18', '20'));
        expect(d).toMatchObject({ outcome: 'review', infractions: [] });
        expect(d.effects).toMatchObject([{ type: 'review', finding: { rule: 'altered-relay' } }]);
        expect(d.actions).toMatchObject([
          { type: 'tell', person: who, quote: official, groupFallback: false },
        ]);
      },
    );

    it.each([
      ['word for word', official],
      [
        'with the bot’s own head, and a thank you',
        `Message des autorités, mot pour mot :\n${official}\nMerci !`,
      ],
      ['not at all: a remark', 'Portes et fenêtres fermées, merci'],
      [
        'not at all: about the event',
        'La radio dit que les pompiers ont éteint l’incendie de la rue Haute vers midi',
      ],
    ])('%s', (_, text) => {
      expect(passesOn('anne', text)).toMatchObject({ outcome: 'passed', actions: [], effects: [] });
    });

    it('changed by the police themselves is their new message', () => {
      expect(passesOn('marc', official.replace('18', '20')).actions).toEqual([]);
    });

    it('is left to people where the group is only observed, or does not use the rule', () => {
      const observed = street();
      observed.recognised = false;
      const d = passesOn('anne', official.replace('18', '20'), observed);
      expect(d.actions).toEqual([]);
      expect(d.effects).toMatchObject([{ type: 'review' }]);
      const off = street({ rules: { 'altered-relay': { enabled: false, extraWords: [] } } });
      expect(passesOn('anne', official.replace('18', '20'), off).effects).toEqual([]);
    });
  });

  it('a contact card goes to the review list: a locksmith’s or a suspect’s, only a person can say', () => {
    const s = new Street();
    const card = s.says('anne', '', plain(), { event: { other: 'contact' } });
    expect(card.outcome).toBe('review');
    expect(card.actions).toEqual([]);
    expect(card.effects).toMatchObject([
      { type: 'review', finding: { rule: 'identity-disclosed', detail: 'contact-card' } },
    ]);
    expect(s.says('cora', '', plain(), { event: { other: 'contact' } }).outcome).toBe('passed');
  });

  it('a chain that was forwarded many times; not when the coordinator relays it (art. 9 b)', () => {
    const s = new Street();
    const chain = { event: { forward: { times: 5 } } };
    expect(s.says('anne', 'Faites suivre', plain(), chain).why).toContain('forwarded-chain');
    expect(s.says('cora', 'BE-Alert', plain(), chain)).toMatchObject({ outcome: 'passed', actions: [] });
  });
});

describe('when unsure', () => {
  it('the bot is quiet in the group, and the doubt is on the review list', () => {
    const s = new Street();
    const d = s.says('anne', 'ces gens', says('discrimination', { confidence: 0.4 }));
    expect(d).toMatchObject({ outcome: 'review', actions: [], infractions: [] });
    expect(d.effects).toMatchObject([{ type: 'review', finding: { rule: 'discrimination' } }]);
  });
});

describe('a group that is only observed (Annex 4 §1, §2)', () => {
  const observed = () => {
    const s = new Street({ sending: 'prior-authorisation', voice: 'remove' });
    s.recognised = false;
    return s;
  };

  it('records, and nothing waits and nobody is asked to decide', () => {
    const s = observed();
    s.says(
      'anne',
      '1-ABC-234',
      uninformed({ findings: [seen('plate-in-text', { span: [0, 9] })] }),
      photo(UNSURE),
    );
    expect([s.actions, [...s.holds]]).toEqual([[], []]);
    expect(s.rules.every((r) => r.endsWith('observed'))).toBe(true);
    expect(s.rules).toHaveLength(2);
  });

  it('does not say that it posts what it can no longer post', () => {
    const s = new Street();
    s.says('anne', 'Homme louche', uninformed());
    s.recognised = false;
    s.presses('anne', 'informed');
    expect(s.done().at(-1)).toBe('press.too-late');
    expect(s.holds.size).toBe(1);
  });

  it('still hears an emergency written privately', () => {
    const s = observed();
    s.privately('anne', 'On force ma porte', uninformed());
    expect(s.done()).toEqual(['tell anne call-101']);
  });
});

describe('who may press', () => {
  it('only the poster answers for the poster', () => {
    const s = new Street();
    s.says('anne', 'Homme louche', uninformed());
    for (const verb of ['informed', 'withdraw', 'blur', 'contest'])
      expect(s.presses('bram', verb).why).toEqual(['not-the-poster']);
    for (const verb of ['release', 'refuse']) expect(s.presses('bram', verb).why).toEqual(['no-right']);
  });

  it('a report in mode ask that is released or refused is not doubled or left standing', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'Homme louche', uninformed());
    s.orders('marc', { what: 'release', hold: 'h1' });
    expect(reposts(s)).toEqual([]);
    s.says('bram', 'Voiture louche', uninformed({ signature: ['voiture'] }));
    s.orders('marc', { what: 'refuse', hold: 'h3', reason: '' });
    expect(s.done()).toContain('delete m3');
  });
});
