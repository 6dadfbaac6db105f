/** A letter's data in which every name and moment is known. */
import { addDays } from '../../src/domain/belgian-calendar.js';
import type { LetterData } from '../../src/reports/letters/letter-data.js';

export const AT = Date.UTC(2026, 2, 3, 20, 4);

export const letterData = (over: Partial<LetterData> = {}): LetterData => ({
  lang: 'fr',
  at: AT,
  reference: 'PLP-3/12/M-4',
  side: 'member',
  names: {
    person: 'Łucja Żółć',
    group: 'Rue du Moulin',
    zone: '5339',
    commune: 'Ixelles',
    coordinator: 'Anne Dupont',
    mandatary: 'Bram Peeters',
    chief: 'Chris Maes',
    temporary: 'Dina Roth',
    recognition: 'R-118',
    pv: 'BR.11.L3.001/2026',
    place: 'Commissariat, salle 2',
  },
  moments: {
    talkat: addDays(AT, 7),
    since: AT,
    until: addDays(AT, 30),
    decided: AT,
    interview: addDays(AT, -3),
    advice: addDays(AT, -2),
    received: addDays(AT, 10),
    deadline: addDays(AT, 21),
    ruling: addDays(AT, 40),
    ruled: addDays(AT, 35),
  },
  reasons: ['Des messages répétés, malgré un entretien.'],
  evidence: [
    {
      entry: 41,
      at: Date.UTC(2026, 6, 1, 20, 4),
      rule: 'Diffusion',
      clause: 'Annex 4 §5',
      excerpt: 'mots',
      hash: 'ab'.repeat(32),
    },
  ],
  changes: [{ what: 'Coordination', before: 'Anne', after: 'Bart', from: AT }],
  checklist: [{ what: '01 Initiateur', answer: 'Les habitants' }],
  signatures: {},
  ...over,
});
