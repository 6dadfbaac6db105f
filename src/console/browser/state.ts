/** What the page knows and how it changes. Pure: the wiring to the server is in use-room.ts. */
import type { ChatMessage } from '../../channels/playground/chat-message.js';
import type { Boot, Persona, RoomPatch, RoomState, Slot, Verdict } from '../wire.js';
import type { Words } from './texts.js';

export const PANELS = ['chat', 'insight', 'ledger', 'stories', 'settings'] as const;
export type Panel = (typeof PANELS)[number];
export type Thread = 'group' | 'bot';

export interface State {
  readonly boot: Boot;
  readonly words: Words;
  readonly roomId: string;
  readonly room: RoomState | null;
  readonly online: boolean;
  /** Difference between the playground's time and this browser's, in ms. */
  readonly skew: number;
  readonly speaker: Slot;
  readonly thread: Thread;
  readonly panel: Panel;
  /** The message whose analysis is looked at. */
  readonly focused: string | null;
  readonly replyTo: string | null;
  readonly editing: string | null;
  /** Words put into the composer from elsewhere, e.g. an example. */
  readonly suggestion: { readonly text: string; readonly n: number };
  readonly toast: { readonly text: string; readonly n: number; readonly bad: boolean } | null;
  /** Highest `seq` seen of each person's private chat. */
  readonly read: Readonly<Record<string, number>>;
}

export type Change =
  | { readonly type: 'room'; readonly id: string }
  | { readonly type: 'state'; readonly state: RoomState }
  | { readonly type: 'patch'; readonly patch: RoomPatch }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'words'; readonly words: Words }
  | { readonly type: 'show'; readonly panel: Panel; readonly focused?: string | null }
  | { readonly type: 'speak'; readonly slot: Slot; readonly thread?: Thread }
  | { readonly type: 'thread'; readonly thread: Thread }
  | { readonly type: 'reply'; readonly to: string | null }
  | { readonly type: 'edit'; readonly message: string | null }
  | { readonly type: 'suggest'; readonly text: string }
  | { readonly type: 'toast'; readonly text: string; readonly bad?: boolean }
  | { readonly type: 'toast-gone'; readonly n: number };

let toasts = 0;

export function reduce(state: State, change: Change): State {
  switch (change.type) {
    case 'room':
      return {
        ...state,
        roomId: change.id,
        room: null,
        replyTo: null,
        editing: null,
        focused: null,
        read: {},
      };
    case 'state':
      return seen({ ...state, room: change.state, online: true, skew: change.state.clock.now - Date.now() });
    case 'patch':
      return state.room === null ? state : seen(patched(state, state.room, change.patch));
    case 'online':
      return { ...state, online: change.online };
    case 'words':
      return { ...state, words: change.words };
    case 'show':
      return {
        ...state,
        panel: change.panel,
        focused: change.focused === undefined ? state.focused : change.focused,
      };
    case 'speak':
      return seen({
        ...state,
        speaker: change.slot,
        thread: change.thread ?? state.thread,
        replyTo: null,
        editing: null,
      });
    case 'thread':
      return seen({ ...state, thread: change.thread, replyTo: null, editing: null });
    case 'reply':
      return { ...state, replyTo: change.to, editing: null };
    case 'edit':
      return { ...state, editing: change.message, replyTo: null };
    case 'suggest':
      return { ...state, thread: 'group', suggestion: { text: change.text, n: state.suggestion.n + 1 } };
    case 'toast':
      return { ...state, toast: { text: change.text, n: ++toasts, bad: change.bad === true } };
    case 'toast-gone':
      return state.toast?.n === change.n ? { ...state, toast: null } : state;
  }
}

function patched(state: State, room: RoomState, patch: RoomPatch): State {
  const { toast, messages, verdicts, ...whole } = patch;
  const next: RoomState = {
    ...room,
    ...whole,
    messages: messages
      ? upsert(
          room.messages,
          messages,
          (m) => m.id,
          (m) => m.seq,
        )
      : room.messages,
    verdicts: verdicts
      ? upsert(
          room.verdicts,
          verdicts,
          (v) => v.inbox,
          (v) => v.inbox,
        )
      : room.verdicts,
  };
  return {
    ...state,
    room: next,
    ...(patch.clock ? { skew: patch.clock.now - Date.now() } : {}),
    ...(toast && toast.person === personaOf(state, state.speaker)?.person
      ? { toast: { text: toast.text, n: ++toasts, bad: false } }
      : {}),
  };
}

function upsert<T>(
  all: readonly T[],
  some: readonly T[],
  id: (t: T) => unknown,
  order: (t: T) => number,
): T[] {
  const fresh = new Map(some.map((t) => [id(t), t]));
  const kept = all.filter((t) => !fresh.has(id(t)));
  return [...kept, ...some].sort((a, b) => order(a) - order(b));
}

/** Whatever stands in the open private chat has been read. */
function seen(state: State): State {
  const person = personaOf(state, state.speaker)?.person;
  if (state.room === null || state.thread !== 'bot' || person === undefined) return state;
  const last = state.room.messages.filter((m) => m.thread === person).at(-1)?.seq ?? 0;
  return (state.read[person] ?? 0) >= last ? state : { ...state, read: { ...state.read, [person]: last } };
}

export const personaOf = (state: State, slot: Slot): Persona | undefined =>
  state.room?.personas.find((p) => p.slot === slot);

export const unread = (state: State, person: string): number =>
  state.room?.messages.filter(
    (m) => m.thread === person && m.from === 'bot' && m.deleted === null && m.seq > (state.read[person] ?? 0),
  ).length ?? 0;

/** The newest verdict on a message's own words. */
export const verdictOn = (room: RoomState, message: string): Verdict | undefined =>
  room.verdicts.findLast((v) => v.event === 'message' && v.message === message);

export const messageById = (room: RoomState, id: string | null): ChatMessage | undefined =>
  id === null ? undefined : room.messages.find((m) => m.id === id);

/** `Claire` of `Claire Dumont`, and `Insp. Maes` of `Insp. Sophie Maes`. */
export function shortName(name: string): string {
  const parts = name.split(' ');
  return parts[0]?.endsWith('.') ? `${parts[0]} ${parts.at(-1)}` : (parts[0] ?? name);
}
