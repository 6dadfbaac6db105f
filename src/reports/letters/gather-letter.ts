/** A letter's data from the case or the charter that it is about. */
import { endOfDayAfter } from '../../domain/belgian-calendar.js';
import {
  type ActName,
  type ActOf,
  type ActRecord,
  appealEnds,
  type CaseState,
  type LetterKind,
  type Mark,
  RULING_DAYS,
  type Rung,
  rungOf,
} from '../../domain/ladder/index.js';
import { type Charter, checklist, type NotifiedChange } from '../../domain/registration/index.js';
import type { Lang, Role } from '../../domain/vocabulary.js';
import type { GroupRow } from '../../store/groups.js';
import { STANDS } from '../../store/ledger.js';
import type { CaseRow } from '../../store/people/cases.js';
import type { Store } from '../../store/store.js';
import type { TitleOf } from '../case-file/compose-case-file.js';
import type { ReportTexts } from '../report-texts.js';
import type { LetterData, LetterEvidence } from './letter-data.js';
import { LETTER_LANGS, type LetterLang, type SignerRole } from './letter-schema.js';

/** Which rung and which act a letter is about; its words and its day come from there. */
const ABOUT: Readonly<Record<LetterKind, readonly [rung: 1 | 2 | 3 | 4, act: ActName]>> = {
  'talk-invitation': [1, 'plan-talk'],
  reprimand: [2, 'reprimand'],
  referral: [3, 'refer'],
  exclusion: [3, 'exclude'],
  removal: [4, 'propose-removal'],
  dismissal: [4, 'dismiss'],
  'interior-copy': [4, 'dismiss'],
  'appeal-acknowledgement': [4, 'appeal'],
  'temporary-coordinator': [4, 'name-temporary'],
  ruling: [4, 'ruling'],
};

export const isCaseLetter = (kind: string): kind is LetterKind => Object.hasOwn(ABOUT, kind);

/** Letters are written in the three national languages. */
export const letterLang = (...wanted: readonly (Lang | undefined)[]): LetterLang =>
  wanted.map((lang) => LETTER_LANGS.find((l) => l === lang)).find((l) => l !== undefined) ?? 'fr';

/** Throws when the case does not hold what the letter is about. */
export function gatherCaseLetter(
  store: Store,
  found: CaseRow,
  kind: LetterKind,
  lang: LetterLang,
  titleOf: TitleOf,
): LetterData {
  const group = store.groups.byId(found.group);
  if (!group) throw new Error(`The group of case ${found.id} is gone.`);
  const { state } = found;
  const [number, act] = ABOUT[kind];
  const rung = rungOf(state.ladder, number);
  const mark = lastMark(state, rung, act);
  if (!mark) throw new Error(`Case ${found.id} has nothing that a letter “${kind}” could be about.`);
  const talk = lastMark(state, rungOf(state.ladder, 1), 'note-talk');
  const held = kind !== 'talk-invitation' && talk !== null;
  const talkAt = held ? talk.at : (state.talkAt ?? undefined);
  const advice = lastMark(state, rung, number === 2 ? 'advise' : 'advise-dismissal');
  const interview = lastMark(state, rung, 'note-interview');
  const from = state.exclusion?.from ?? (act === 'exclude' ? mark.at : undefined);
  const decided = decidedAt(state, rung, mark);
  const acts = store.cases.acts(found.id);
  const named = lastAct(acts, 'name-temporary');
  const temporary = named ? store.persons.byId(named.person)?.name : undefined;
  const report = lastAct(acts, 'refer')?.report;
  const dismissed = lastMark(state, 'C-4', 'dismiss');
  return {
    lang,
    at: kind === 'removal' ? decided : mark.at,
    reference: `PLP-${found.group}/${found.id}/${rung}`,
    side: state.ladder,
    names: {
      ...namesOf(store, group),
      person: found.name,
      ...(report ? { pv: report } : {}),
      ...(temporary ? { temporary } : {}),
    },
    moments: defined({
      talkat: talkAt,
      since: kind === 'temporary-coordinator' ? mark.at : from,
      until: lastAct(acts, 'exclude')?.until,
      decided,
      interview: interview?.at,
      advice: advice?.at,
      received: state.appeal?.receivedAt,
      deadline: dismissed ? appealEnds(dismissed.at) : undefined,
      ruling: state.appeal ? endOfDayAfter(state.appeal.receivedAt, RULING_DAYS) : undefined,
      ruled: state.appeal?.ruling?.at,
    }),
    reasons: kind === 'interior-copy' || mark.words === '' ? [] : [mark.words],
    evidence: evidenceOf(store, found.id, titleOf, lang),
    changes: [],
    checklist: [],
    holds: [
      ...(held ? (['talked'] as const) : []),
      ...(state.appeal?.ruling
        ? ([state.appeal.ruling.confirmed ? 'confirmed' : 'overturned'] as const)
        : []),
    ],
    signatures: signaturesOf(store, group, state, rung, kind, mark),
  };
}

const lastMark = (state: CaseState, rung: Rung, act: ActName): Mark | null =>
  state.rungs[rung]?.marks.findLast((m) => m.act === act) ?? null;

const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** A removal is decided when the second of the two has signed; a dismissal when the authority did it. */
const decidedAt = (state: CaseState, rung: Rung, mark: Mark): number =>
  lastMark(state, rung, rung === 'M-4' ? 'sign' : 'dismiss')?.at ?? mark.at;

/** What was done last under a name. What is over has left the case's state; its acts still tell. */
function lastAct<N extends ActName>(acts: readonly ActRecord[], name: N): ActOf<N> | null {
  const record = acts.findLast((a) => a.act.act === name);
  return record ? (record.act as ActOf<N>) : null;
}

const firstName = (store: Store, group: number, ...roles: Role[]): string | undefined =>
  store.members.withRole(group, roles)[0]?.name || undefined;

/** What the register and the charter know; the charter's own spelling where it has one. */
function namesOf(store: Store, group: GroupRow): LetterData['names'] {
  const charter = store.registrations.charter(group.id);
  return defined({
    group: charter.name || group.title,
    zone: charter.policeZone || undefined,
    commune: charter.commune || undefined,
    coordinator:
      firstName(store, group.id, 'coordinator', 'temporary-coordinator') ??
      (charter.coordinator.name || undefined),
    mandatary: firstName(store, group.id, 'mandatary') ?? (charter.mandatary.name || undefined),
    chief: firstName(store, group.id, 'chef-de-corps'),
    recognition: group.recognition?.reference,
  });
}

/** The infractions on which the case rests and which stand, as the log has them. */
function evidenceOf(store: Store, id: number, titleOf: TitleOf, lang: LetterLang): LetterEvidence[] {
  const row = store.db.prepare<
    [number],
    {
      seq: number;
      at: number;
      rule: string;
      clause: string;
      excerpt: string | null;
      salt: string | null;
      hash: string;
    }
  >(`SELECT l.seq, l.at, l.rule, l.clause, l.hash, e.excerpt, e.salt FROM ledger l
    LEFT JOIN ledger_evidence e ON e.seq = l.seq WHERE l.seq = ? AND l.kind = 'infraction' AND ${STANDS}`);
  return store.cases
    .evidence(id)
    .flatMap((seq) => row.get(seq) ?? [])
    .map((e) => ({
      entry: e.seq,
      at: e.at,
      rule: titleOf(e.rule, lang),
      clause: e.clause,
      excerpt: e.salt === null ? null : (e.excerpt ?? ''),
      hash: e.hash,
    }));
}

const OFFICE: Readonly<Partial<Record<Role, SignerRole>>> = {
  coordinator: 'coordinator',
  'temporary-coordinator': 'coordinator',
  mandatary: 'mandatary',
  'chef-de-corps': 'chef-de-corps',
  'authority-delegate': 'authority-delegate',
  'steering-committee': 'steering-committee',
};

function signaturesOf(
  store: Store,
  group: GroupRow,
  state: CaseState,
  rung: Rung,
  kind: LetterKind,
  mark: Mark,
): LetterData['signatures'] {
  const signatures: Partial<Record<SignerRole, { name: string; at: number | null }>> = {};
  // Who would sign, so that a name stands under the line.
  for (const [role, office] of Object.entries(OFFICE) as [Role, SignerRole][]) {
    const name = firstName(store, group.id, role);
    if (name && !signatures[office]) signatures[office] = { name, at: null };
  }
  const marks =
    kind === 'removal'
      ? (state.rungs[rung]?.marks.filter((m) => m.act === 'sign' || m.act === 'visa') ?? [])
      : [mark];
  for (const m of marks) {
    const office = m.role === 'clock' ? undefined : OFFICE[m.role];
    if (office) signatures[office] = { name: store.persons.byId(m.by)?.name ?? '', at: m.at };
  }
  return signatures;
}

/** Letters about the partnership itself: `charter-change` and `registration-request`. */
export function gatherCharterLetter(
  store: Store,
  group: GroupRow,
  lang: LetterLang,
  at: number,
  texts: ReportTexts,
): LetterData {
  const registrations = store.registrations;
  const charter = registrations.charter(group.id);
  const say = (key: string): string => texts(key, lang);
  return {
    lang,
    at,
    reference: `PLP-${group.id}/${new Date(at).getUTCFullYear()}`,
    side: 'member',
    names: namesOf(store, group),
    moments: {},
    reasons: [],
    evidence: [],
    changes: registrations.openChanges(group.id).map((c) => ({
      what: say(`change.${c.item}`),
      before: '',
      after: changedValue(charter, c.item, say),
      from: c.at,
    })),
    checklist: checklist(charter, { urgentMessages: group.policy.urgentMessages }).map((c) => ({
      what: `${/^\d/.test(c.criterion) ? `${c.criterion} – ` : ''}${say(`charter.${c.item}`)}`,
      answer: say(c.ok ? 'charter.ok' : 'charter.missing'),
    })),
    holds: group.policeApproval ? ['social'] : [],
    signatures: {},
  };
}

/** How the charter reads now on a point that changed. */
function changedValue(charter: Charter, item: NotifiedChange, say: (key: string) => string): string {
  const person = (c: typeof charter.coordinator): string =>
    [c.name, c.address, c.phone, c.email].filter((part) => part !== '').join(', ');
  switch (item) {
    case 'coordinator':
      return person(charter.coordinator);
    case 'mandatary':
      return person(charter.mandatary);
    case 'mayor':
      return charter.mayor;
    case 'area':
      return charter.area;
    case 'communication':
      return [...new Set([...charter.hot.technologies, ...charter.cold.technologies])]
        .map((t) => say(`technology.${t}`))
        .join(', ');
    case 'name':
      return [charter.name, charter.policeZone, charter.commune].filter((part) => part !== '').join(', ');
    case 'variant':
      return say(`variant.${charter.variant}`);
    case 'internal-rules':
      return charter.internalRules.version;
  }
}
