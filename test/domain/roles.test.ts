import { describe, expect, it } from 'vitest';
import { may, mayGrant, RIGHTS, type Right, rightsOf, rolesWith } from '../../src/domain/roles.js';
import { ROLES, type Role } from '../../src/domain/vocabulary.js';

/** Columns: member, steering committee, temporary coordinator, coordinator, mandatary, chef de corps, authority, operator. */
const MATRIX: Readonly<Record<Right, string>> = {
  help: 'xxxxxxxx',
  'own-data': 'xxxxxxxx',
  flag: 'xxxxxxxx',
  'see-history': '..xxxx..',
  'see-member-cases': '..xxxx..',
  'see-coordinator-cases': '....xxx.',
  'talk-member': '..xxx...',
  'talk-coordinator': '....x...',
  advise: '....x...',
  reprimand: '.....x..',
  refer: '....xx..',
  exclude: '....xx..',
  'propose-removal': '..xxx...',
  'sign-as-coordinator': '..xx....',
  'sign-as-mandatary': '....x...',
  visa: '.....x..',
  'advise-dismissal': '.....x..',
  dismiss: '......x.',
  'note-appeal': '....xxx.',
  'name-temporary': '.x......',
  'note-assembly': '.x..x...',
  pardon: '..xxx...',
  authorise: '....xx..',
  release: '..xxxx..',
  habilitate: '....xx..',
  broadcast: '....xx..',
  'relay-crisis': '....xxx.',
  'close-thread': '..xxx...',
  'see-status': '.xxxxxxx',
  'see-summary': '.xxxxx..',
  'edit-registration': '..xxx...',
  'export-case': '....xx..',
  'change-settings': '...xx..x',
};

const cells = RIGHTS.flatMap((right) =>
  ROLES.map((role, column) => ({ right, role, allowed: MATRIX[right][column] === 'x' })),
);

describe('the rights matrix', () => {
  it.each(cells)('$role – $right: $allowed', ({ role, right, allowed }) => {
    expect(may(role, right)).toBe(allowed);
  });

  it('is read by row and by column alike', () => {
    for (const role of ROLES)
      expect(rightsOf(role)).toEqual(RIGHTS.filter((right) => rolesWith(right).includes(role)));
  });

  it('gives nobody everything, and the operator no infraction', () => {
    for (const role of ROLES) expect(rightsOf(role).length).toBeLessThan(RIGHTS.length);
    expect(rightsOf('operator').filter((r) => /case|history|pardon|sign|warn/.test(r))).toEqual([]);
  });

  it('keeps the two signatures and the visa with three different offices', () => {
    const offices = [rolesWith('sign-as-coordinator'), rolesWith('sign-as-mandatary'), rolesWith('visa')];
    expect(new Set(offices.flat()).size).toBe(offices.flat().length);
  });
});

describe('giving a role', () => {
  const given = (granter: Role): string[] =>
    ROLES.flatMap((from) => ROLES.filter((to) => mayGrant(granter, from, to)).map((to) => `${from}>${to}`));

  it('is for the chef de corps with mandataries, and for the operator with the offices outside', () => {
    expect(given('chef-de-corps')).toEqual(['member>mandatary']);
    expect(given('operator')).toEqual([
      'member>chef-de-corps',
      'member>authority-delegate',
      'chef-de-corps>authority-delegate',
      'authority-delegate>chef-de-corps',
    ]);
  });

  it('lets the mandatary enter the coordinator whom the members chose, and never touch the police', () => {
    expect(mayGrant('mandatary', 'member', 'coordinator')).toBe(true);
    expect(mayGrant('mandatary', 'coordinator', 'member')).toBe(true);
    for (const police of ['mandatary', 'chef-de-corps'] as const) {
      expect(mayGrant('mandatary', police, 'member')).toBe(false);
      expect(mayGrant('mandatary', 'member', police)).toBe(false);
    }
  });

  it('is nobody’s own: members and authorities give none', () => {
    for (const role of ['member', 'temporary-coordinator', 'authority-delegate'] as const)
      expect(given(role)).toEqual([]);
  });
});
