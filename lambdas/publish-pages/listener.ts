import type { ChangedLine } from '../../app/subscriptions/change-reader.ts';

/** Who hears of public changes beside whoever reads the page. */
export interface Listener {
  /** The latest line of the journal that is written down for it; one that was never seen begins at `head`. */
  readonly standing: (head: number) => Promise<number>;
  /**
   * Write down what these lines owe it, and see that it is brought, until `signal` aborts.
   * @param lines in order; those that are written down are passed over
   * @returns the latest line that is written down
   */
  readonly tell: (
    lines: readonly ChangedLine[],
    head: number,
    signal: AbortSignal,
  ) => Promise<number>;
}
