import type { EpochMs, PlatformId } from '../../core/units.ts';

/** Whose turn it is to be asked about, where only a few may be: kept for as long as a process lives. */
export interface CheckersTurns {
  /**
   * Put platforms in their turn: those that were not asked about for longest come first, of these the
   * ones that have not fallen, and of these another first each round. So each of n is asked about within
   * n / `atOnce` rounds, rounded up; in a process that remembers nothing, each of those not fallen.
   *
   * @param round the number of the round, one more each interval
   */
  order(
    platforms: readonly PlatformId[],
    fallen: ReadonlySet<PlatformId>,
    round: number,
  ): readonly PlatformId[];
  /** It was really asked about, and not refused. */
  asked(platform: PlatformId, at: EpochMs): void;
  /**
   * Whether its word was waited for in its latest round: then it is asked for first in the next.
   * Undefined where this process has watched no round of it.
   */
  isAwaited(platform: PlatformId): boolean | undefined;
  setAwaited(platform: PlatformId, awaited: boolean): void;
}

/** @param atOnce how many may be asked about in a round */
export function createCheckersTurns(atOnce: number): CheckersTurns {
  const askedAt = new Map<PlatformId, EpochMs>();
  const awaited = new Map<PlatformId, boolean>();
  const since = (platform: PlatformId): number => askedAt.get(platform) ?? 0;
  return {
    order(platforms, fallen, round) {
      const first = platforms.length === 0 ? 0 : (round * atOnce) % platforms.length;
      const rotated = [...platforms.slice(first), ...platforms.slice(0, first)];
      return rotated.toSorted(
        (one, other) =>
          since(one) - since(other) || Number(fallen.has(one)) - Number(fallen.has(other)),
      );
    },
    asked: (platform, at) => void askedAt.set(platform, at),
    isAwaited: (platform) => awaited.get(platform),
    setAwaited: (platform, isAwaited) => void awaited.set(platform, isAwaited),
  };
}
