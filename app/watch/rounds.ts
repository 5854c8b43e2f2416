import type { EpochMs } from '../../core/units.ts';

/** Which rounds of probes were begun and ended, where several conductors may hear of one. */
export interface Rounds {
  /**
   * Claim the round that was due at `due`. One claim is given for each, and none for a round before
   * the latest claimed; to the same `holder` it is given again, so that a failed round can be tried
   * again.
   */
  begin(due: EpochMs, holder: string): Promise<boolean>;
  end(at: EpochMs): Promise<void>;
  /** @returns null before the first round has ended */
  lastEnd(): Promise<EpochMs | null>;
}
