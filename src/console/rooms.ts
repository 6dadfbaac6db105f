/**
 * The playground's rooms: a sample partnership each, with the engine behind it. Joins what the chat shows with
 * what the engine saw, and tells whoever watches.
 */
import type { ChatBook, Room } from '../channels/playground/chat-book.js';
import type { PlaygroundChannel } from '../channels/playground/playground-channel.js';
import type { PlaygroundClock } from '../channels/playground/playground-clock.js';
import { PlaygroundError } from '../channels/playground/playground-error.js';
import type { Media } from '../domain/event.js';
import type { PictureAnalysis } from '../domain/finding.js';
import type { GroupPolicy } from '../domain/group.js';
import { policy as policyOf } from '../domain/group.js';
import type { Lang, Role } from '../domain/vocabulary.js';
import type { Engine, LedgerEntry, Notice } from '../engine/api.js';
import { pendingTimers } from './pending-timers.js';
import type { SampleGroups, Story } from './stories.js';
import type {
  ChainState,
  ClockState,
  Persona,
  PictureVerdict,
  RoomPatch,
  RoomState,
  Slot,
  Verdict,
} from './wire.js';

const SLOTS: readonly Slot[] = ['m1', 'm2', 'm3', 'coordinator', 'mandatary'];
const ROLE: Readonly<Record<Slot, Role>> = {
  m1: 'member',
  m2: 'member',
  m3: 'member',
  coordinator: 'coordinator',
  mandatary: 'mandatary',
};
const LEDGER_SHOWN = 200;

export interface RoomsParts {
  readonly engine: Engine;
  readonly channel: PlaygroundChannel;
  readonly book: ChatBook;
  readonly clock: PlaygroundClock;
  readonly samples: SampleGroups;
  readonly stories: () => readonly Story[];
  /** Checks the ledger's hash chain; absent: not shown. */
  readonly verifyChain?: (group: number) => ChainState;
  /** Whether the rules on the disk have a mistake, so that older ones are in use. */
  readonly rulesBroken: () => boolean;
}

type Viewer = (patch: RoomPatch) => void;

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #viewers = new Map<string, Set<Viewer>>();
  readonly #ends: (() => void)[] = [];
  #wake: NodeJS.Timeout | undefined;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#ends.push(
      parts.channel.onChange((room, change) => {
        if (change.type === 'message') this.#publish(room, { messages: [change.message] });
        else if (change.type === 'seat') this.#publish(room, { personas: this.#personas(room) });
        else this.#publish(room, { toast: { person: change.person, text: change.text } });
      }),
      parts.engine.subscribe((notice) => this.#notice(notice)),
    );
  }

  close(): void {
    clearTimeout(this.#wake);
    for (const end of this.#ends) end();
    this.#viewers.clear();
  }

  /** The room that a page opens with: the newest of free play that was used, or is in that language. */
  current(lang: Lang): string {
    const rooms = this.#parts.book.rooms().filter((r) => r.story === null && this.#group(r.id) !== undefined);
    const newest = rooms[0];
    if (newest && (newest.lang === lang || this.#parts.book.messages(newest.id).length > 0)) return newest.id;
    return rooms.find((r) => r.lang === lang)?.id ?? this.create(lang);
  }

  /** A fresh partnership: recognised and approved, with nothing in its past. Throws PlaygroundError('no-such-room') for a story that isn't there. */
  create(lang: Lang, slug?: string): string {
    const { book, engine, samples, stories } = this.#parts;
    const story = slug === undefined ? null : (stories().find((s) => s.slug === slug) ?? undefined);
    if (story === undefined) throw new PlaygroundError('no-such-room');
    const speaks = story?.lang ?? lang;
    const sample = samples[speaks];
    const room: Room = {
      id: `r${book.next('room')}`,
      story: story?.slug ?? null,
      lang: speaks,
      title: sample.title,
    };
    const { mode = 'hold', urgentMessages = 'saa', sending = 'habilitation' } = story?.settings ?? {};
    const day = new Date(this.#parts.clock.now()).toISOString().slice(0, 10);
    const group = engine.setupGroup({
      channel: 'playground',
      chat: room.id,
      title: room.title,
      policy: policyOf({ lang: speaks, mode, urgentMessages, sending }),
      recognition: { reference: 'PLAYGROUND', date: day },
      policeApproval: { reference: 'PLAYGROUND', by: sample.cast.mandatary, date: day },
    });
    book.atOnce(() => {
      book.addRoom(room);
      for (const slot of SLOTS)
        book.saveSeat(room.id, {
          person: `${room.id}.${slot}`,
          name: story?.cast[slot] ?? sample.cast[slot],
          state: 'in',
          until: null,
        });
    });
    for (const persona of this.#personas(room.id))
      engine.setMember(group, {
        person: persona.person,
        name: persona.name,
        role: persona.role,
        lang: speaks,
      });
    return room.id;
  }

  /** Throws PlaygroundError('no-such-room'). */
  state(id: string): RoomState {
    const room = this.#room(id);
    const group = this.#group(id);
    if (!group) throw new PlaygroundError('no-such-room');
    const verdicts = this.#parts.book.verdicts<Verdict>(id);
    return {
      room: { id, title: room.title, story: room.story, lang: room.lang as Lang },
      personas: this.#personas(id),
      policy: group.policy,
      messages: this.#parts.book.messages(id),
      verdicts,
      timers: pendingTimers(verdicts),
      ledger: this.#ledger(group.id),
      chain: this.#chain(group.id),
      clock: this.clockState(),
      rulesBroken: this.#parts.rulesBroken(),
    };
  }

  /** Tells `viewer` every change of the room; answers the function that ends it. */
  watch(id: string, viewer: Viewer): () => void {
    const viewers = this.#viewers.get(id) ?? new Set();
    this.#viewers.set(id, viewers);
    viewers.add(viewer);
    return () => {
      viewers.delete(viewer);
      if (viewers.size === 0) this.#viewers.delete(id);
    };
  }

  changePolicy(id: string, change: Partial<GroupPolicy>): GroupPolicy {
    this.#room(id);
    const group = this.#group(id);
    if (!group) throw new PlaygroundError('no-such-room');
    const policy = this.#parts.engine.changePolicy(group.id, change);
    if (change.lang !== undefined)
      for (const member of this.#parts.engine.members(group.id))
        this.#parts.engine.setMember(group.id, { ...member, lang: change.lang });
    this.#publish(id, { policy });
    return policy;
  }

  isAdministrator(person: string): boolean {
    return person.endsWith('.coordinator') || person.endsWith('.mandatary');
  }

  clockState(): ClockState {
    return { now: this.#parts.clock.now(), ahead: this.#parts.clock.offset };
  }

  /** To be called when the rules were broken or mended. */
  rulesChanged(): void {
    for (const id of this.#viewers.keys()) this.#publish(id, { rulesBroken: this.#parts.rulesBroken() });
  }

  /** Moves the playground's time forward and lets the engine do what falls due. */
  async jump(seconds: number): Promise<ClockState> {
    this.#parts.clock.jump(seconds * 1000);
    await this.#parts.engine.settled();
    const clock = this.clockState();
    for (const id of this.#viewers.keys()) this.#publish(id, { clock });
    this.#wakeForNext();
    return clock;
  }

  /** The engine sleeps by the real time: what now falls due sooner than it thought is called here. */
  #wakeForNext(): void {
    clearTimeout(this.#wake);
    const due = [...this.#viewers.keys()]
      .flatMap((id) => pendingTimers(this.#parts.book.verdicts<Verdict>(id)))
      .map((timer) => timer.due - this.#parts.clock.now())
      .filter((ms) => ms > 0 && ms < 60_000);
    if (due.length === 0) return;
    this.#wake = setTimeout(() => void this.#parts.engine.settled(), Math.min(...due) + 20).unref();
  }

  #room(id: string): Room {
    const room = this.#parts.book.room(id);
    if (!room) throw new PlaygroundError('no-such-room');
    return room;
  }

  #group(chat: string): ReturnType<Engine['groups']>[number] | undefined {
    return this.#parts.engine.groups().find((g) => g.channel === 'playground' && g.chat === chat);
  }

  #personas(room: string): Persona[] {
    return this.#parts.book.seats(room).map((seat) => {
      const slot = seat.person.slice(seat.person.lastIndexOf('.') + 1) as Slot;
      return { ...seat, slot, role: ROLE[slot] };
    });
  }

  /** Newest first, as the page lists them. */
  #ledger(group: number): readonly LedgerEntry[] {
    return [...this.#parts.engine.ledger(group, LEDGER_SHOWN)].sort((a, b) => b.seq - a.seq);
  }

  #chain(group: number): ChainState {
    return this.#parts.verifyChain?.(group) ?? null;
  }

  #notice(notice: Notice): void {
    if (notice.type !== 'judged' || notice.event.channel !== 'playground') return;
    const { chat } = notice.event;
    const room = this.#parts.book.room(chat);
    if (!room) return;
    const verdict = verdictOf(notice);
    this.#parts.book.saveVerdict(chat, verdict.inbox, verdict);
    const group = this.#group(chat);
    this.#publish(chat, {
      verdicts: [verdict],
      timers: pendingTimers(this.#parts.book.verdicts<Verdict>(chat)),
      clock: this.clockState(),
      ...(group && notice.decision.infractions.length > 0
        ? { ledger: this.#ledger(group.id), chain: this.#chain(group.id) }
        : {}),
    });
  }

  #publish(room: string, patch: RoomPatch): void {
    for (const viewer of this.#viewers.get(room) ?? []) viewer(patch);
  }
}

const pictureVerdicts = (
  media: readonly Media[],
  seen: readonly PictureAnalysis[],
): readonly PictureVerdict[] =>
  media.map(({ ref, mime }, i) => ({
    ref,
    mime: mime ?? '',
    decision: seen[i]?.decision ?? 'allow',
    reasons: seen[i]?.reasons ?? [],
    findings: seen[i]?.findings ?? [],
    size: seen[i]?.size ?? null,
    redactable: seen[i]?.redactable ?? false,
  }));

function verdictOf(notice: Extract<Notice, { type: 'judged' }>): Verdict {
  const { event } = notice;
  return {
    inbox: notice.inbox,
    at: notice.at,
    event: event.type,
    message: 'message' in event ? (event.message ?? null) : null,
    revision: event.type === 'message' ? event.revision : 0,
    scope: event.scope,
    sender: 'sender' in event ? event.sender.id : event.type === 'removed' ? (event.by ?? null) : null,
    text: event.type === 'message' ? event.text : '',
    detail:
      event.type === 'press'
        ? event.action
        : event.type === 'reaction'
          ? event.emoji
          : event.type === 'timer'
            ? event.timer
            : null,
    analysis: notice.analysis?.text ?? null,
    ...(event.type === 'message' && event.media.length > 0
      ? { pictures: pictureVerdicts(event.media, notice.analysis?.pictures ?? []) }
      : {}),
    decision: notice.decision,
  };
}
