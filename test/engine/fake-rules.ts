/** A rule table like the project's own, without reading files. */
import type { RuleTable } from '../../src/domain/rule.js';
import { RULES } from '../../src/domain/vocabulary.js';

const PRIVATE = { 'plate-in-text': 'remove', 'face-photo': 'remove', 'plate-photo': 'remove' } as const;
const HOLD: Record<string, 'hold' | 'remove'> = { 'police-not-informed': 'hold', ...PRIVATE };
const ASK: Record<string, 'ask' | 'remove'> = { 'police-not-informed': 'ask', ...PRIVATE };

export const fakeRules: RuleTable = Object.fromEntries(
  RULES.map((id) => [
    id,
    {
      id,
      clause: 'Annex 4 §5',
      severity: 2,
      response: { ask: ASK[id] ?? 'warn', hold: HOLD[id] ?? 'warn' },
      actFrom: 0.8,
      reviewFrom: 0.5,
    },
  ]),
);
