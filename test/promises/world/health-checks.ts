import type { Platform } from '../../../core/platform.ts';
import { checkHealth } from '../../../core/shelter/check-health.ts';
import {
  type CheckPanel,
  hearChecker,
  newPanel,
  panelVerdict,
} from '../../../core/shelter/check-panel.ts';
import { eligibleRecords } from '../../../core/shelter/weighted-answer.ts';
import { checkIds, type WeightedPair, weightedPair } from '../../../core/shelter/weighted-pair.ts';
import type { EpochMs, PlatformId } from '../../../core/units.ts';
import type { CheckerStatus } from '../../../core/watch/hear-checkers.ts';

/** Between two looks of one checker, and how many in a row turn its word: Route 53's own. */
export const CHECK_EVERY_MS = 10_000;
export const CHECK_THRESHOLD = 3;
/** Fewer than Route 53's sixteen: enough for most, some and none. Chosen. */
const CHECKERS = 3;

/** The data plane of one protected name, which nobody's code drives: its checks, and its pair. */
export interface DataPlane {
  readonly platform: Platform;
  /** One look of every checker at the origin, and one at the hold. */
  look(origin: (luck: number) => boolean, held: boolean, luck: () => number, at: EpochMs): void;
  /** The part of answers that point to the mirror, when the pair has these weights. */
  mirrorShare(weightsShare: number, stays: boolean): number;
  /** What each checker found last. */
  statuses(): readonly CheckerStatus[];
}

/** Makes the records of a name: the planted defects of P2 make others. */
export type MakePair = (platform: Platform, mirrorShare: number) => WeightedPair;

/** As all stacks make it. 60 s is the most that a TTL may be. */
export const asDesigned: MakePair = (platform, mirrorShare) =>
  weightedPair(platform, mirrorShare, 60);

export function openDataPlane(platform: Platform, makePair: MakePair): DataPlane {
  const ids = checkIds(platform.id as PlatformId);
  const pairs = new Map<number, WeightedPair>();
  let panel: CheckPanel = newPanel(CHECKERS, true);
  let statuses: readonly CheckerStatus[] = [];
  let isHeld = false;
  const pairOf = (share: number): WeightedPair => {
    const pair = pairs.get(share) ?? makePair(platform, share);
    pairs.set(share, pair);
    return pair;
  };
  return {
    platform,
    look(origin, held, luck, at) {
      isHeld = held;
      const found: CheckerStatus[] = [];
      for (let checker = 0; checker < CHECKERS; checker += 1) {
        const passed = origin(luck());
        panel = hearChecker(panel, checker, passed, CHECK_THRESHOLD);
        found.push({ passed, at, says: passed ? 'HTTP 200' : 'Failure' });
      }
      statuses = found;
    },
    mirrorShare(weightsShare, stays) {
      const { records, checks } = pairOf(weightsShare);
      const known = new Map(checks.map((check) => [check.id, check]));
      const healthy = (id: string): boolean =>
        checkHealth(
          id,
          known,
          (child) => (child === ids.hold ? !isHeld : panelVerdict(panel)),
          (child) => stays && child === ids.origin,
        );
      const some = eligibleRecords(records, healthy).records;
      const weightOf = (side: string): number =>
        some
          .filter(({ setIdentifier }) => setIdentifier === side)
          .reduce((sum, { weight }) => sum + weight, 0);
      const [mirror, origin] = [weightOf('mirror'), weightOf('origin')];
      if (mirror + origin > 0) return mirror / (mirror + origin);
      return some.filter(({ setIdentifier }) => setIdentifier === 'mirror').length / some.length;
    },
    statuses: () => statuses,
  };
}
