/** What an origin can do at once. Times are real milliseconds. */
export interface Capacity {
  readonly workers: number;
  /** Places for requests that wait for a worker. */
  readonly queue: number;
  readonly waitLimitMs: number;
}

/** What became of a request at the door. */
export type Passage = 'served' | 'full' | 'late' | 'gone';

export interface WorkerPool {
  /**
   * Occupy a worker for `serviceMs`, after waiting for one if need be.
   *
   * @param isGone asked when a worker comes free: a client that left is not served
   * @returns once the time is over: `full` at once when no place is left, `late` after the limit
   */
  enter(serviceMs: number, isGone?: () => boolean): Promise<Passage>;
  load(): { readonly busy: number; readonly waiting: number };
  /** Turn everybody away and let go of every timer. */
  close(): void;
}

interface Waiting {
  readonly serviceMs: number;
  readonly isGone: () => boolean;
  readonly settle: (passage: Passage) => void;
  readonly limit: NodeJS.Timeout;
}

/**
 * A bounded pool of workers with a bounded queue, first come first served: the capacity of an
 * origin. A worker is occupied by a timer and costs no CPU, so that overload here is queueing, as
 * it is on a real server: waiting grows first, then requests are refused.
 */
export function workerPool(capacity: Capacity): WorkerPool {
  const waiting: Waiting[] = [];
  const serving = new Map<NodeJS.Timeout, (passage: Passage) => void>();

  const serve = (serviceMs: number, settle: (passage: Passage) => void) => {
    const timer = setTimeout(() => {
      serving.delete(timer);
      settle('served');
      serveNext();
    }, serviceMs);
    serving.set(timer, settle);
  };

  const serveNext = () => {
    while (serving.size < capacity.workers) {
      const next = waiting.shift();
      if (!next) return;
      clearTimeout(next.limit);
      if (next.isGone()) next.settle('gone');
      else serve(next.serviceMs, next.settle);
    }
  };

  const wait = (serviceMs: number, isGone: () => boolean, settle: Waiting['settle']) => {
    const limit = setTimeout(() => {
      waiting.splice(waiting.indexOf(one), 1);
      settle('late');
    }, capacity.waitLimitMs);
    const one: Waiting = { serviceMs, isGone, settle, limit };
    waiting.push(one);
  };

  return {
    enter: (serviceMs, isGone = () => false) =>
      new Promise((settle) => {
        if (serving.size < capacity.workers) serve(serviceMs, settle);
        else if (waiting.length < capacity.queue) wait(serviceMs, isGone, settle);
        else settle('full');
      }),
    load: () => ({ busy: serving.size, waiting: waiting.length }),
    close: () => {
      for (const { limit, settle } of waiting.splice(0)) {
        clearTimeout(limit);
        settle('gone');
      }
      for (const [timer, settle] of serving) {
        clearTimeout(timer);
        settle('gone');
      }
      serving.clear();
    },
  };
}
