/** The look itself: frame by frame until one convicts, the time is up, or all were seen. */
import type { Look, ReviewReason } from './api.js';
import { type BareLook, reviewLook } from './bare-look.js';
import { DecodeError } from './decode/decode-error.js';
import type { Frames } from './decode/frame.js';
import { ENOUGH_FRAMES } from './decode/limits.js';
import { framesOfFiles, openFrames } from './decode/open-frames.js';
import type { Detectors, Sighting } from './detectors.js';
import { type Bands, judgeLook } from './judge-look.js';
import type { Format } from './sniff.js';

export interface Subject {
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** The frames of a film, as files. */
  readonly frames?: readonly Uint8Array[];
}

const STILL: ReadonlySet<Format> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heic', 'svg']);

/** Looks at one file within about `budgetMs`. Rejects only for a fault of the program. */
export async function lookAt(
  subject: Subject,
  detectors: Detectors,
  bands: Bands,
  budgetMs: number,
): Promise<BareLook> {
  const began = performance.now();
  const spent = (): number => Math.round(performance.now() - began);
  try {
    const frames = subject.frames
      ? await framesOfFiles(subject.frames)
      : await openFrames(subject.bytes, subject.format);
    const look = await lookAtFrames(frames, detectors, bands, () => budgetMs - spent());
    const reason = look.reason ?? (subject.format === 'pdf' && look.decision !== 'block' ? 'pdf' : undefined);
    return {
      ...look,
      ...(reason === undefined ? {} : { decision: 'review', reason }),
      ms: spent(),
      redactable: look.redactable && STILL.has(subject.format),
    };
  } catch (error) {
    if (error instanceof DecodeError) return reviewLook(error.reason, spent());
    throw error;
  }
}

async function lookAtFrames(
  frames: Frames,
  detectors: Detectors,
  bands: Bands,
  left: () => number,
): Promise<BareLook> {
  let seen: Pick<Sighting, 'plates' | 'faces'> = { plates: [], faces: [] };
  let hurried = false;
  let decision: Look['decision'] = 'allow';
  let looked = 0;
  let damaged = false;
  for (; looked < frames.count && decision !== 'block'; looked++) {
    if (looked > 0 && left() <= 0) break;
    const frame = await frames.frame(looked);
    damaged ||= frame.damaged;
    const sighting = await detectors.detect(frame.image, Math.max(200, left()));
    const { plates, faces } = sighting;
    const verdict = judgeLook(plates, faces, bands);
    // Of an animation other moments were seen whole; of a single picture a part that nobody saw may show somebody.
    hurried ||= !sighting.complete && (frames.count === 1 || looked === 0);
    // The frame that weighs most is the one that is shown.
    if (looked === 0 || WEIGHT[verdict] > WEIGHT[decision]) seen = { plates, faces };
    if (WEIGHT[verdict] > WEIGHT[decision]) decision = verdict;
  }
  const cutShort = decision !== 'block' && looked < Math.min(frames.count, ENOUGH_FRAMES);
  const reason: ReviewReason | undefined =
    decision === 'block'
      ? undefined
      : damaged
        ? 'damaged'
        : cutShort || hurried
          ? 'timeout'
          : decision === 'review'
            ? 'unsure'
            : undefined;
  return {
    ...seen,
    decision: reason === undefined ? decision : 'review',
    ...(reason === undefined ? {} : { reason }),
    ...(frames.count > 0 ? { size: frames.size } : {}),
    frames: looked,
    ms: 0,
    redactable: !frames.animated && looked > 0,
  };
}

const WEIGHT: Record<Look['decision'], number> = { allow: 0, review: 1, block: 2 };
