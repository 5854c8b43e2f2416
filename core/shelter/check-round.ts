import { type CheckPanel, panelVerdict } from './check-panel.ts';

/** What a checker has done in a confirmation, beside what it has said. */
export interface CheckerWork {
  /** Checks that it began in this confirmation. */
  readonly begun: number;
  /** Its checks whose result has not come. */
  readonly underWay: number;
  /** Those of `underWay` that have used half of their budget. */
  readonly late: number;
  /** Whether its latest result in this confirmation was a success. */
  readonly cleared: boolean;
}

/** Checks of one checker in one confirmation, in thresholds. Chosen: a flicker ends, and so does it. */
const THRESHOLDS_MAX = 3;

/**
 * Say which checkers go on with a confirmation: all of them once, then those that doubt, until they
 * are cleared or say down. Once one has found the origin alive, those that said down in a flicker are
 * heard out too, so that a platform which fails a fifth of its requests does not collect them one by
 * one until it falls. It ends when the panel says down, or nobody goes on, or three thresholds of
 * checks could not tell.
 *
 * No checker has more checks under way than could turn it.
 *
 * @param work of each checker, in the panel's order
 * @returns places in the panel
 */
export function whoConfirms(
  panel: CheckPanel,
  work: readonly CheckerWork[],
  threshold: number,
): readonly number[] {
  if (panelVerdict(panel) === false) return [];
  const alive = work.some(({ cleared }) => cleared);
  return panel.flatMap(({ healthy, against }, place) => {
    const { begun, underWay, cleared } = work[place] ?? NO_WORK;
    const exhausted = begun >= THRESHOLDS_MAX * threshold || underWay + against >= threshold;
    const saysDown = healthy === false;
    const done = saysDown ? !alive : against === 0 && cleared;
    return exhausted || done ? [] : [place];
  });
}

/** A checker that has done nothing yet. */
export const NO_WORK: CheckerWork = { begun: 0, underWay: 0, late: 0, cleared: false };
