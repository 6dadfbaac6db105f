/** What a picture may cost. More is held for a person (`too-large`). */

/** Bytes of a file: Telegram hands a bot 20 MB at most, WhatsApp sends documents that are larger. */
export const MAX_BYTES = 32 * 1024 * 1024;
/** Pixels that a file may declare: a 50-megapixel phone photo passes, a decompression bomb doesn't. */
export const MAX_PIXELS = 64_000_000;
/** Pixels that are kept when it is decoded; larger ones are shrunk while they are read. */
export const KEPT_PIXELS = 16_000_000;
/** Longest side of one frame of an animation or a film. */
export const FRAME_SIDE = 1280;
/** Moments that are sampled from an animation or a film. */
export const MAX_FRAMES = 8;
/** With fewer looked at when the time is up, a person must look. */
export const ENOUGH_FRAMES = 3;
