/** Lets what is asked of it through in order, some at a time, with the event loop's turns between. */
export type Turnstile = (begin: () => void) => void;

/**
 * A turnstile. A handshake costs some tenths of a millisecond, and when hundreds of origins die at once
 * thousands begin: answers to DNS questions come between them, and wait this long at most.
 *
 * @param sliceMs of one turn
 */
export function turnstile(sliceMs: number): Turnstile {
  let waiting: (() => void)[] = [];
  function letThrough(): void {
    const until = performance.now() + sliceMs;
    let passed = 0;
    for (const begin of waiting) {
      begin();
      passed += 1;
      if (performance.now() >= until) break;
    }
    waiting = waiting.slice(passed);
    if (waiting.length > 0) setImmediate(letThrough);
  }
  return (begin) => {
    waiting.push(begin);
    if (waiting.length === 1) setImmediate(letThrough);
  };
}
