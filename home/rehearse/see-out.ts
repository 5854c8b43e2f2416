import type { Clock } from '../../app/ports.ts';
import { type DurationMs, minutes } from '../../core/units.ts';

/**
 * How a rehearsal's last part went. `over`: all is said. `still`: something is not, and nothing moves any
 * more. `leaving`: messages were on their way to the last, and the machine's time was up.
 */
export type Ending = 'over' | 'still' | 'leaving';

export interface LastPart {
  /** Every incident told to its end, nothing on its way any more. */
  readonly isOver: () => boolean;
  /** A number that grows with each message that arrives. */
  readonly arrived: () => number;
  /** The rehearsal's own. */
  readonly clock: Pick<Clock, 'now'>;
  /** The machine's, in milliseconds from any beginning. */
  readonly realMs: () => number;
  /** Resolves after a moment: what stands is looked at again. */
  readonly moment: () => Promise<void>;
}

/** After the scenario's end, the way back and the last words may take this long of its time. Chosen. */
const USUAL: DurationMs = minutes(60);
/**
 * Beyond that, real time decides, since mail and SMS leave in real time however fast the scenario's
 * clock runs: nothing has arrived for so long, in which one exchange fails (10 s) and another follows.
 */
const STILL_REAL_MS = 30_000;
/** And all of it ends this long after the scenario, on a machine that is ever so slow. Chosen. */
const MOST_REAL_MS = 900_000;

/** Wait for the end of a rehearsal's last part, for as long as something moves and no longer. */
export async function seeOut({
  isOver,
  arrived,
  clock,
  realMs,
  moment,
}: LastPart): Promise<Ending> {
  const usualEnd = clock.now() + USUAL;
  const begun = realMs();
  let [count, movedAt] = [arrived(), begun];
  for (;;) {
    if (isOver()) return 'over';
    const now = realMs();
    const latest = arrived();
    if (latest !== count) [count, movedAt] = [latest, now];
    const moves = now - movedAt < STILL_REAL_MS;
    if (clock.now() >= usualEnd) {
      if (!moves) return 'still';
      if (now - begun >= MOST_REAL_MS) return 'leaving';
    }
    await moment();
  }
}
