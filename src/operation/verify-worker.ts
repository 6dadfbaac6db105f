/** A thread that proves one file and answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyFile } from './verify-database.js';

parentPort!.postMessage(verifyFile(workerData as string));
