/** The console over the demonstration's year in a folder of its own, for whoever looks at it once and goes. */
import { join } from 'node:path';
import type { Analyser } from '../../language/api.js';
import type { RuleSet } from '../../rules/rule-set.js';
import type { Store } from '../../store/store.js';
import { openPlayground, type Playground } from '../open-playground.js';
import { demoChannels } from './demo-channel.js';
import { writeYear } from './year.js';

/** `now` (ms since 1970): the year ends then, so that what waits still waits. The caller closes it. */
export async function openDemoYear(
  dir: string,
  reader: { readonly rules: RuleSet; readonly analyser: Analyser },
  now: number,
): Promise<Playground & { readonly store: Store }> {
  const database = join(dir, 'demo.sqlite');
  await writeYear({ ...reader, file: database, end: now });
  let store: Store | undefined;
  const playground = await openPlayground({
    ...reader,
    database,
    host: '127.0.0.1',
    port: 0,
    demo: true,
    examplesDir: join(dir, 'proposed'),
    channels: async (opened) => {
      store = opened;
      return demoChannels(now);
    },
  });
  return { ...playground, store: store! };
}
