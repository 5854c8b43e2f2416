/**
 * Lets what is asked of it through in order, some at a time, with the event loop's turns between.
 *
 * @param begin calls `leave` once it is over; again does nothing
 * @param places that it takes meanwhile. @default 1
 */
export type Turnstile = (begin: (leave: () => void) => void, places?: number) => void;

interface Waiting {
  readonly begin: (leave: () => void) => void;
  readonly places: number;
}

/**
 * A turnstile. A handshake costs some tenths of a millisecond, and when hundreds of origins die at once
 * thousands begin: answers to DNS questions come between them, and wait this long at most. What finds no
 * place waits, and its time has not begun.
 *
 * One that throws as it begins gives its places back, and stops nobody behind it.
 *
 * @param sliceMs of one turn
 * @param placesMax that are taken at the same time; whoever needs more goes alone
 */
export function turnstile(sliceMs: number, placesMax: number): Turnstile {
  let waiting: Waiting[] = [];
  let taken = 0;
  let awake = false;
  function wake(): void {
    if (awake || waiting.length === 0) return;
    awake = true;
    setImmediate(letThrough);
  }
  function start({ begin, places }: Waiting): void {
    let inside = true;
    taken += places;
    const leave = (): void => {
      if (!inside) return;
      inside = false;
      taken -= places;
      wake();
    };
    try {
      begin(leave);
    } catch (error) {
      console.error(`names: a check could not begin: ${String(error)}`);
      leave();
    }
  }
  function letThrough(): void {
    const until = performance.now() + sliceMs;
    let passed = 0;
    for (const next of waiting) {
      if (taken > 0 && taken + next.places > placesMax) break;
      passed += 1;
      start(next);
      if (performance.now() >= until) break;
    }
    waiting = waiting.slice(passed);
    awake = false;
    if (passed > 0) wake();
  }
  return (begin, places = 1) => {
    waiting.push({ begin, places: Math.min(places, placesMax) });
    wake();
  };
}
