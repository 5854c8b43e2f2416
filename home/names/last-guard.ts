/** Where faults that nobody caught are told: `process`, or a test's own. */
interface Faulty {
  on(event: 'uncaughtException', listener: (error: unknown, origin: string) => void): unknown;
}

/** Chosen: the first faults tell what is wrong, and a loop of them must not be what the process does. */
const TOLD_MAX = 100;

/**
 * Go on after a fault that nobody caught, rejections included.
 *
 * Elsewhere such a fault ends its process, loudly. This one answers for schools when nothing else of
 * Préau lives, and then nobody would start it again (P2). What it answers from are tables that are
 * replaced whole, never half changed, and what it was asked is asked again; so the worst that a fault
 * leaves behind is a check that no longer looks, whose verdict stands.
 *
 * Only for a process that has started: one that cannot start must say so and end.
 *
 * @param tell one line a fault, for so many
 */
export function goOnAfterFaults(faulty: Faulty, tell: (line: string) => void): void {
  let told = 0;
  faulty.on('uncaughtException', (error, origin) => {
    told += 1;
    if (told > TOLD_MAX) return;
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell(`names: a fault, answers go on (${origin}): ${what.slice(0, 2_000)}`);
    if (told === TOLD_MAX) tell('names: further faults are not told');
  });
}
