/**
 * A year of the six partnerships, lived through the real engine with a clock that is moved: what the console shows is
 * what the engine recorded. The same seed and the same last day give the same year.
 */
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { commandInterpreter } from '../../commands/api.js';
import type { Decision } from '../../domain/decision.js';
import { policy as policyOf } from '../../domain/group.js';
import type { Kind, Lang, Role } from '../../domain/vocabulary.js';
import type { Engine } from '../../engine/api.js';
import { createEngine } from '../../engine/create-engine.js';
import type { Analyser } from '../../language/api.js';
import { QUESTIONS, surveyAction } from '../../reports/evaluation/survey-questions.js';
import { openReports } from '../../reports/open-reports.js';
import { createTranslator } from '../../rules/messages.js';
import type { RuleSet } from '../../rules/rule-set.js';
import { openStore, type Store } from '../../store/store.js';
import { Chance } from './chance.js';
import { DemoChannel } from './demo-channel.js';
import { FIRST_NAMES, LAST_NAMES, OFFICIALS, PARTNERSHIPS, type Partnership } from './partnerships.js';
import { CASES, LAST_WORDS, LATELY } from './plot.js';
import { loadSayings, type Sayings } from './sayings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** How often this person forgets the rules, against the others. */
  readonly careless: number;
}
interface Place {
  readonly group: number;
  readonly chat: string;
  readonly about: Partnership;
  readonly people: Person[];
  readonly from: number;
}
/** Something that will happen. */
interface Plan {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export interface YearOptions {
  readonly rules: RuleSet;
  readonly analyser: Analyser;
  /** Where the database is written; one that is there is replaced. */
  readonly file: string;
  /** The moment at which the year ends, ms since 1970. */
  readonly end: number;
  readonly seed?: number;
}

/** By this the file is known as a demonstration's: nobody's real database is ever opened, or replaced, as one. */
const APPLICATION_ID = 0x67664465;

/** Whether the file was written by `writeYear`. False for anything else, also for no database at all. */
export function isDemo(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return db.pragma('application_id', { simple: true }) === APPLICATION_ID;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** Writes the database of the demonstration. Throws when there is a file of that name that is none. */
export async function writeYear(options: YearOptions): Promise<void> {
  if (existsSync(options.file) && !isDemo(options.file))
    throw new Error(`${options.file} is no demonstration: it is left as it is.`);
  const store = openStore(':memory:');
  try {
    await new Year(store, options).live();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${options.file}${suffix}`, { force: true });
    store.db.pragma(`application_id = ${APPLICATION_ID}`);
    store.db.prepare('VACUUM INTO ?').run(options.file);
  } finally {
    store.close();
  }
}

class Year {
  readonly #store: Store;
  readonly #chance: Chance;
  readonly #sayings: Sayings = loadSayings();
  readonly #engine: Engine;
  readonly #end: number;
  #now: number;
  #plans: Plan[] = [];
  #count = 0;

  constructor(store: Store, { rules, analyser, end, seed = 2026 }: YearOptions) {
    this.#store = store;
    this.#chance = new Chance(seed);
    this.#end = end;
    this.#now = end - 366 * DAY;
    this.#engine = createEngine({
      store,
      channels: [new DemoChannel('whatsapp', end), new DemoChannel('telegram', end)],
      rules: rules.table,
      analyser,
      translate: createTranslator(rules),
      clock: () => this.#now,
      interpreters: [
        ...openReports(store, { rules: () => rules, clock: () => this.#now, env: {} }).interpreters,
        commandInterpreter({ rules: () => ({ table: rules.table, ladder: rules.ladder }) }),
      ],
    });
  }

  async live(): Promise<void> {
    await this.#engine.start();
    const places = PARTNERSHIPS.map((about, i) => this.#found(about, i));
    for (const place of places) this.#planYear(place);
    this.#planCases(places);
    this.#planEvaluations(places);
    this.#planToday(places);
    this.#plans.sort((a, b) => a.at - b.at || a.order - b.order);
    for (let plan = this.#plans.shift(); plan; plan = this.#plans.shift()) {
      await this.#advance(plan.at);
      plan.run();
      if (this.#plans.length > 0 && this.#plans[0]!.order > plan.order) continue;
      this.#plans.sort((a, b) => a.at - b.at || a.order - b.order);
    }
    await this.#advance(this.#end);
    await this.#engine.stop();
  }

  /** Time passes; whatever falls due meanwhile happens at its own moment. */
  async #advance(to: number): Promise<void> {
    for (;;) {
      const due = this.#store.timers.nextDue();
      if (due === null || due > to) break;
      this.#now = Math.max(this.#now, due);
      await this.#engine.settled();
    }
    this.#now = Math.max(this.#now, to);
    await this.#engine.settled();
  }

  #plan(at: number, run: () => void): void {
    if (at > this.#end) return;
    this.#plans.push({ at, order: ++this.#count, run });
  }

  #found(about: Partnership, index: number): Place {
    const from = this.#end - about.months * 30.4 * DAY;
    const day = new Date(from - 40 * DAY).toISOString().slice(0, 10);
    const chat = about.channel === 'telegram' ? `-10020000000${index}` : `12036300000000000${index}@g.us`;
    const group = this.#engine.setupGroup({
      channel: about.channel,
      chat,
      title: about.title,
      policy: policyOf({ lang: about.lang, ...about.policy, retentionDays: 365 }),
      recognition: about.recognised
        ? { reference: `SPF-PLP-${2019 + index}-0${index + 1}7`, date: day }
        : null,
      policeApproval: about.approved
        ? { reference: `ZP-${index + 1}4`, by: 'Insp. Sophie Maes', date: day }
        : null,
    });
    const people = this.#people(about, index);
    this.#now = Math.max(this.#now, from - 30 * DAY);
    for (const p of people)
      this.#engine.setMember(group, { person: p.id, name: p.name, role: p.role, lang: about.lang });
    for (const o of OFFICIALS)
      if (o.zone === 'both' || o.zone === about.zone)
        this.#engine.setMember(group, {
          person: idOn(about.channel, `90${o.key}`),
          name: o.name,
          role: o.role,
          lang: about.lang,
        });
    this.#declare(group, from);
    const place = { group, chat, about, people, from };
    this.#now = this.#end - 366 * DAY;
    this.#plan(from + DAY, () => {
      this.#receive(place, {
        type: 'group',
        change: { what: 'closedness', problems: [...about.closedness] },
      });
      this.#receive(place, { type: 'group', change: { what: 'bot-rights', missing: [] } });
    });
    return place;
  }

  #people(about: Partnership, index: number): Person[] {
    const names = new Set<string>();
    const first = FIRST_NAMES[about.lang];
    const last = LAST_NAMES[about.lang];
    while (names.size < about.members) names.add(`${this.#chance.pick(first)} ${this.#chance.pick(last)}`);
    return [...names].map((name, i) => ({
      id: idOn(about.channel, `${100 + index}${String(i).padStart(3, '0')}`),
      name,
      role: i === 0 ? 'coordinator' : i <= 2 ? 'steering-committee' : 'member',
      careless: i === 0 ? 0.1 : i % 9 === 4 ? 6 : 1,
    }));
  }

  /** Most declared on joining that they are of age and of the place; a few still have to (Annex 4 §5). */
  #declare(group: number, from: number): void {
    const rows = this.#store.db
      .prepare<[number], { person: number; role: Role }>(
        'SELECT person, role FROM memberships WHERE grp = ? ORDER BY person',
      )
      .all(group);
    const joined = this.#store.db.prepare(
      'UPDATE memberships SET joined_at = ?, declared_at = ?, rules_version = ? WHERE grp = ? AND person = ?',
    );
    for (const { person, role } of rows) {
      const at = Math.round(from - this.#chance.between(1, 29) * DAY);
      const declared = role === 'member' ? this.#chance.is(0.9) : true;
      joined.run(at, declared ? at + 2 * HOUR : null, declared ? '2025-1' : null, group, person);
    }
  }

  #planYear(place: Place): void {
    const { about, from } = place;
    for (let day = from; day < this.#end - DAY; day += DAY) {
      const season = 1 + 0.5 * Math.cos((2 * Math.PI * (new Date(day).getUTCMonth() - 11)) / 12);
      for (let n = this.#chance.poisson(about.aDay * season * 0.8); n > 0; n--)
        this.#plan(day + this.#hour(), () => this.#something(place));
      if (this.#chance.is(0.012)) this.#plan(day + this.#hour(), () => this.#joins(place));
      if (this.#chance.is(0.006)) this.#plan(day + this.#hour(), () => this.#leaves(place));
    }
    for (let at = from + 9 * DAY; at < this.#end - 2 * DAY; at += 7 * DAY)
      this.#plan(at, () => this.#lookAtReviews(place));
    // Whoever was asked to close the group did so, where they did.
    if (about.closedness.length === 0)
      this.#plan(from + 20 * DAY, () =>
        this.#receive(place, { type: 'group', change: { what: 'closedness', problems: [] } }),
      );
  }

  /** Mostly in the evening, hardly at night. */
  #hour(): number {
    const hour = this.#chance.is(0.55) ? this.#chance.between(17, 22) : this.#chance.between(6, 16);
    return (hour - 12) * HOUR + this.#chance.between(0, 59) * MINUTE + 12 * HOUR;
  }

  #something(place: Place): void {
    const x = this.#chance.next();
    const lang = place.about.lang;
    const author = this.#author(place);
    const slips = this.#chance.is(0.05 * author.careless);
    if (x < 0.16) this.#signal(place, author);
    else if (slips) this.#say(place, author, this.#slip(lang));
    else if (x < 0.2) this.#police(place);
    else this.#say(place, author, this.#good(lang, x < 0.62 ? 'prevention' : x < 0.8 ? 'followup' : 'ack'));
  }

  #author(place: Place): Person {
    const here = place.people;
    return this.#chance.is(0.25) ? here[0]! : this.#chance.pick(here);
  }

  #good(lang: Lang, kind: Kind): string {
    return this.#chance.pick(this.#sayings.good(lang, kind));
  }

  #slip(lang: Lang): string {
    const label = this.#chance.pick([
      'off-topic',
      'off-topic',
      'off-topic',
      'off-topic',
      'plate-in-text',
      'plate-in-text',
      'careless-language',
      'leak',
      'identity-disclosed',
      'vigilante',
      'unsafe-reaction',
      'discrimination',
    ]);
    return this.#chance.pick(this.#sayings.breaking(lang, label));
  }

  /** A report: often the police were called and it says so; if not, the answer mostly comes within minutes. */
  #signal(place: Place, author: Person): void {
    const { lang } = place.about;
    // Who coordinates knows what to write.
    const informed = this.#chance.is(author.role === 'coordinator' ? 0.98 : 0.5);
    const text = informed
      ? this.#good(lang, 'signalement')
      : this.#chance.pick(this.#sayings.breaking(lang, 'police-not-informed'));
    const decision = this.#say(place, author, text);
    const hold = holdIn(decision);
    const at = this.#now;
    if (hold !== null && this.#chance.is(0.8))
      this.#plan(at + this.#chance.between(1, 9) * MINUTE, () =>
        this.#press(place, author, `informed:${hold}`),
      );
    for (let i = this.#chance.between(0, 2); i > 0; i--)
      this.#plan(at + this.#chance.between(4, 50) * MINUTE, () =>
        this.#say(place, this.#author(place), this.#good(lang, this.#chance.is(0.7) ? 'followup' : 'ack')),
      );
  }

  #police(place: Place): void {
    this.#say(place, this.#official(place, 'mandatary'), this.#good(place.about.lang, 'prevention'));
  }

  #official(place: Place, role: Role): Person {
    const o = OFFICIALS.find((x) => x.role === role && (x.zone === 'both' || x.zone === place.about.zone))!;
    return { id: idOn(place.about.channel, `90${o.key}`), name: o.name, role, careless: 1 };
  }

  #say(place: Place, author: Person, text: string): Decision | null {
    const decision = this.#write(place, author, text);
    const hold = holdIn(decision);
    // Where the police authorise each message, they do so within the hour; nobody leaves a contest without an answer.
    if (hold !== null && place.about.policy.sending === 'prior-authorisation')
      this.#plan(this.#now + this.#chance.between(3, 25) * MINUTE, () =>
        this.#press(
          place,
          this.#official(place, 'mandatary'),
          `${this.#chance.is(0.9) ? 'release' : 'refuse'}:${hold}`,
        ),
      );
    return decision;
  }

  /** Said, and left to whoever must decide. */
  #write(place: Place, author: Person, text: string): Decision | null {
    return this.#receive(place, {
      type: 'message',
      message: `m${++this.#count}`,
      revision: 0,
      sender: { id: author.id, name: author.name },
      text,
      media: [],
    });
  }

  #press(place: Place, person: Person, action: string): void {
    this.#receive(
      place,
      { type: 'press', id: `p${++this.#count}`, sender: { id: person.id, name: person.name }, action },
      'private',
    );
  }

  #joins(place: Place): void {
    const i = place.people.length;
    const name = `${this.#chance.pick(FIRST_NAMES[place.about.lang])} ${this.#chance.pick(LAST_NAMES[place.about.lang])}`;
    if (place.people.some((p) => p.name === name)) return;
    const person: Person = {
      id: idOn(place.about.channel, `${100 + place.group}${String(500 + i)}`),
      name,
      role: 'member',
      careless: 1,
    };
    place.people.push(person);
    this.#receive(place, { type: 'joined', id: `j${++this.#count}`, person: { id: person.id, name } });
    const declares = this.#chance.is(0.75);
    if (declares)
      this.#store.db
        .prepare(
          `UPDATE memberships SET declared_at = ?, rules_version = '2025-1' WHERE grp = ?
           AND person = (SELECT id FROM persons WHERE channel = ? AND identity = ?)`,
        )
        .run(this.#now + 3 * HOUR, place.group, place.about.channel, person.id);
  }

  #leaves(place: Place): void {
    const i = this.#chance.between(5, place.people.length - 1);
    const [person] = place.people.splice(i, 1);
    if (person)
      this.#receive(place, {
        type: 'left',
        id: `l${++this.#count}`,
        person: { id: person.id, name: person.name },
      });
  }

  #lookAtReviews(place: Place): void {
    const by = place.people[0]!.id;
    for (const review of this.#engine.reviews(place.group))
      this.#engine.resolveReview(place.group, review.id, by, this.#chance.is(0.6) ? 'right' : 'wrong');
    // What the bot proposed was mostly settled by a word between neighbours.
    for (const proposal of this.#store.proposals.open(place.group))
      this.#order(place, this.#official(place, 'mandatary'), 'no-step', { proposal: proposal.id });
  }

  /** Art. 8 as it goes in a year. */
  #planCases(places: readonly Place[]): void {
    for (const story of CASES) {
      const place = places[story.place]!;
      const about = place.people[story.about]!;
      const ago = (days: number): number => this.#end - days * DAY;
      if (story.said) this.#saidBefore(place, about, ago(story.said.daysAgo), story.said.texts);
      for (const [days, role, act, fields] of story.steps) {
        const by = role === 'coordinator' ? place.people[0]! : this.#official(place, role);
        this.#plan(ago(days), () => this.#act(place, by, about, act, fields));
      }
    }
  }

  /** What a case is about must be in its file: said an evening apart, the last before `at`. */
  #saidBefore(place: Place, author: Person, at: number, texts: readonly string[]): void {
    texts.forEach((text, i) => {
      this.#plan(at - (texts.length - 1 - i) * DAY, () => this.#say(place, author, text));
    });
  }

  /** `warn` opens a case; every other act moves the one that is open. */
  #act(
    place: Place,
    by: Person,
    about: Person,
    act: string,
    fields: Readonly<Record<string, string | boolean>>,
  ): void {
    const person = this.#number(place, about);
    if (person === null) return;
    const open = this.#store.cases.openOf(place.group, person);
    if (act === 'warn') this.#order(place, by, 'warn', { person, ...fields });
    else if (open) this.#order(place, by, 'act', { case: open.id, act, ...fields });
  }

  #number = (place: Place, person: Person): number | null =>
    this.#store.persons.find(place.about.channel, person.id)?.id ?? null;

  #order(
    place: Place,
    by: Person,
    command: string,
    args: Readonly<Record<string, string | number | boolean>>,
  ): void {
    this.#receive(
      place,
      {
        type: 'order',
        id: `o${++this.#count}`,
        sender: { id: by.id, name: by.name },
        order: { what: 'run', command, args: { ...args, group: place.group } },
      },
      'private',
    );
  }

  /** One partnership asked its members and has its report; another has a draft. */
  #planEvaluations([tilleuls, moulin]: readonly Place[]): void {
    if (!tilleuls || !moulin) return;
    const ago = (days: number): number => this.#end - days * DAY;
    this.#plan(ago(45), () => this.#order(tilleuls, this.#official(tilleuls, 'mandatary'), 'survey', {}));
    this.#plan(ago(44), () => {
      const survey = this.#store.surveys.latest(tilleuls.group);
      for (const person of survey ? tilleuls.people.slice(1, 27) : [])
        for (const question of QUESTIONS)
          this.#press(
            tilleuls,
            person,
            surveyAction(
              survey!.id,
              question,
              this.#chance.is(0.55) ? 'more' : this.#chance.is(0.75) ? 'same' : 'less',
            ),
          );
    });
    this.#plan(ago(20), () => this.#report(tilleuls));
    this.#plan(ago(2), () =>
      this.#order(moulin, this.#official(moulin, 'mandatary'), 'evaluation', { from: ago(330) }),
    );
  }

  #report(place: Place): void {
    const by = this.#official(place, 'mandatary');
    this.#order(place, by, 'evaluation', { from: this.#end - 340 * DAY });
    const number = this.#store.evaluations.of(place.group)[0]?.id;
    if (number === undefined) return;
    this.#order(place, by, 'evaluation-write', {
      number,
      objectives: 'Prévenir les cambriolages du quartier et garder le lien entre voisins et police.',
      followUps: 'Deux interpellations après des signalements du partenariat.',
      results: 'Presque tous les signalements disent maintenant que le 101 est prévenu.',
      conclusions: 'Le partenariat continue. Une soirée d’information est prévue au printemps.',
    });
    this.#order(place, by, 'evaluation-finish', { number });
  }

  /** What waits when the visitor opens the console. */
  #planToday(places: readonly Place[]): void {
    const ago = (minutes: number): number => this.#end - minutes * MINUTE;
    for (const { minutesAgo, place: at, by, text, contested } of LAST_WORDS) {
      const place = places[at]!;
      const author = place.people[by]!;
      this.#plan(ago(minutesAgo), () => {
        const hold = holdIn(this.#write(place, author, text));
        if (hold !== null && contested !== undefined)
          this.#plan(ago(contested), () => this.#press(place, author, `contest:${hold}`));
      });
    }
    for (const [place, messages] of LATELY)
      for (let i = messages; i > 0; i--)
        this.#plan(ago(this.#chance.between(100, 2800)), () => this.#something(places[place]!));
  }

  #receive(place: Place, what: object, scope: 'group' | 'private' = 'group'): Decision | null {
    return this.#engine.receive({
      channel: place.about.channel,
      chat: place.chat,
      scope,
      at: this.#now,
      ...('id' in what || 'message' in what ? {} : { id: `g${++this.#count}` }),
      ...what,
    } as Parameters<Engine['receive']>[0]).decision;
  }
}

const idOn = (channel: string, number: string): string =>
  channel === 'telegram' ? `7000${number}` : `32499${number.padStart(6, '0')}@s.whatsapp.net`;

const holdIn = (decision: Decision | null): string | null => {
  const effect = decision?.effects.find((e) => e.type === 'open-hold');
  return effect?.type === 'open-hold' ? effect.hold.id : null;
};
