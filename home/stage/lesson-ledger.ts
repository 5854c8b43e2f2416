import type { PlatformId } from '../../core/units.ts';
import type { WishEnd } from './pupil.ts';

/** What became of the lessons that pupils asked for: asked = origin + mirror + lost + pending. */
export interface LessonCounts {
  readonly asked: number;
  readonly origin: number;
  readonly mirror: number;
  readonly lost: number;
  readonly pending: number;
}

export interface LessonLedger {
  asked(platform: PlatformId): void;
  /** @param end null when the wish was withdrawn: the class is over */
  ended(platform: PlatformId, end: WishEnd | null): void;
  of(platform: PlatformId): LessonCounts;
  all(): ReadonlyMap<PlatformId, LessonCounts>;
  total(): LessonCounts;
}

const NONE: LessonCounts = { asked: 0, origin: 0, mirror: 0, lost: 0, pending: 0 };

/**
 * Count every wish once. A withdrawn wish, of a pupil who left class or of a stage that stopped,
 * was never decided and leaves `asked` again.
 *
 * @param before what an earlier process of the same rehearsal had counted; its pending wishes died
 *   with it and are withdrawn
 */
export function lessonLedger(
  before: ReadonlyMap<PlatformId, LessonCounts> = new Map(),
): LessonLedger {
  const counts = new Map<PlatformId, LessonCounts>();
  for (const [platform, { origin, mirror, lost }] of before) {
    counts.set(platform, { asked: origin + mirror + lost, origin, mirror, lost, pending: 0 });
  }
  const of = (platform: PlatformId) => counts.get(platform) ?? NONE;
  return {
    of,
    asked: (platform) => {
      const { asked, pending, ...rest } = of(platform);
      counts.set(platform, { ...rest, asked: asked + 1, pending: pending + 1 });
    },
    ended: (platform, end) => {
      const now = { ...of(platform), pending: of(platform).pending - 1 };
      if (end === null) counts.set(platform, { ...now, asked: now.asked - 1 });
      else counts.set(platform, { ...now, [end]: now[end] + 1 });
    },
    all: () => counts,
    total: () => [...counts.values()].reduce(sum, NONE),
  };
}

const sum = (one: LessonCounts, other: LessonCounts): LessonCounts => ({
  asked: one.asked + other.asked,
  origin: one.origin + other.origin,
  mirror: one.mirror + other.mirror,
  lost: one.lost + other.lost,
  pending: one.pending + other.pending,
});
