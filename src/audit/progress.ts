/** A bar on the terminal; nothing at all where the output goes to a file or another program. */

export interface Progress {
  /** 0…1 */
  update(share: number): void;
  /** Takes the bar away. */
  done(): void;
}

const WIDTH = 28;
const EVERY_MS = 80;

export function progressOn(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  label: string,
  clock: () => number = Date.now,
): Progress {
  if (stream.isTTY !== true) return { update: () => {}, done: () => {} };
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(share) {
      const now = clock();
      if (now - last < EVERY_MS) return;
      last = now;
      const part = Math.max(0, Math.min(1, share));
      const full = Math.round(part * WIDTH);
      const percent = String(Math.floor(part * 100)).padStart(3);
      stream.write(`\r\u001b[K${label} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} %`);
    },
    done() {
      stream.write('\r\u001b[K');
    },
  };
}
