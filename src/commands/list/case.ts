/** /case: shows a case, or takes a step in it: “/case 12 avis "…"”. */
import { z } from 'zod';
import type { Button, Sentence } from '../../domain/action.js';
import { type ActName, actsOf, type LadderView, RUNGS, viewOf } from '../../domain/ladder/index.js';
import { may } from '../../domain/roles.js';
import type { CaseRow } from '../../store/people/cases.js';
import { type Asked, command, done, type Outcome, type RawArgs, refused } from '../command.js';
import { mayReadCase } from '../ladder/may-read-case.js';
import { todoOf } from '../ladder/todo.js';
import { rungWord } from '../office/daily-look.js';
import { fold } from '../parse/fold.js';
import { numberIn, readArgs, reasonOf, withNumbers } from '../parse/read-args.js';
import type { Token } from '../parse/tokens.js';
import { findUntil } from '../parse/until.js';
import { findWho } from '../parse/who.js';
import { roleWord } from '../run-command.js';
import { actOf, runAct } from './act.js';

const args = z.looseObject({
  case: z.number().int().optional(),
  person: z.number().int().optional(),
  act: z.string().optional(),
});
type Args = z.infer<typeof args>;

/** fr · nl · de · en */
const ACT_WORDS: Readonly<Record<Exclude<ActName, 'exclusion-ends' | 'appeal-lapses'>, string>> = {
  'plan-talk': 'entretien gesprek gesprach talk',
  'note-talk': 'tenu absent gehouden afwezig gefuhrt abwesend held missed',
  advise: 'avis advies rat advise advice',
  reprimand: 'reprimande berisping verweis reprimand',
  'no-reprimand': 'sansreprimande geenberisping keinverweis noreprimand',
  refer: 'parquet parket staatsanwaltschaft refer prosecutor',
  exclude: 'exclure suspendre uitsluiten schorsen ausschliessen suspendieren exclude suspend',
  'end-exclusion': 'readmettre fin einde wederopnemen wiederaufnehmen ende readmit end',
  'propose-removal': 'renvoi verwijdering entlassung removal',
  sign: 'signer tekenen unterschreiben sign',
  visa: 'visa visum sichtvermerk seen',
  'refuse-removal': 'refuser weigeren ablehnen refuse',
  'note-interview': 'audition onderhoud anhorung interview',
  'advise-dismissal': 'avisdestitution adviesontslag abberufungsrat dismissaladvice',
  dismiss: 'destituer ontslaan abberufen dismiss',
  'send-copy': 'copie kopie afschrift copy',
  appeal: 'recours beroep beschwerde appeal',
  'name-temporary': 'temporaire tijdelijke vorlaufig temporary',
  ruling: 'confirme annule bevestigd vernietigd bestatigt aufgehoben confirmed overturned',
  assembly: 'assemblee vergadering versammlung assembly',
  elect: 'elu verkozen gewahlt elected',
  annul: 'annuler annuleren aufheben annul',
  close: 'classer sluiten schliessen close',
};
const byWord = new Map<string, ActName>(
  Object.entries(ACT_WORDS).flatMap(([act, words]) =>
    words.split(' ').map((w) => [w, act as ActName] as const),
  ),
);
const STAYED_AWAY = new Set(['absent', 'afwezig', 'abwesend', 'missed']);
const OVERTURNED = new Set(['annule', 'vernietigd', 'aufgehoben', 'overturned']);
const BY_POST = new Set(['recommande', 'aangetekend', 'einschreiben', 'registered', 'courrier', 'post']);

const wordOf = (token: Token): string => fold(token.text).replace(/[^a-z]/g, '');

export const case_ = command<Args>({
  name: 'case',
  rights: ['see-member-cases', 'see-coordinator-cases', 'name-temporary', 'note-assembly'],
  help: 'help.case',
  args,
  read: (tokens, context) => {
    const numbered = numberIn(withNumbers(tokens));
    if (!numbered) return tokens.length === 0 ? { raw: {} } : readArgs(tokens, { who: 'needed' }, context);
    const start = { raw: { case: numbered.value } };
    const { rest } = numbered;
    const head = rest.find((t) => !t.quoted && !/^[:,.–—-]+$/.test(t.text));
    const act = head ? byWord.get(wordOf(head)) : undefined;
    if (!head) return { raw: { case: start.raw.case } };
    if (!act)
      return {
        raw: { case: start.raw.case },
        problem: { key: 'case.unknown-step', params: { word: head.text } },
      };
    return {
      raw: {
        case: start.raw.case,
        act,
        ...fieldsOf(
          act,
          head,
          rest.filter((t) => t !== head),
          context,
        ),
      },
    };
  },
  confirm: (asked) => {
    const number = asked.args.case;
    if (asked.args.act === undefined || number === undefined) return null;
    return [{ key: 'case.confirm', params: { number, name: asked.store.cases.byId(number)?.name ?? '' } }];
  },
  run: (asked) => {
    const { args } = asked;
    if (args.act !== undefined && args.case !== undefined)
      return runAct(asked, args.case, actOf(args), 'case.incomplete');
    if (args.case !== undefined) return show(asked, asked.store.cases.byId(args.case));
    if (args.person !== undefined)
      return show(asked, asked.store.cases.ofPerson(asked.group.id, args.person)[0] ?? null);
    return list(asked);
  },
});

function fieldsOf(
  act: ActName,
  head: Token,
  rest: readonly Token[],
  context: Parameters<typeof readArgs>[2],
): RawArgs {
  const word = wordOf(head);
  const found = findUntil(rest, context.now);
  const day = found && found.until !== 'forever' ? found.until.at : null;
  const without = found ? [...rest.slice(0, found.from), ...rest.slice(found.to)] : rest;
  const { reason } = reasonOf(rest) as { reason?: string };
  switch (act) {
    case 'plan-talk':
      return { ...reasonOf(without), ...(day === null ? {} : { at: day }) };
    case 'note-talk':
      return { attended: !STAYED_AWAY.has(word), note: reason ?? '' };
    case 'note-interview': {
      const { reason: note = '', ...more } = reasonOf(rest);
      return { note, ...more };
    }
    case 'refer': {
      const number = rest.find((t) => !t.quoted && /\d/.test(t.text));
      return { ...reasonOf(rest.filter((t) => t !== number)), ...(number ? { report: number.text } : {}) };
    }
    case 'exclude':
      return { ...reasonOf(without), ...(day === null ? {} : { until: day }) };
    case 'appeal':
      return {
        receivedAt: day === null ? context.now : Math.min(day, context.now),
        by: rest.some((t) => BY_POST.has(wordOf(t))) ? 'registered-mail' : 'e-mail',
      };
    case 'ruling':
      return { ...reasonOf(rest), confirmed: !OVERTURNED.has(word) };
    case 'assembly':
      return { at: day === null ? context.now : Math.min(day, context.now) };
    case 'name-temporary':
    case 'elect': {
      const who = findWho(rest, context.people, context.hint).candidates;
      return who.length === 1 ? { person: who[0]!.person } : {};
    }
    case 'annul': {
      const rung = rest.find((t) => RUNGS.some((r) => r.toLowerCase() === t.folded));
      return {
        ...reasonOf(rest.filter((t) => t !== rung)),
        ...(rung ? { rung: rung.text.toUpperCase() } : {}),
      };
    }
    default:
      return reasonOf(rest);
  }
}

function show({ store, rules, group, actor, args, now }: Asked<Args>, found: CaseRow | null): Outcome {
  if (found?.group !== group.id || !mayReadCase(actor.role, found.ladder, found.person === actor.person))
    return refused('no-case', { key: 'case.none', params: { number: found?.id ?? args.case ?? '–' } });
  const view = viewOf(found.state, now, rules.ladder.terms);
  // Whoever only names who stands in sees where it stands, and not why.
  const reads = may(actor.role, found.ladder === 'member' ? 'see-member-cases' : 'see-coordinator-cases');
  return done(
    [
      { key: 'case.head', params: { number: found.id, name: found.name, day: found.openedAt } },
      ...(reads && found.reason !== '' ? [{ key: 'inform.reason', params: { reason: found.reason } }] : []),
      ...view.rungs
        .filter((r) => r.status !== 'none')
        .map((r) => ({
          key: STATUS[r.status as keyof typeof STATUS],
          params: { step: rungWord(r.rung), day: r.marks.at(-1)?.at ?? found.openedAt },
        })),
      ...evidenceLine(store.cases.evidence(found.id).length),
      ...waiting(view, found),
      ...(found.closedAt === null ? [] : [{ key: 'case.closed', params: { day: found.closedAt } }]),
    ],
    { buttons: buttonsFor(actsOf(found.state, { person: actor.person, role: actor.role }, now), found.id) },
  );
}

const STATUS = {
  'under-way': 'case.under-way',
  done: 'case.taken',
  declined: 'case.declined',
  annulled: 'case.annulled',
} as const;

const evidenceLine = (number: number): readonly Sentence[] =>
  number === 0 ? [] : [{ key: 'case.evidence', params: { number } }];

function waiting(view: LadderView, found: CaseRow): readonly Sentence[] {
  const due = view.deadlines.filter((d) => d.what !== 'quiet').flatMap((d) => todoOf(found, d)[0]);
  const signers: Sentence[] =
    view.mustSign.length === 0
      ? []
      : [{ key: 'case.must-sign', params: { roles: view.mustSign.map(roleWord) } }];
  return [...due, ...signers];
}

const buttonsFor = (acts: readonly ActName[], id: number): readonly Button[] => [
  ...(acts.includes('sign') ? [{ label: 'button.sign', action: `cmd:do:sign:${id}` }] : []),
  ...(acts.includes('visa') ? [{ label: 'button.visa', action: `cmd:do:visa:${id}` }] : []),
];

function list({ store, group, actor }: Asked<Args>): Outcome {
  const open = store.cases
    .ofGroup(group.id)
    .filter((c) => c.closedAt === null && mayReadCase(actor.role, c.ladder, c.person === actor.person));
  if (open.length === 0) return done([{ key: 'case.no-open' }]);
  return {
    ...done([{ key: 'case.open', params: { number: open.length, group: group.title } }]),
    choose: { field: 'case', from: open.map((c) => ({ value: c.id, name: `${c.id} · ${c.name}` })) },
  };
}
