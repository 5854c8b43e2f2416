import { Worker } from 'node:worker_threads';
import type { LogJob } from './log-job.ts';
import type { Lane, Work } from './lane.ts';

/** What goes to a thread that reads logs. */
export type ToThread =
  | { readonly kind: 'begin'; readonly job: LogJob }
  | { readonly kind: 'work'; readonly work: Work }
  | { readonly kind: 'finish' };

/** What comes back: one answer to each piece of work, and one to `finish`. */
export type FromThread =
  | { readonly kind: 'ready'; readonly spare?: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** While one piece is read two others wait, so that the thread never does. Chosen. */
const WAITING_MAX = 3;
/** Counting makes hardly anything that must be swept up: a small nursery keeps it small. Chosen. */
const YOUNG_MB = 4;

/**
 * A lane in a thread of its own.
 *
 * @param spares where memory that was handed over comes back to
 */
export function threadLane(spares: Uint8Array<ArrayBuffer>[]): Lane {
  const worker = new Worker(new URL('log-thread.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const send = (message: ToThread, transfer: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, [...transfer]);
  let waiting = 0;
  let wake: () => void = () => undefined;
  let settle: { resolve(result: unknown): void; reject(error: unknown): void } | null = null;
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
    settle?.reject(failure);
    wake();
  };
  worker.on('message', (said: FromThread) => {
    if (said.kind === 'failed')
      return fail(Object.assign(new Error(said.message), { code: said.code }));
    if (said.kind === 'result') return settle?.resolve(said.result);
    if (said.spare !== undefined) spares.push(said.spare);
    waiting -= 1;
    wake();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread that reads logs ended')));
  return {
    begin: (job) => send({ kind: 'begin', job }),
    give: async (work) => {
      waiting += 1;
      send({ kind: 'work', work }, work.kind === 'lines' ? [work.bytes.buffer] : []);
      while (waiting >= WAITING_MAX && failure === null)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (failure !== null) throw failure;
    },
    finish: () =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure);
        settle = { resolve, reject };
        send({ kind: 'finish' });
      }),
    close: async () => {
      failure ??= new Error('closed');
      await worker.terminate();
    },
  };
}
