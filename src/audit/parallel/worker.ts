/** A thread of the pool: reads what it is sent and answers in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { createAnalyser } from '../../language/index.js';
import { loadRules } from '../../rules/load.js';
import { readHere, type TextToRead } from '../read-ahead.js';
import type { WorkerSetup } from './analysis-pool.js';

const { rulesDir, preferred } = workerData as WorkerSetup;
const read = readHere(createAnalyser(loadRules(rulesDir, { examples: false })), preferred);
parentPort!.on('message', (texts: readonly TextToRead[]) => parentPort!.postMessage(read(texts)));
