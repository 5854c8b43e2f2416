import { type EpochMs, epochMs } from '../../../core/units.ts';

/** Time that passes when nothing is left to do in it: an hour costs what happens in it. */
export interface VirtualTime {
  readonly now: () => EpochMs;
  /** Have something done at an instant; one that is past is now. */
  readonly at: (instant: number, does: () => void) => void;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Whatever has been done since the simulation began: what happened between two of these is a step. */
  readonly steps: () => number;
  /**
   * Let time pass until an instant, or until nothing is left to come.
   *
   * @param afterStep called when all that one instant's doing led to is done. @returns false to stop
   */
  run(until: number, afterStep: () => boolean): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly does: () => void;
}

/**
 * A clock that jumps from one timer to the next. All promises that a timer settles are followed to
 * their end before the next one: they take no time, and no machine's speed is in them.
 */
export function virtualTime(from: EpochMs): VirtualTime {
  const heap: Timer[] = [];
  let now: number = from;
  let order = 0;
  let steps = 0;
  const at = (instant: number, does: () => void): void => {
    order += 1;
    push(heap, { at: Math.max(now, instant), order, does });
  };
  return {
    now: () => epochMs(now),
    at,
    wait: (ms) =>
      new Promise((resolve) => {
        at(now + ms, resolve);
      }),
    steps: () => steps,
    async run(until, afterStep) {
      for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
        pop(heap);
        now = next.at;
        steps += 1;
        next.does();
        await settled();
        if (!afterStep()) return;
      }
      if (heap.length > 0 || now < until) now = Math.max(now, until);
    },
  };
}

/** Resolves once all promises that can be followed without time are: a turn of the event loop. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const isBefore = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap: the earliest first, and of one instant's in the order that they were asked for. */
function push(heap: Timer[], timer: Timer): void {
  let place = heap.push(timer) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(timer, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const least = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
    if (least === undefined || !isBefore(least, last)) break;
    heap[place] = least;
    place = least === right ? 2 * place + 2 : 2 * place + 1;
  }
  heap[place] = last;
}
