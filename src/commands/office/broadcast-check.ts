/** How long after a broadcast its sender hears where it arrived. */
export const BROADCAST_CHECK_MS = 10 * 60_000;
