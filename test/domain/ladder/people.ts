/** The people of a ladder's tests, and what they do in few words. */
import {
  type Act,
  type Actor,
  type ActRecord,
  type CaseState,
  type Consequence,
  type Ladder,
  openCase,
  perform,
  type Refusal,
  type Terms,
} from '../../../src/domain/ladder/index.js';
import type { Role } from '../../../src/domain/vocabulary.js';

export const DAY = 86_400_000;
/** Noon in Brussels, a Monday. */
export const MONDAY = Date.UTC(2026, 2, 2, 11, 0, 0);
export const ANNE = 1;

export const people = {
  cora: { person: 2, role: 'coordinator' },
  marc: { person: 3, role: 'mandatary' },
  chef: { person: 4, role: 'chef-de-corps' },
  mayor: { person: 5, role: 'authority-delegate' },
  board: { person: 6, role: 'steering-committee' },
  anne: { person: ANNE, role: 'member' },
  clock: { person: 0, role: 'clock' },
} as const satisfies Record<string, Actor>;
export type Who = keyof typeof people;

export const REASON = 'Deux rappels sont restés sans effet.';

/** A case that is told step by step. */
export class Told {
  state: CaseState;
  at = MONDAY;
  readonly records: ActRecord[] = [];
  consequences: readonly Consequence[] = [];

  constructor(
    ladder: Ladder,
    person: number = ANNE,
    readonly terms?: Terms,
  ) {
    this.state = openCase(ladder, person, MONDAY);
  }

  after(days: number): this {
    this.at += days * DAY;
    return this;
  }

  /** Does an act; fails the test when it is refused. */
  does(who: Who | Actor, act: Act): this {
    const refused = this.tries(who, act);
    if (refused) throw new Error(`${act.act} was refused: ${refused}`);
    return this;
  }

  /** Tries an act; answers why it was refused, or null. */
  tries(who: Who | Actor, act: Act): Refusal | null {
    const actor = typeof who === 'string' ? people[who] : who;
    const record: ActRecord = { id: `a${this.records.length}`, act, actor, at: this.at };
    const result = perform(this.state, record, this.terms);
    if (!result.ok) return result.refused;
    this.state = result.state;
    this.consequences = result.consequences;
    this.records.push(record);
    return null;
  }

  get followed(): string[] {
    return this.consequences.map((c) => (c.type === 'letter' ? `letter ${c.letter}` : c.type));
  }
}

export const ROLE_OF: Readonly<Record<Who, Role | 'clock'>> = Object.fromEntries(
  Object.entries(people).map(([who, { role }]) => [who, role]),
) as Record<Who, Role | 'clock'>;
