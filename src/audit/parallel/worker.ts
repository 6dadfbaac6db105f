/** A thread of the pool: reads what it is sent and answers in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { sharedAnalyser } from '../../language/index.js';
import { readHere, type TextToRead } from '../read-ahead.js';
import type { WorkerSetup } from './analysis-pool.js';

const { language, preferred } = workerData as WorkerSetup;
const read = readHere(sharedAnalyser(language), preferred);
parentPort!.on('message', (texts: readonly TextToRead[]) => parentPort!.postMessage(read(texts)));
