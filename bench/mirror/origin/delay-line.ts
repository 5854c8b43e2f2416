/** What of a line is real: the clock that it reads and the timer that wakes it. */
export interface LineClock {
  now(): number;
  wake(afterMs: number, then: () => void): void;
}

/** One direction of a connection: what is put in comes out later, in its order. */
export interface DelayLine<T> {
  /** @param extraMs on top of the line's own delay, for this piece and so for those behind it */
  put(piece: T, extraMs?: number): void;
  /** Pieces that have not come out yet. */
  waiting(): number;
}

/**
 * Hand each piece on `delayMs` after it came, never before one that came earlier.
 *
 * @see https://nodejs.org/api/timers.html a timer may be late by a millisecond, and never early
 */
export function delayLine<T>(
  delayMs: number,
  clock: LineClock,
  deliver: (piece: T) => void,
): DelayLine<T> {
  const queue: { readonly piece: T; readonly dueMs: number }[] = [];
  let lastDueMs = 0;
  let isAwake = false;
  const sleep = (): void => {
    const [first] = queue;
    if (first === undefined || isAwake) return;
    isAwake = true;
    clock.wake(Math.max(0, first.dueMs - clock.now()), () => {
      isAwake = false;
      const now = clock.now();
      while (queue[0] !== undefined && queue[0].dueMs <= now) {
        const due = queue.shift();
        if (due !== undefined) deliver(due.piece);
      }
      sleep();
    });
  };
  return {
    put(piece, extraMs = 0) {
      lastDueMs = Math.max(lastDueMs, clock.now() + delayMs + extraMs);
      queue.push({ piece, dueMs: lastDueMs });
      sleep();
    },
    waiting: () => queue.length,
  };
}
