import type { DurationMs, EpochMs } from '../../core/units.ts';

/** Which rounds of probes were begun and ended, where several conductors may hear of one. */
export interface Rounds {
  /**
   * Claim the round that was due at `due`. One claim is given for each, and none for a round before
   * the latest claimed; to the same `holder` it is given again, so that a failed round can be tried
   * again.
   *
   * @param apartMs none is given either for a round less than this behind the latest: rounds are
   *   counted, and a burst of alarms must not count as time
   */
  begin(due: EpochMs, holder: string, apartMs: DurationMs): Promise<boolean>;
  end(at: EpochMs): Promise<void>;
  /** @returns null before the first round has ended */
  lastEnd(): Promise<EpochMs | null>;
}
