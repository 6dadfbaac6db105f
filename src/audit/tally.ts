/** Counts, as the messages go by. Holds numbers only, so its size doesn't grow with the chat. */
import type { Decision, Outcome } from '../domain/decision.js';
import type { Finding, TextAnalysis } from '../domain/finding.js';
import { KINDS, type Kind } from '../domain/vocabulary.js';
import { toWall } from './belgian-time.js';
import type { Judged, Timed } from './dry-run/dry-run.js';
import type { ExportedSystem, MalformedLine } from './exported.js';

/** A report counts as “informed later” when its poster says so within this time. */
export const LATER_MS = 3 * 3_600_000;
const LISTED_LINES = 200;

export interface MonthCount {
  messages: number;
  readonly findings: Map<string, number>;
  reports: number;
  atOnce: number;
  later: number;
}

export class Tally {
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  messages = 0;
  mediaOnly = 0;
  deleted = 0;
  edited = 0;
  joined = 0;
  left = 0;
  malformed = 0;
  readonly malformedLines: MalformedLine[] = [];
  readonly kinds = Object.fromEntries(KINDS.map((k) => [k, 0])) as Record<Kind, number>;
  readonly outcomes: Record<Outcome, number> = {
    passed: 0,
    warned: 0,
    asked: 0,
    held: 0,
    removed: 0,
    observed: 0,
    review: 0,
    ignored: 0,
  };
  /** Rule → findings acted on, and findings left to a person. */
  readonly rules = new Map<string, { found: number; review: number }>();
  readonly months = new Map<string, MonthCount>();
  readonly hours = Array.from({ length: 24 }, () => ({ messages: 0, reports: 0 }));
  readonly done = { takenOut: 0, told: 0, said: 0, reposted: 0, expired: 0, review: 0 };
  readonly reports = { total: 0, atOnce: 0, later: 0 };
  private readonly delays: number[] = [];
  /** Poster → their last report that didn't say that the police were informed. */
  private readonly waiting = new Map<string, { readonly at: number; readonly month: MonthCount }>();
  private readonly writers = new Set<string>();

  get members(): number {
    return this.writers.size;
  }

  get findings(): number {
    let sum = 0;
    for (const rule of this.rules.values()) sum += rule.found;
    return sum;
  }

  /** Minutes between a report and its poster's “police informed”, among those who said so later; null: nobody did. */
  get medianMinutes(): number | null {
    if (this.delays.length === 0) return null;
    const sorted = Float64Array.from(this.delays).sort();
    const middle = sorted.length >> 1;
    const ms = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    return ms / 60_000;
  }

  malformedLine(line: MalformedLine): void {
    this.malformed++;
    if (this.malformedLines.length < LISTED_LINES) this.malformedLines.push(line);
  }

  system(item: ExportedSystem): void {
    if (item.what === 'joined') this.joined++;
    if (item.what === 'left') this.left++;
  }

  message({ message, analysis, decision }: Judged): void {
    const { at } = message;
    if (at < this.first) this.first = at;
    if (at > this.last) this.last = at;
    const wall = new Date(toWall(at));
    const month = this.month(wall);
    const hour = this.hours[wall.getUTCHours()]!;
    this.messages++;
    month.messages++;
    hour.messages++;
    this.writers.add(message.sender.id);
    if (message.edited) this.edited++;
    if (message.deleted) this.deleted++;
    else if (analysis === null) this.mediaOnly++;
    else {
      this.kinds[analysis.kind]++;
      this.report(message.sender.id, at, analysis, decision, month, hour);
    }
    this.outcomes[decision.outcome]++;
    for (const { rule } of decision.infractions) {
      this.rule(rule).found++;
      month.findings.set(rule, (month.findings.get(rule) ?? 0) + 1);
    }
    for (const finding of reviewed(decision)) this.rule(finding.rule).review++;
    this.actions(decision);
  }

  timed({ decision, hold }: Timed): void {
    if (hold?.condition === 'police-informed' && decision.why.includes('no-answer')) this.done.expired++;
    this.actions(decision);
  }

  private actions(decision: Decision): void {
    let review = false;
    for (const action of decision.actions) {
      if (action.type === 'delete') this.done.takenOut++;
      else if (action.type === 'tell') this.done.told++;
      else if (action.type === 'say') this.done.said++;
      else if (action.type === 'repost') this.done.reposted++;
      else if (action.type === 'notify') review = true;
    }
    if (review || decision.effects.some((e) => e.type === 'review')) this.done.review++;
  }

  private report(
    poster: string,
    at: number,
    analysis: TextAnalysis,
    decision: Decision,
    month: MonthCount,
    hour: { reports: number },
  ): void {
    const informed = analysis.police === 'informed' || analysis.confirmsInformed;
    const waiting = this.waiting.get(poster);
    const goesOn = decision.why.includes('continues-own-report');
    if (waiting && (informed || at - waiting.at > LATER_MS)) {
      this.waiting.delete(poster);
      // A report of its own that says so at once is not an answer about the one before, unless it follows closely.
      if (
        at - waiting.at <= LATER_MS &&
        (analysis.kind !== 'signalement' || decision.why.includes('police-informed-confirmed'))
      ) {
        this.reports.later++;
        waiting.month.later++;
        this.delays.push(Math.max(0, at - waiting.at));
        if (analysis.kind === 'signalement') return;
      }
    }
    if (analysis.kind !== 'signalement' || goesOn) return;
    this.reports.total++;
    month.reports++;
    hour.reports++;
    if (informed) {
      this.reports.atOnce++;
      month.atOnce++;
    } else this.waiting.set(poster, { at, month });
  }

  private month(wall: Date): MonthCount {
    const key = `${wall.getUTCFullYear()}-${String(wall.getUTCMonth() + 1).padStart(2, '0')}`;
    let month = this.months.get(key);
    if (!month) {
      month = { messages: 0, findings: new Map(), reports: 0, atOnce: 0, later: 0 };
      this.months.set(key, month);
    }
    return month;
  }

  private rule(id: string): { found: number; review: number } {
    let rule = this.rules.get(id);
    if (!rule) {
      rule = { found: 0, review: 0 };
      this.rules.set(id, rule);
    }
    return rule;
  }
}

/** Findings that the machine isn't sure of. */
export const reviewed = (decision: Decision): Finding[] =>
  decision.effects.flatMap((e) => (e.type === 'review' ? [e.finding] : []));
