import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the thread that tells it is given. */
export interface SpentTime {
  /** Where it is told, in milliseconds. */
  readonly path: string;
  /** How often the loop of the thread that works came round, once every `EVERY_MS`. */
  readonly rounds: Int32Array<SharedArrayBuffer>;
}

export const EVERY_MS = 100;

/**
 * Tells from now on how much time this process has spent: what it reckoned, and what it waited with
 * nothing to reckon. Time in which others had the processor is not in it, so that a test on a busy
 * machine is not taken for one without an end.
 */
export function tellSpentTime(root: string, path: string): void {
  const rounds = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(rounds, 0, 1), EVERY_MS).unref();
  const workerData: SpentTime = { path, rounds };
  new Worker(join(root, 'test/mutation/worker/tell-spent-time.ts'), { workerData }).unref();
}
