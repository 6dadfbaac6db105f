/** Bytes of the heap that are in use once everything done with was collected. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export const heapInUse = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};
