/**
 * Looking at pictures, as the rest of the program sees it (Annex 4 §5: no recognisable face, no readable plate).
 * Everything runs on this machine, in a process of its own; no picture is kept.
 */
import type { Box } from './raw-image.js';

/** A registration plate. Its text is personal data: shown to whoever asked for the look, never stored. */
export interface SeenPlate {
  readonly text: string;
  /** A person zooming in, or an OCR, could get most of its characters. */
  readonly readable: boolean;
  readonly box: Box;
  /** 0…1: how sure it is that this is a plate that can be read. */
  readonly confidence: number;
}

/** A face. */
export interface SeenFace {
  /** An acquaintance could tell who it is. */
  readonly recognisable: boolean;
  readonly box: Box;
  /** 0…1: how sure it is that this is a face that can be recognised. */
  readonly confidence: number;
}

export const REVIEW_REASONS = [
  /** The detectors saw something and are not sure enough. */
  'unsure',
  /** More bytes, pixels or memory than a picture may cost. */
  'too-large',
  /** Truncated or broken; what could be decoded showed nothing. */
  'damaged',
  /** Not a format that is looked at (also: an archive, an office document). */
  'unsupported',
  /** A film, and this machine has no ffmpeg. */
  'no-ffmpeg',
  /** Not done within the time that a picture may take. */
  'timeout',
  /** A PDF: its pictures show nothing, but what is drawn in it was not looked at. */
  'pdf',
  /** More pictures wait than may. */
  'busy',
  /** Whoever asked does not want to know any more. */
  'aborted',
  /** The process that looks ended while it looked. */
  'crashed',
  /** The process that looks can't be started (models missing, machine too small). */
  'unavailable',
  /** The channel could not hand over the bytes. */
  'unreachable',
] as const;
/** Why a person must look. */
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What a look gave. Boxes are in upright pixels of `size`. */
export interface Look {
  readonly decision: 'allow' | 'block' | 'review';
  readonly plates: readonly SeenPlate[];
  readonly faces: readonly SeenFace[];
  /** Why a person must look; with `review` only. */
  readonly reason?: ReviewReason;
  /** Width and height of the (first) upright picture; absent when nothing could be decoded. */
  readonly size?: readonly [number, number];
  /** Pictures looked at: 1, or the sampled frames of an animation or a film. */
  readonly frames: number;
  /** Time spent on it, without waiting for others. */
  readonly ms: number;
  /** `sha256:` and the digest of the bytes: what the ledger keeps in the place of the picture. */
  readonly fingerprint: string;
  /** A safe copy can be made of it: a still picture that could be decoded whole. */
  readonly redactable: boolean;
}

/** A copy on which nobody can be recognised and no plate read, checked by looking at it again; else why there is none. */
export type Redacted =
  | {
      readonly verified: true;
      readonly bytes: Uint8Array;
      readonly mime: 'image/jpeg';
      readonly size: readonly [number, number];
      /** What was covered. */
      readonly covered: number;
    }
  | { readonly verified: false; readonly reason: ReviewReason | 'animated' | 'not-clean' };

export interface LookOptions {
  /** What its sender said that it is. A hint only: the bytes decide. */
  readonly mime?: string | undefined;
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Vision {
  /** Looks at one file. Resolves always: what can't be looked at is `review`, with its reason. */
  look(bytes: Uint8Array, options?: LookOptions): Promise<Look>;
  /** Makes a safe copy: irreversible fill, no metadata, encoded anew, looked at again. Resolves always. */
  redact(bytes: Uint8Array, options?: LookOptions): Promise<Redacted>;
  /** Starts the process and loads the models, so that the first look need not wait. Rejects when that fails. */
  warmUp(): Promise<void>;
  /** Ends the process; what waits is answered with `aborted`. */
  close(): Promise<void>;
}
