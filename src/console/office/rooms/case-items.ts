/** Steps of art. 8 b and c that wait for this person, and the cases that they may know of. */

import type { Ladder } from '../../../domain/ladder/index.js';
import { actsOf, deadlinesOf, viewOf } from '../../../domain/ladder/index.js';
import { may as mayAs } from '../../../domain/roles.js';
import type { Role } from '../../../domain/vocabulary.js';
import type { GroupRow } from '../../../store/groups.js';
import type { CaseRow } from '../../../store/people/cases.js';
import type { ProposalRow } from '../../../store/people/proposals.js';
import { nameOf, type Office } from '../context.js';
import { isSelf, personIn, roleIn, type Viewer } from '../viewer.js';
import type { CaseItem, CaseLine, MemberPage } from '../wire.js';

/** A deadline is shown from this long before it. */
const SOON = 14 * 86_400_000;

const seesLadder = (role: Role, ladder: Ladder): boolean =>
  mayAs(role, ladder === 'member' ? 'see-member-cases' : 'see-coordinator-cases');

/** Nobody reads their own file here: they have their letters, and their right of access beside the ladder. */
export const maySee = (viewer: Viewer, about: Pick<CaseRow, 'group' | 'person' | 'ladder'>): boolean =>
  !isSelf(viewer, about.person) && seesLadder(roleIn(viewer, about.group), about.ladder);

export const groupsWithCases = (viewer: Viewer): GroupRow[] =>
  viewer.groups.filter((g) => {
    const role = roleIn(viewer, g.id);
    return seesLadder(role, 'member') || seesLadder(role, 'coordinator');
  });

export const casesIn = (office: Office, viewer: Viewer, group: GroupRow): CaseRow[] =>
  office.store.cases.ofGroup(group.id).filter((c) => maySee(viewer, c));

export const proposalsIn = (office: Office, viewer: Viewer, group: GroupRow): ProposalRow[] =>
  office.store.proposals.open(group.id).filter((p) => maySee(viewer, p));

const talksAbout = (role: Role, ladder: Ladder): boolean =>
  mayAs(role, ladder === 'member' ? 'talk-member' : 'talk-coordinator');

/** What this person may do next in a case. */
export const mineIn = (office: Office, viewer: Viewer, about: CaseRow) => {
  const person = personIn(viewer, about.group);
  return person === null
    ? []
    : actsOf(
        about.state,
        { person, role: roleIn(viewer, about.group) },
        office.clock(),
        office.rules().ladder.terms,
      );
};

export function caseItems(office: Office, viewer: Viewer): CaseItem[] {
  const now = office.clock();
  const { terms } = office.rules().ladder;
  return groupsWithCases(viewer).flatMap((group) => {
    const role = roleIn(viewer, group.id);
    const proposed = proposalsIn(office, viewer, group)
      .filter((p) => talksAbout(role, p.ladder))
      .map(
        (p): CaseItem => ({
          kind: 'proposal',
          id: `p${p.id}`,
          group: nameOf(group),
          at: p.at,
          due: null,
          case: office.store.cases.openOf(group.id, p.person)?.id ?? null,
          person: p.person,
          member: p.name,
          step: p.rung,
        }),
      );
    const open = casesIn(office, viewer, group).filter((c) => c.closedAt === null);
    const waiting = open.flatMap((c): CaseItem[] => {
      const mine = mineIn(office, viewer, c);
      const item = (kind: CaseItem['kind'], due: number | null, step: string): CaseItem => ({
        kind,
        id: `${kind}${c.id}${step}`,
        group: nameOf(group),
        at: c.state.lastActAt,
        due,
        case: c.id,
        person: c.person,
        member: c.name,
        step,
      });
      const signs = mine.find((act) => act === 'sign' || act === 'visa');
      const deadlines = deadlinesOf(c.state, terms).filter(
        (d) => d.who.includes(role) && d.due - now < SOON && d.what !== 'quiet',
      );
      if (signs) {
        const due = deadlines.find((d) => d.what === 'signatures' || d.what === 'visa')?.due ?? null;
        return [item('signature', due, viewOf(c.state, now, terms).current ?? '')];
      }
      return deadlines.map((d) => item('deadline', d.due, d.what));
    });
    return [...proposed, ...waiting];
  });
}

export function caseLine(office: Office, group: GroupRow, c: CaseRow): CaseLine {
  const { terms } = office.rules().ladder;
  const view = viewOf(c.state, office.clock(), terms);
  const deadline = view.deadlines.find((d) => d.what !== 'quiet');
  return {
    id: c.id,
    group: nameOf(group),
    person: c.person,
    name: c.name,
    ladder: c.ladder,
    current: view.current,
    openedAt: c.openedAt,
    closedAt: c.closedAt,
    outcome: c.outcome,
    mustSign: view.mustSign,
    due: deadline ? { what: deadline.what, at: deadline.due } : null,
  };
}

/** The cases of one person, as far as this viewer may know of them. */
export const casesOf = (office: Office, viewer: Viewer, person: number): MemberPage['cases'] =>
  groupsWithCases(viewer).flatMap((group) =>
    office.store.cases
      .ofPerson(group.id, person)
      .filter((c) => maySee(viewer, c))
      .map((c) => ({
        id: c.id,
        step: viewOf(c.state, office.clock(), office.rules().ladder.terms).current ?? '',
        openedAt: c.openedAt,
        closedAt: c.closedAt,
      })),
  );
