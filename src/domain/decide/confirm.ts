/** The poster says that the police were informed: the report goes (back) into the group (Annex 4 §5, SAA). */
import type { Sentence } from '../action.js';
import type { Hold } from '../hold.js';
import { missingDetails } from '../report-thread.js';
import type { Draft } from './draft.js';

/** Hours and minutes in Belgium are made by the renderer from this parameter, ms since 1970. */
export const informedAt = (at: number): Sentence => ({ key: 'thread.police-informed', params: { at } });

/** Asks, once, for what the report doesn't say yet; nothing when it is complete. */
export function askForDetails(draft: Draft, hold: Pick<Hold, 'description'>, replyTo?: string): void {
  const missing = missingDetails(hold.description);
  if (missing.length === 0) return;
  draft.say([{ key: 'thread.ask-details', params: { missing } }], replyTo);
}

/** Opens the thread that follow-ups will join. `message` is where it stands in the group. */
export function openThread(
  draft: Draft,
  report: Pick<Hold, 'signature' | 'description'>,
  message: string,
  policeInformedAt: number | null,
  openedBy: string,
): string {
  const { tag, now, group } = draft.input;
  const id = `t${tag}`;
  draft.effect({
    type: 'open-thread',
    thread: {
      id,
      openedBy,
      openedAt: now,
      lastAt: now,
      policeInformedAt,
      message,
      signature: report.signature,
      description: report.description,
    },
  });
  draft.effect({
    type: 'set-timer',
    timer: 'thread-idle',
    ref: id,
    due: now + group.policy.threadIdleMinutes * 60_000,
  });
  return id;
}

/** Everything that follows from “yes, 101 is informed” for one waiting report. */
export function confirmReport(draft: Draft, hold: Hold): void {
  const { now, group } = draft.input;
  draft.because('police-informed-confirmed');
  draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'confirmed' });
  if (!hold.stillInGroup)
    draft.act({
      type: 'repost',
      hold: hold.id,
      head: { key: 'repost.informed', params: { name: hold.memberName, at: now } },
      text: hold.text,
      media: hold.media,
      blur: false,
      lang: group.policy.lang,
    });
  openThread(draft, hold, hold.messages[0] ?? hold.id, now, hold.member);
  if (hold.stillInGroup && !hold.settling) draft.say([informedAt(now)], hold.messages[0]);
  askForDetails(draft, hold);
}
