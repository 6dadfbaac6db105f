import { describe, expect, it } from 'vitest';
import { policy } from '../../../src/domain/group.js';
import {
  type Charter,
  changesToNotify,
  charterSchema,
  checklist,
  emptyCharter,
  missingOf,
  standingOf,
  VARIANTS,
} from '../../../src/domain/registration/index.js';

const someone = {
  name: 'Cora Peeters',
  address: 'Rue du Moulin 1',
  phone: '0470 12 34 56',
  email: 'c@plp.be',
};
const whole = (over: Partial<Charter> = {}): Charter =>
  charterSchema.parse({
    policeZone: 'Zone 5277',
    commune: 'Uccle',
    name: 'PLP Moulin',
    initiator: 'Les habitants',
    motive: 'Cambriolages en hausse',
    objectives: 'Prévention et cohésion',
    area: 'Rue du Moulin, rue Haute',
    members: 120,
    coordinator: someone,
    mandatary: { ...someone, name: 'Marc Dubois' },
    mayor: 'A. Maes',
    toPolice: 'Par téléphone, au 101',
    hot: { levels: 1, plan: 'SMS de la zone', technologies: ['sms'] },
    cold: { plan: 'Par e-mail', technologies: ['e-mail', 'social-media'] },
    meetings: 'Une fois par an',
    consultation: 'Deux fois par an',
    support: 'Panneaux de la commune',
    fee: { asked: false },
    evaluation: { everyMonths: 12, criteria: 'Ceux de l’article 7' },
    internalRules: {
      version: '2026-1',
      signedByCoordinator: '2026-01-10',
      signedByMandatary: '2026-01-10',
      saa: true,
    },
    signed: { mayor: '2026-01-15', chefDeCorps: '2026-01-15', coordinator: '2026-01-15' },
    sentToInterior: '2026-01-16',
    ...over,
  });
const SAA = { urgentMessages: 'saa' } as const;

describe('the charter’s checklist', () => {
  it('is met by a whole charter, the mandatary’s signature being optional', () => {
    expect(missingOf(whole(), SAA)).toEqual([]);
  });

  it.each(VARIANTS)('lists everything that is missing at the start (%s)', (variant) => {
    const missing = missingOf(emptyCharter(variant), SAA);
    expect(missing).toContain('police-zone');
    expect(missing).toContain('signatures');
    expect(missing.length).toBeGreaterThan(18);
    expect(missing).not.toContain('hot-suits-residents');
  });

  it('does not take social media alone for urgent messages to residents, but does for a business site', () => {
    const hot = { levels: 1 as const, plan: 'WhatsApp', technologies: ['social-media' as const] };
    expect(missingOf(whole({ hot }), SAA)).toEqual(['hot-suits-residents']);
    expect(missingOf(whole({ hot, variant: 'business' }), SAA)).toEqual([]);
  });

  it('asks for an evaluation at least every three years', () => {
    const evaluation = { everyMonths: 48, criteria: 'x' };
    expect(missingOf(whole({ evaluation }), SAA)).toEqual(['evaluation']);
  });

  it('asks what a fee is and what it is for, when there is one', () => {
    expect(missingOf(whole({ fee: { asked: true, amount: '5 €', use: '' } }), SAA)).toEqual(['fee']);
  });

  it('asks for SAA in the internal rules only where urgent messages are allowed', () => {
    const internalRules = { ...whole().internalRules, saa: false };
    expect(missingOf(whole({ internalRules }), SAA)).toEqual(['saa']);
    expect(missingOf(whole({ internalRules }), { urgentMessages: 'forbidden' })).toEqual([]);
  });

  it('names each criterion of Annex 2 once', () => {
    const items = checklist(whole(), SAA);
    expect(new Set(items.map((i) => i.item)).size).toBe(items.length);
    const numbers = items.map((i) => i.criterion).filter((c) => /^\d\d$/.test(c));
    expect(numbers).toEqual(Array.from({ length: 17 }, (_, i) => String(i + 1).padStart(2, '0')));
  });
});

describe('changes for the SPF Intérieur', () => {
  it('are those of coordinator, mandatary, area and communication, once the charter was sent', () => {
    const after = whole({
      coordinator: { ...someone, phone: '0470 99 99 99' },
      meetings: 'Deux fois par an',
    });
    expect(changesToNotify(whole(), after)).toEqual(['coordinator']);
    expect(changesToNotify(whole({ sentToInterior: '' }), after)).toEqual([]);
    expect(changesToNotify(whole(), whole({ area: 'Plus grand' }))).toEqual(['area']);
    const cold = { plan: 'x', technologies: ['sms' as const] };
    expect(changesToNotify(whole(), whole({ cold }))).toEqual(['communication']);
    expect(changesToNotify(whole(), whole())).toEqual([]);
  });
});

describe('the standing', () => {
  const group = { id: '1', policy: policy({ mode: 'hold' }), recognised: true, policeApproved: true };

  it('tells why the bot only observes', () => {
    expect(standingOf(group, whole())).toMatchObject({ effective: 'hold', because: null });
    expect(standingOf({ ...group, policeApproved: false }, whole())).toMatchObject({
      effective: 'observe',
      because: 'not-approved',
    });
    expect(standingOf({ ...group, recognised: false }, whole()).because).toBe('not-recognised');
  });
});
