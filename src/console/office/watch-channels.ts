/** A channel tells nobody when its state changes: it is looked at once a second, for as long as somebody looks at the page. */
import type { Channel } from '../../channels/channel.js';
import { statusOf } from './channel-status.js';

const LOOK_MS = 1000;

/** `onNews` is called after a change; the answered function ends it. */
export function watchChannels(
  channels: readonly Channel[],
  watched: () => boolean,
  onNews: () => void,
): () => void {
  const stamp = (): string => JSON.stringify(channels.map(statusOf));
  let last = stamp();
  const timer = setInterval(() => {
    if (!watched()) return;
    const now = stamp();
    if (now === last) return;
    last = now;
    onNews();
  }, LOOK_MS).unref();
  return () => clearInterval(timer);
}
