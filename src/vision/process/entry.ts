/**
 * The process that looks at pictures. A process and not only a thread: decoders are native code that strangers' files
 * can crash or stall, and only a process can be ended from outside, measured, and given a lower priority, while the
 * messages of the groups go on undisturbed in the other one.
 */
import { readBands } from '../bands.js';
import { lookAt } from '../look-at.js';
import { openDetectors } from '../open-detectors.js';
import { safeCopy } from '../redact/safe-copy.js';
import type { Answer, Job } from './protocol.js';

const say = (answer: Answer): void => {
  if (process.connected) process.send?.(answer);
};
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Its owner has gone: so does it.
process.on('disconnect', () => process.exit(0));
// Ctrl+C reaches the whole group of processes; the owner ends this one when it is ready to.
process.on('SIGINT', () => {});

try {
  const [detectors, bands] = await Promise.all([openDetectors(), readBands()]);
  let before: Promise<void> = Promise.resolve();
  process.on('message', (job: Job) => {
    before = before.then(async () => {
      try {
        if (job.type === 'look')
          say({ type: 'look', id: job.id, look: await lookAt(job.subject, detectors, bands, job.budgetMs) });
        else
          say({
            type: 'redacted',
            id: job.id,
            redacted: await safeCopy(job.subject, detectors, bands, job.budgetMs),
          });
      } catch (error) {
        say({ type: 'fault', id: job.id, message: words(error) });
      }
      globalThis.gc?.();
    });
  });
  globalThis.gc?.();
  say({ type: 'ready' });
} catch (error) {
  say({ type: 'unable', message: words(error) });
  process.disconnect?.();
}
