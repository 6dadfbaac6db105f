/** Plays a sample conversation in a fresh room: one step after the other, at the speed of reading. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../domain/vocabulary.js';
import type { Step, Story } from '../stories.js';
import type { RoomState, Slot } from '../wire.js';
import { api } from './api.js';
import type { Change } from './state.js';

export const SPEEDS = [1, 2, 4] as const;

export interface StoryPlayer {
  readonly story: Story | null;
  /** How many steps have been played. */
  readonly at: number;
  readonly playing: boolean;
  readonly busy: boolean;
  readonly speed: number;
  /** What the narrator said last. */
  readonly note: string | null;
  start(story: Story): void;
  toggle(): void;
  step(): void;
  restart(): void;
  faster(): void;
  leave(): void;
}

interface Wiring {
  readonly lang: Lang;
  readonly roomId: string;
  readonly room: RoomState | null;
  readonly speed: number;
  readonly dispatch: (change: Change) => void;
  readonly attempt: <T>(call: Promise<T>) => Promise<T | undefined>;
  readonly open: (room: string) => void;
}

/** How long a step stays on the screen before the next, in ms at speed 1. */
function readingTime(step: Step | undefined): number {
  if (step === undefined) return 0;
  if ('say' in step) return 1200 + Math.min(3500, step.say.length * 30);
  if ('note' in step) return 1500 + Math.min(5000, step.note.length * 40);
  if ('press' in step) return 1800;
  return 1200;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export function useStoryPlayer(wiring: Omit<Wiring, 'speed'>): StoryPlayer {
  const [story, setStory] = useState<Story | null>(null);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [busy, setBusy] = useState(false);
  const [speed, setSpeed] = useState<number>(1);
  const [note, setNote] = useState<string | null>(null);
  const ids = useRef(new Map<string, string>());
  const latest = useRef<Wiring>({ ...wiring, speed });
  latest.current = { ...wiring, speed };

  const load = async (next: Story, play: boolean): Promise<void> => {
    setPlaying(false);
    const fresh = await wiring.attempt(api.newRoom(wiring.lang, next.slug));
    if (!fresh) return;
    ids.current = new Map();
    setStory(next);
    setAt(0);
    setNote(next.about);
    wiring.open(fresh.room);
    wiring.dispatch({ type: 'speak', slot: 'm1', thread: 'group' });
    setPlaying(play);
  };

  const advance = async (): Promise<void> => {
    const step = story?.steps[at];
    if (!step || busy) return;
    setBusy(true);
    if ('note' in step) setNote(step.note);
    const ok = await perform(step, latest, ids.current);
    setBusy(false);
    if (!ok) setPlaying(false);
    else setAt(at + 1);
    if (ok && at + 1 >= (story?.steps.length ?? 0)) setPlaying(false);
  };

  const ready = wiring.room !== null;
  useEffect(() => {
    if (!playing || busy || !ready || story === null) return;
    const timer = setTimeout(advance, (at === 0 ? 1500 : readingTime(story.steps[at - 1])) / speed);
    return () => clearTimeout(timer);
  }, [playing, busy, ready, at, story, speed]);

  return {
    story,
    at,
    playing,
    busy,
    speed,
    note,
    start: (next) => void load(next, true),
    toggle: () => {
      if (story && at >= story.steps.length) void load(story, true);
      else setPlaying(!playing);
    },
    step: () => {
      setPlaying(false);
      if (ready) void advance();
    },
    restart: () => story && void load(story, true),
    faster: () => setSpeed(SPEEDS[(SPEEDS.indexOf(speed as 1) + 1) % SPEEDS.length] ?? 1),
    leave: () => {
      setPlaying(false);
      setStory(null);
      setNote(null);
    },
  };
}

/** False when it failed: the player then stops, and what went wrong is on the screen. */
async function perform(
  step: Step,
  latest: { readonly current: Wiring },
  ids: Map<string, string>,
): Promise<boolean> {
  const { roomId, attempt, dispatch } = latest.current;
  const who = (slot: Slot): string => `${roomId}.${slot}`;
  const known = (ref: string): string => ids.get(ref) ?? ref;
  if ('note' in step) return true;
  if ('wait' in step) return (await attempt(api.jump(step.wait))) !== undefined;
  if ('settings' in step) {
    const { mode, urgentMessages, sending } = step.settings;
    const change = {
      ...(mode ? { mode } : {}),
      ...(urgentMessages ? { urgentMessages } : {}),
      ...(sending ? { sending } : {}),
    };
    return (await attempt(api.policy(roomId, change))) !== undefined;
  }
  if ('say' in step) {
    const to = step.to ?? 'group';
    if (to === 'bot') {
      dispatch({ type: 'speak', slot: step.as, thread: 'bot' });
      await sleep(700 / latest.current.speed);
    } else dispatch({ type: 'thread', thread: 'group' });
    const posted = await attempt(
      api.post(roomId, who(step.as), step.say, to, {
        replyTo: step.reply === undefined ? undefined : known(step.reply),
        forwarded: step.forwarded,
      }),
    );
    if (posted && step.id !== undefined) ids.set(step.id, posted.id);
    return posted !== undefined;
  }
  if ('edit' in step)
    return (await attempt(api.edit(roomId, who(step.as), known(step.edit), step.text))) !== undefined;
  if ('delete' in step)
    return (await attempt(api.remove(roomId, who(step.as), known(step.delete)))) !== undefined;
  if ('react' in step)
    return (await attempt(api.react(roomId, who(step.as), known(step.react), step.emoji))) !== undefined;

  // The viewer sees whose private chat it is before the button is pressed.
  dispatch({ type: 'speak', slot: step.as, thread: 'bot' });
  await sleep(1200 / latest.current.speed);
  for (let tries = 0; tries < 60; tries++) {
    const person = who(step.as);
    const message = latest.current.room?.messages.findLast(
      (m) =>
        m.thread === person &&
        m.pressed === null &&
        m.buttons.some((b) => b.action.startsWith(`${step.press}:`)),
    );
    const button = message?.buttons.find((b) => b.action.startsWith(`${step.press}:`));
    if (message && button) {
      const done = await attempt(api.press(roomId, person, message.id, button.action));
      await sleep(1400 / latest.current.speed);
      dispatch({ type: 'speak', slot: 'm1', thread: 'group' });
      return done !== undefined;
    }
    await sleep(50);
  }
  dispatch({ type: 'toast', text: 'error.no-such-button', bad: true });
  return false;
}
