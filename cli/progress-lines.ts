import type { CliIo } from './frame-io.ts';

/** Lines a second are enough for whoever waits. Chosen. */
const EVERY_MS = 500;

/**
 * Tell a home that runs this command how far it is: `progress 12/40` on standard error.
 *
 * @param now a monotonic clock in milliseconds
 * @returns null when nobody asked, by `PREAU_PROGRESS=lines`
 */
export function progressLines(
  io: CliIo,
  now: () => number,
): ((done: number, total: number) => void) | null {
  if (io.env['PREAU_PROGRESS'] !== 'lines') return null;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (done < total && now() - toldAt < EVERY_MS) return;
    toldAt = now();
    io.stderr.write(`progress ${done}/${total}\n`);
  };
}
