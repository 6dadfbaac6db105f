/** The police are informed: the report goes (back) into the group and has a thread (Annex 4 §5, SAA). */
import { inTopic, type Sentence } from '../action.js';
import type { Hold } from '../hold.js';
import { missingDetails, threadOfSameEvent } from '../report-thread.js';
import type { Draft } from './draft.js';

/** Hours and minutes in Belgium are made by the renderer from this parameter, ms since 1970. */
export const informedAt = (at: number): Sentence => ({ key: 'thread.police-informed', params: { at } });

type Report = Pick<Hold, 'signature' | 'description'>;

/** Asks, once, for what the report doesn't say yet; nothing when it is complete. */
export function askForDetails(
  draft: Draft,
  report: Pick<Hold, 'description' | 'topic'>,
  replyTo?: string,
): void {
  const missing = missingDetails(report.description);
  if (missing.length === 0) return;
  draft.say([{ key: 'thread.ask-details', params: { missing } }], replyTo, report.topic);
}

/** Opens the thread that follow-ups will join. `message` is where it stands in the group. */
export function openThread(
  draft: Draft,
  report: Report,
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

/** Adds to a thread; a time at which the police were informed counts only where none was known. */
export function touchThread(
  draft: Draft,
  thread: string,
  report: Report,
  policeInformedAt: number | null,
): void {
  draft.effect({
    type: 'touch-thread',
    thread,
    description: report.description,
    signature: report.signature,
    policeInformedAt,
  });
}

/** A report that stands in the group belongs to the thread of its event, or begins one. `isNew`: it begins one. */
export function threadFor(
  draft: Draft,
  report: Report & Pick<Hold, 'report'>,
  message: string,
  policeInformedAt: number | null,
  openedBy: string,
): { readonly id: string; readonly isNew: boolean } {
  const { threads } = draft.input.context;
  // Confirmed and changed by one and the same message: it has its thread already.
  const begun = draft.effects.find((e) => e.type === 'open-thread');
  if (begun) return { id: begun.thread.id, isNew: false };
  const known =
    threads.find((t) => t.id === report.report?.thread) ??
    threadOfSameEvent(report.signature, threads, draft.input.now);
  if (!known) return { id: openThread(draft, report, message, policeInformedAt, openedBy), isNew: true };
  touchThread(draft, known.id, report, policeInformedAt);
  return { id: known.id, isNew: false };
}

const shownName = (hold: Hold): string | Sentence =>
  hold.claimsOffice ? { key: 'repost.member', params: { name: hold.memberName } } : hold.memberName;

/** Puts a held message back under its poster's name; what the bot can't put back its poster is asked to write anew. */
export function putBack(draft: Draft, hold: Hold, policeInformedAt: number | null): void {
  const { lang } = draft.input.group.policy;
  if (hold.text === '' && hold.media.length === 0)
    draft.act({
      type: 'tell',
      person: hold.member,
      sentences: [{ key: 'hold.cannot-return' }],
      lang: hold.member === draft.input.sender.id ? draft.input.sender.lang : lang,
      groupFallback: false,
    });
  else
    draft.act({
      type: 'repost',
      hold: hold.id,
      head:
        policeInformedAt === null
          ? { key: 'repost.plain', params: { name: shownName(hold) } }
          : { key: 'repost.informed', params: { name: shownName(hold), at: policeInformedAt } },
      text: hold.text,
      media: hold.media,
      blur: hold.blur ?? false,
      lang,
      ...inTopic(hold.topic),
    });
}

/**
 * Everything that follows from “yes, 101 is informed” for one waiting report. `readByAll`: it was said in the group,
 * so that the neighbours know it already.
 */
export function confirmReport(draft: Draft, hold: Hold, readByAll: boolean): string {
  const { now } = draft.input;
  draft.because('police-informed-confirmed');
  draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'confirmed' });
  if (!hold.stillInGroup) putBack(draft, hold, now);
  const thread = threadFor(draft, hold, hold.messages[0] ?? hold.id, now, hold.member);
  if (hold.stillInGroup && !(readByAll && hold.settling))
    draft.say([informedAt(now)], hold.messages[0], hold.topic);
  if (thread.isNew) askForDetails(draft, hold);
  return thread.id;
}
