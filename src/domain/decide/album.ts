/**
 * An album comes as a message a picture, and is one message to whoever posted it: what takes out its words takes out all
 * of it, whichever part comes first; a picture that exposes somebody goes alone (Annex 4 §5).
 */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Analysis } from '../finding.js';
import type { Hold } from '../hold.js';
import type { Draft } from './draft.js';
import type { Grounds } from './grounds.js';
import { isOfPicture, isReport, toBeMasked } from './predicates.js';
import { record } from './record.js';
import { safeText } from './safe-text.js';
import { notifyReview, returnableMedia, tellPoster } from './take-out.js';

type Message = EventOf<'message'>;

/** The hold that an earlier part of the event's album became. */
const holdOfAlbum = (draft: Draft, event: Message, whole: boolean): Hold | undefined =>
  event.album === undefined || event.revision > 0
    ? undefined
    : draft.input.context.holds.find(
        (h) => h.member === draft.input.sender.id && h.album?.id === event.album && h.album?.whole === whole,
      );

/** A part of an album whose words wait or stay out goes where they are. Null: it is to be judged on its own. */
export function joinAlbum(
  draft: Draft,
  event: Message,
  analysis: Analysis,
  grounds: Grounds | null,
): Decision | null {
  const hold = holdOfAlbum(draft, event, true);
  if (!hold || !mayJoin(hold, grounds, analysis)) return null;
  const words = safeText(event.text, toBeMasked(draft.input, analysis.text.findings));
  if (words === null) return null;
  const shown = returnableMedia(draft, event, analysis.pictures);
  const never = hold.condition === 'never';
  const joined: Hold = {
    ...hold,
    text: [hold.text, never ? '' : words].filter((t) => t !== '').join('\n'),
    media: never ? [] : [...hold.media, ...shown.returnable],
    parts: [...(hold.parts ?? []), event.message],
    ...(shown.exposes ? { blur: true } : {}),
  };
  draft.because('part-of-album').effect({ type: 'extend-hold', hold: joined });
  if (hold.stillInGroup) return draft.done('asked');
  draft.act({ type: 'delete', message: event.message });
  const exposing = grounds?.content ?? [];
  record(draft, exposing, '', 'removed');
  if (exposing.length > 0 && hold.blur !== true)
    tellPoster(
      draft,
      event,
      [...new Set(exposing.map((f) => f.rule))].map((rule) => ({ key: `rule.${rule}` })),
    );
  if (hold.condition === 'authorisation' || hold.condition === 'review') notifyReview(draft, joined);
  return draft.done(never ? 'removed' : 'held');
}

/** What would go back with the others must be what the others are: read, covered where it exposes, of the same moment. */
function mayJoin(hold: Hold, grounds: Grounds | null, analysis: Analysis): boolean {
  if (isReport(analysis.text)) return false;
  if (!grounds) return true;
  if (hold.stillInGroup || !grounds.content.every((f) => isOfPicture(f.rule))) return false;
  if (hold.condition === 'never') return true;
  const exposes = grounds.content.length > 0;
  return grounds.unreadable === null && !grounds.urgent && !(hold.notice === true && exposes);
}

/** One more picture of an album that leaves for what it shows: it waits for the same answer as the first. */
export function joinPictures(draft: Draft, event: Message, hold: Hold): boolean {
  const first = holdOfAlbum(draft, event, false);
  if (!first || first.condition !== hold.condition) return false;
  const joined: Hold = {
    ...first,
    media: [...first.media, ...hold.media],
    parts: [...(first.parts ?? []), event.message],
    ...(hold.blur ? { blur: true } : {}),
  };
  draft.because('part-of-album').effect({ type: 'extend-hold', hold: joined });
  draft.act({ type: 'delete', message: event.message });
  if (joined.condition === 'review') notifyReview(draft, joined);
  return true;
}

/** The pictures of its album that left alone before go where its words go: they come back with them, or not at all. */
export function takeAlong(draft: Draft, hold: Hold): Hold {
  if (hold.album?.whole !== true || hold.notice === true) return hold;
  const never = hold.condition === 'never';
  const alone = draft.input.context.holds.filter(
    (h) =>
      h.member === hold.member &&
      h.album?.id === hold.album?.id &&
      h.album?.whole === false &&
      // What nobody could read waits for a person on its own, unless nothing comes back at all.
      (never || h.condition === 'blur'),
  );
  if (alone.length === 0) return hold;
  draft.because('part-of-album');
  for (const h of alone) draft.effect({ type: 'close-hold', hold: h.id, outcome: 'joined' });
  return never ? hold : { ...hold, media: [...alone.flatMap((h) => h.media), ...hold.media], blur: true };
}
