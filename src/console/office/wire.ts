/** What travels between the office's server and its page. Types only: nothing here reaches the bundle. */

import type { Description, Finding } from '../../domain/finding.js';
import type { GroupPolicy } from '../../domain/group.js';
import type { HoldCondition } from '../../domain/hold.js';
import type { ActName, ActorRole, Ladder, LetterKind, Rung, RungStatus } from '../../domain/ladder/index.js';
import type { Charter } from '../../domain/registration/index.js';
import type { Right } from '../../domain/roles.js';
import type { ChannelName, Kind, Lang, Mode, Role } from '../../domain/vocabulary.js';
import type { LedgerEntry } from '../../engine/api.js';
import type { MonthFigures, SurveyResult } from '../../reports/evaluation/evaluation-data.js';
import type { EvaluationTexts } from '../../store/evaluations.js';
import type { BroadcastKind, DeliveryState } from '../../store/people/broadcasts.js';
import type { AccessRow } from './access-log.js';

export interface GroupName {
  readonly id: number;
  readonly title: string;
  readonly channel: ChannelName;
}

export interface MyOffice extends GroupName {
  readonly role: Role;
  readonly rights: readonly Right[];
}

/** Somebody of the demonstration as whom a visitor may sign in. */
export interface DemoPerson {
  readonly person: number | null;
  readonly name: string;
  readonly role: Role;
  readonly place: string;
}

export type Me =
  | {
      readonly signedIn: false;
      /** Somebody has an office in a real group: the page opens with the office, not with the playground. */
      readonly staffed: boolean;
      readonly demo: readonly DemoPerson[];
      /** Somebody has a passkey here, and this address may ask for it. */
      readonly passkeys: boolean;
    }
  | {
      readonly signedIn: true;
      readonly name: string;
      readonly operator: boolean;
      /** Whoever has the terminal of the machine, without a place in the register. */
      readonly terminal: boolean;
      readonly offices: readonly MyOffice[];
      /** Held somewhere. */
      readonly rights: readonly Right[];
      readonly csrf: string;
      readonly endsAt: number;
      /** The engine's time: the playground's clock can be ahead. */
      readonly now: number;
      readonly waiting: number;
      readonly demo: boolean;
    };

/** What a device is asked to sign. */
export interface PasskeyAsked {
  readonly challenge: string;
  readonly rpId: string;
}

/** What a device is asked to make a passkey for. */
export interface PasskeyWanted extends PasskeyAsked {
  readonly handle: string;
  readonly name: string;
  /** Devices that have one already. */
  readonly known: readonly string[];
  readonly algorithms: readonly number[];
}

export interface PasskeyLine {
  readonly id: number;
  readonly device: string;
  readonly since: number;
  readonly used: number | null;
}

export interface SessionLine {
  readonly id: number;
  readonly name: string;
  readonly device: string;
  readonly since: number;
  readonly seen: number;
  readonly own: boolean;
}

/** My ways in: what can sign in as me, and where I am signed in. */
export interface Account {
  /** Why no passkey can be made: the address is not one, or nobody stands behind the terminal's session. */
  readonly noPasskey: 'address' | 'terminal' | null;
  readonly passkeys: readonly PasskeyLine[];
  readonly sessions: readonly SessionLine[];
}

export interface HoldItem {
  readonly kind: 'hold';
  readonly id: string;
  readonly group: GroupName;
  readonly at: number;
  /** When it ends without a decision. */
  readonly due: number;
  readonly member: string;
  readonly rule: string;
  readonly condition: HoldCondition;
  readonly text: string;
  readonly media: number;
  /** Whether this person may decide, or only sees it. */
  readonly mine: boolean;
  /** The group is observed: nothing can be put back. */
  readonly observed: boolean;
}

export interface ReviewItem {
  readonly kind: 'review';
  readonly id: number;
  readonly group: GroupName;
  readonly at: number;
  readonly what: 'doubt' | 'contest';
  readonly person: number | null;
  readonly member: string;
  readonly rule: string;
  /** The message that it is about, while it waits. */
  readonly hold: string | null;
  readonly confidence: number | null;
  readonly excerpt: string;
  /** What is covered in `excerpt`, for whoever decides on it; seeing it is noted. */
  readonly proof: readonly string[];
}

export interface JoinItem {
  readonly kind: 'join';
  readonly id: string;
  readonly group: GroupName;
  readonly at: number;
  readonly name: string;
}

/** A step of art. 8 b or c that waits: for a decision, a signature, or a day. */
export interface CaseItem {
  readonly kind: 'proposal' | 'signature' | 'deadline';
  readonly id: string;
  readonly group: GroupName;
  readonly at: number;
  readonly due: number | null;
  readonly case: number | null;
  readonly person: number | null;
  readonly member: string;
  readonly step: string;
}

/** What about a group its coordinator should set right, in one item. */
export interface TroubleItem {
  readonly kind: 'trouble';
  readonly id: string;
  readonly group: GroupName;
  readonly at: number;
  /** Machine words, e.g. `closed.members-may-invite`. */
  readonly what: readonly string[];
}

export type TodayItem = HoldItem | ReviewItem | JoinItem | CaseItem | TroubleItem;

export interface Today {
  readonly now: number;
  /** What is wrong with the machine, for whoever looks after it: `rules`, `failed`, `channel.whatsapp`. */
  readonly machine: readonly string[];
  readonly items: readonly TodayItem[];
  readonly week: { readonly messages: number; readonly reports: number; readonly infractions: number };
}

export interface GroupLine extends GroupName {
  readonly role: Role;
  readonly mode: Mode;
  /** What was set; differs from `mode` while the group isn't recognised and approved. */
  readonly wanted: Mode;
  readonly members: number;
  readonly waiting: number;
  /** When the first of what waits ends without a decision; null: nothing ends. */
  readonly due: number | null;
  readonly messages: number;
  readonly troubles: number;
  /** Messages of the last twelve weeks, oldest first. */
  readonly weeks: readonly number[];
}

export interface ThreadLine {
  readonly id: string;
  readonly openedAt: number;
  readonly lastAt: number;
  readonly policeInformedAt: number | null;
  readonly openedBy: string;
  readonly messages: number;
  readonly description: Description;
}

export interface Check {
  readonly key: string;
  readonly state: 'done' | 'missing' | 'unknown';
  readonly detail: string | null;
  /** Since when, `2026-03-01`. */
  readonly day?: string;
  /** What is missing of it, one by one. */
  readonly lacks?: readonly string[];
}

/** When somebody has what happened told to them. */
export interface DigestChoice {
  readonly cadence: 'off' | 'daily' | 'weekly';
  /** 1 Monday … 7 Sunday */
  readonly weekday: number;
  /** 08:30 */
  readonly hour: string;
  readonly email: string;
  readonly lang: Lang;
}

/** A message of the police and what became of it in each of its groups (art. 9 b, d). */
export interface BroadcastLine {
  readonly id: number;
  readonly kind: BroadcastKind;
  readonly at: number;
  readonly sender: string;
  readonly text: string;
  readonly groups: readonly {
    readonly group: number;
    readonly title: string;
    readonly channel: ChannelName;
    readonly status: DeliveryState;
    readonly reason: string | null;
    readonly at: number | null;
  }[];
}

export interface GroupPage {
  readonly group: GroupName;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly mode: Mode;
  readonly policy: GroupPolicy;
  readonly threads: readonly ThreadLine[];
  readonly months: readonly {
    readonly month: string;
    readonly kinds: Readonly<Partial<Record<Kind | 'none', number>>>;
  }[];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly registration: readonly Check[];
  readonly closed: {
    readonly at: number | null;
    readonly checks: readonly Check[];
    /** Rights that the bot has not, in machine words. */
    readonly lacks: readonly string[];
    /** Something of it the bot could close by itself. */
    readonly closable: boolean;
  };
  /** Only administrators write in it, as the network last confirmed. */
  readonly announcements: boolean;
  /** Annex 2, for those who complete it. */
  readonly charter: Charter | null;
  /** My digest of this group; null: this office has none. */
  readonly digest: DigestChoice | null;
  readonly officials: readonly { readonly name: string; readonly role: Role }[];
}

export interface MemberLine {
  readonly person: number;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  readonly group: GroupName;
  readonly joinedAt: number;
  readonly leftAt: number | null;
  readonly declaredAt: number | null;
  readonly rulesVersion: string | null;
  /** Null where this office has no right to know. */
  readonly infractions: number | null;
}

export interface MemberPage {
  readonly person: number;
  readonly name: string;
  readonly places: readonly MemberLine[];
  readonly grants: readonly {
    readonly group: string;
    readonly role: Role;
    readonly by: string;
    readonly at: number;
    readonly endedAt: number | null;
  }[];
  readonly history: readonly LedgerEntry[] | null;
  /** Lines of the history that count no more. */
  readonly annulled: readonly number[];
  readonly cases: readonly {
    readonly id: number;
    readonly step: string;
    readonly openedAt: number;
    readonly closedAt: number | null;
  }[];
  /** Roles that this viewer may give here. */
  readonly givable: readonly { readonly group: GroupName; readonly roles: readonly Role[] }[];
}

export interface CaseLine {
  readonly id: number;
  readonly group: GroupName;
  readonly person: number;
  readonly name: string;
  readonly ladder: Ladder;
  readonly current: Rung | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly mustSign: readonly Role[];
  /** The next deadline. */
  readonly due: { readonly what: string; readonly at: number } | null;
}

export interface ProposalLine {
  readonly id: number;
  readonly group: GroupName;
  readonly person: number;
  readonly name: string;
  readonly rung: Rung;
  readonly because: 'points' | 'punishable';
  readonly points: number;
  readonly at: number;
  readonly evidence: readonly LedgerEntry[];
  readonly mine: boolean;
  readonly case: number | null;
}

export interface Cases {
  readonly cases: readonly CaseLine[];
  readonly proposals: readonly ProposalLine[];
}

export interface CasePage extends CaseLine {
  readonly reason: string;
  readonly rungs: readonly {
    readonly rung: Rung;
    readonly status: RungStatus | 'none';
    readonly marks: readonly {
      readonly act: ActName;
      readonly name: string;
      readonly role: ActorRole;
      readonly at: number;
      readonly words: string;
    }[];
  }[];
  readonly next: readonly { readonly act: ActName; readonly by: readonly Role[]; readonly mine: boolean }[];
  readonly deadlines: readonly {
    readonly what: string;
    readonly due: number;
    readonly who: readonly Role[];
    readonly legal: boolean;
  }[];
  readonly evidence: readonly LedgerEntry[];
  readonly acts: readonly {
    readonly act: ActName;
    readonly name: string;
    readonly role: ActorRole;
    readonly at: number;
  }[];
  readonly letters: readonly LetterKind[];
  readonly mayExport: boolean;
  readonly people: readonly { readonly person: number; readonly name: string }[];
  readonly excludedUntil: number | null;
}

export interface OfferedExample {
  readonly id: number;
  readonly group: GroupName;
  readonly at: number;
  readonly rule: string;
  readonly lang: Lang;
  readonly text: string;
}

export interface Reviews {
  readonly items: readonly ReviewItem[];
  readonly offered: readonly OfferedExample[];
  readonly mayAccept: boolean;
}

export interface RuleLine {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly severity: number;
  readonly response: Readonly<Record<'ask' | 'hold', string>>;
  readonly last30: number;
}

export interface RulePage extends RuleLine {
  readonly explanation: string;
  readonly say: string;
  readonly actFrom: number;
  readonly reviewFrom: number;
  readonly fires: readonly string[];
  readonly quiet: readonly string[];
}

export interface Tried {
  readonly kind: Kind;
  readonly kindConfidence: number;
  readonly police: string;
  readonly lang: Lang;
  readonly findings: readonly Finding[];
  readonly outcome: string;
  readonly why: readonly string[];
}

export interface DryRunResult {
  readonly messages: number;
  readonly members: number | null;
  readonly reports: number;
  readonly informedAtOnce: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly rules: readonly { readonly rule: string; readonly found: number; readonly review: number }[];
  /** A few words of each rule, masked. */
  readonly excerpts: readonly {
    readonly rule: string;
    readonly at: number;
    readonly excerpt: string;
    readonly response: string;
  }[];
}

export interface SurveyShown {
  readonly invited: number;
  readonly answered: number;
  /** Null while so few answered that somebody might be recognised. */
  readonly answers: SurveyResult['answers'] | null;
}

export interface EvaluationLine {
  readonly group: GroupName;
  /** The last day on which art. 7 is still kept. */
  readonly due: number;
  readonly mayMake: boolean;
  readonly reports: readonly {
    readonly id: number;
    readonly from: number;
    readonly to: number;
    readonly finishedAt: number | null;
    readonly author: string;
  }[];
  readonly survey: (SurveyShown & { readonly running: boolean; readonly closesAt: number }) | null;
}

export interface EvaluationPage {
  readonly id: number;
  readonly group: GroupName;
  readonly from: number;
  readonly to: number;
  readonly finishedAt: number | null;
  readonly author: string;
  readonly mayWrite: boolean;
  readonly texts: EvaluationTexts;
  readonly figures: {
    readonly messages: number;
    readonly messagesBefore: number;
    readonly reports: number;
    readonly reportsBefore: number;
    readonly informed: number;
    readonly infractions: number;
    readonly infractionsBefore: number;
    readonly medianMinutes: number | null;
    readonly joined: number;
    readonly left: number;
    readonly members: number;
    readonly byRule: readonly { readonly rule: string; readonly n: number }[];
  };
  readonly months: readonly Omit<MonthFigures, 'members'>[];
  readonly survey: SurveyShown | null;
}

export interface ChannelLine {
  readonly name: ChannelName;
  readonly groups: number;
  readonly state: string;
  readonly detail: string | null;
  /** What is wrong and what to do, where the channel has words for it. */
  readonly help: string | null;
  /** SVG path data of a pairing code, when one is to be scanned. */
  readonly qr: string | null;
  /** A pairing code that is to be typed on the phone. */
  readonly code: string | null;
  /** Linking a phone can be begun here. */
  readonly mayPair: boolean;
  readonly waiting: number;
}

export interface Operator {
  readonly channels: readonly ChannelLine[];
  /** WhatsApp was not opened at the start, so that no phone can be linked from here. */
  readonly noWhatsApp: boolean;
  readonly queue: {
    readonly inbox: number;
    readonly outbox: number;
    readonly impossible: number;
    readonly timers: number;
  };
  readonly failed: readonly {
    readonly inbox: number;
    readonly at: number;
    readonly error: string;
    readonly what: string;
  }[];
  readonly storage: readonly { readonly name: string; readonly bytes: number }[];
  readonly chain: { readonly intact: boolean; readonly entries: number };
  readonly backups: readonly { readonly name: string; readonly at: number; readonly bytes: number }[];
  readonly sessions: readonly SessionLine[];
  readonly passkeys: readonly (PasskeyLine & { readonly name: string })[];
  readonly access: readonly AccessRow[];
  /** What is wrong with the rules on the disk; null: they are those in use. */
  readonly rulesProblem: string | null;
  readonly version: string;
  readonly rulesVersion: string;
}

/** What the live stream says: which rooms have news. No word of what it is. */
export interface News {
  readonly rooms: readonly string[];
}
