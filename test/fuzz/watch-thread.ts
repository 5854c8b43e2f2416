import { Worker } from 'node:worker_threads';
import type { FuzzResult } from './fuzz-target.ts';
import type { SharedTask, ThreadTask, ThreadWord } from './thread-task.ts';

export interface WatchedRun extends FuzzResult {
  readonly name: string;
  readonly seconds: number;
}

/** Heap that targets may grow to, in MiB. Chosen: four times what the largest honest input takes. */
const HEAP_MIB = 384;
const INPUT_MAX_BYTES = 1_048_576;
/** Of a processor's work, since a busy machine may stand still. Chosen. */
const DEAD_MS = 15_000;
/** For what waits and works at nothing. Chosen. */
const WAITS_MS = 600_000;
const LOOK_EVERY_MS = 500;

/**
 * Fuzz targets in a thread, which is ended when an input hangs it or fills its memory; the rest of
 * them go on in another.
 *
 * @param told of each target once it is done, in their order
 */
export async function watchThreads(
  task: ThreadTask,
  told: (run: WatchedRun) => void,
): Promise<void> {
  for (let left = task.names; left.length > 0; ) {
    const done = await watchThread({ ...task, names: left }, told);
    left = left.slice(done);
  }
}

/** What this process has worked, nearly all of it in the thread. */
function workMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** @returns how many targets are done */
function watchThread(task: ThreadTask, told: (run: WatchedRun) => void): Promise<number> {
  const shared = new SharedArrayBuffer(8 + INPUT_MAX_BYTES);
  const state = new Int32Array(shared, 0, 2);
  const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), {
    workerData: { ...task, shared } satisfies SharedTask,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  return new Promise((resolve, reject) => {
    let [name, beganAt, done]: [string | null, number, number] = [null, 0, 0];
    let [seen, seenAt, seenWork] = [0, 0, 0];
    const end = (): void => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(done));
    };
    const tell = (result: FuzzResult): void => {
      const seconds = Math.round((performance.now() - beganAt) / 100) / 10;
      done += 1;
      told({ name: name ?? '', seconds, ...result });
      name = null;
    };
    const found = (why: string): void => {
      const input = Uint8Array.from(new Uint8Array(shared, 8, Atomics.load(state, 0)));
      tell({ inputs: Atomics.load(state, 1), outcomes: 0, findings: [{ why, input }] });
      end();
    };
    const watch = setInterval(() => {
      const count = Atomics.load(state, 1);
      const [now, work] = [performance.now(), workMs()];
      if (name === null || count !== seen) [seen, seenAt, seenWork] = [count, now, work];
      else if (work - seenWork > (task.deadMs ?? DEAD_MS)) found('hangs for good');
      else if (now - seenAt > WAITS_MS) found('waits for ever');
    }, LOOK_EVERY_MS);
    worker.on('message', (word: ThreadWord) => {
      if (word.kind === 'began') [name, beganAt] = [word.name, performance.now()];
      else tell(word);
      if (done === task.names.length) end();
    });
    worker.on('error', (error: Error) => {
      if (name !== null) return found(`${error.name}: ${error.message}`.slice(0, 200));
      clearInterval(watch);
      reject(error);
    });
  });
}
