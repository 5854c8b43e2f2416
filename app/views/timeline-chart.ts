import type { Policy } from '../../core/policy.ts';
import { type EpochMs, epochMs, type PlatformId, type VantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { ShareTurn } from './share-turn.ts';

/** A stretch of one platform's time, cut into cells: what a chart shows of it, at any zoom. */
export interface TimelineChart {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** How long one cell lasts; the first begins at {@link from}. */
  readonly cellMs: number;
  readonly vantages: readonly VantageCells[];
  /** The mirror's share from each instant on, in order; the first is the one at {@link from}. */
  readonly shares: readonly Pick<ShareTurn, 'at' | 'mirrorShare'>[];
  readonly marks: readonly TimelineMark[];
}

/** What one vantage saw of the origin, cell by cell. */
export interface VantageCells {
  readonly vantage: string;
  /**
   * One letter a cell, its worst: `o` for an answer, `s` for one that came slow or late, `b` for none,
   * `.` for no probe. What a vantage without sight saw is no probe of the platform.
   */
  readonly worst: string;
  /** The slowest probe of the cell in milliseconds; null without one. */
  readonly slowestMs: readonly (number | null)[];
  /** Probes by what became of them, over the whole stretch. */
  readonly counts: { readonly [seen in Seen]: number };
}

export type Seen = 'good' | 'slow' | 'bad';

/** Something that happened: a verdict that changed, a notice, a turn. */
export interface TimelineMark {
  readonly at: EpochMs;
  readonly kind: string;
  readonly text: string;
}

/** Cells of one chart at most: about three pixels each on a desk. Chosen. */
export const MOST_CELLS = 300;

/** The part of its limit from which an answer counts as slow. Chosen. */
const SLOW_PART = 0.5;

const LETTERS: { readonly [seen in Seen]: string } = { good: 'o', slow: 's', bad: 'b' };
const ORDER: readonly Seen[] = ['good', 'slow', 'bad'];

/**
 * Cut what was measured of an origin into cells. Pure; what lies outside is left out.
 *
 * @param stretch `to` is after `from`
 * @param most cells at most
 */
export function timelineChart(
  platform: PlatformId,
  policy: Policy,
  observations: readonly Observation[],
  happened: Pick<TimelineChart, 'marks' | 'shares'>,
  { from, to }: Pick<TimelineChart, 'from' | 'to'>,
  most: number = MOST_CELLS,
): TimelineChart {
  const cellMs = Math.max(1_000, Math.ceil((to - from) / most));
  const count = Math.ceil((to - from) / cellMs);
  const slowMs = policy.platforms.find(({ id }) => id === platform)?.origin.slowMs ?? Infinity;
  const probes = observations.filter(
    ({ target, by, at, failure }) =>
      target === 'origin' &&
      by === undefined &&
      failure?.stage !== 'vantage' &&
      at >= from &&
      at < to,
  );
  const seenBy = Map.groupBy(probes, ({ vantage }) => vantage);
  const place = ({ at }: Observation) => Math.floor((at - from) / cellMs);
  return {
    from,
    to,
    cellMs,
    vantages: policy.vantages.flatMap(({ id, name }) => {
      const its = seenBy.get(id);
      return its === undefined ? [] : [cellsOf(name, its, place, count, slowMs)];
    }),
    shares: sharesWithin(happened.shares, from, to),
    marks: happened.marks.filter(({ at }) => at >= from && at <= to),
  };
}

function cellsOf(
  vantage: VantageId | string,
  probes: readonly Observation[],
  place: (probe: Observation) => number,
  count: number,
  slowMs: number,
): VantageCells {
  const worst: (Seen | null)[] = Array.from({ length: count }, () => null);
  const slowestMs: (number | null)[] = Array.from({ length: count }, () => null);
  const counts = { good: 0, slow: 0, bad: 0 };
  for (const probe of probes) {
    const cell = place(probe);
    const seen = seenOf(probe, slowMs);
    counts[seen] += 1;
    const before = worst[cell] ?? null;
    if (before === null || ORDER.indexOf(seen) > ORDER.indexOf(before)) worst[cell] = seen;
    slowestMs[cell] = Math.round(Math.max(slowestMs[cell] ?? 0, probe.totalMs));
  }
  const letters = worst.map((seen) => (seen === null ? '.' : LETTERS[seen])).join('');
  return { vantage, worst: letters, slowestMs, counts };
}

function seenOf({ failure, totalMs }: Observation, slowMs: number): Seen {
  if (failure !== null) return failure.kind === 'body-late' ? 'slow' : 'bad';
  return totalMs >= SLOW_PART * slowMs ? 'slow' : 'good';
}

/** The share that held at `from`, then each change until `to`. */
function sharesWithin(
  turns: TimelineChart['shares'],
  from: EpochMs,
  to: EpochMs,
): TimelineChart['shares'] {
  const before = turns.findLast(({ at }) => at <= from);
  const within = turns.filter(({ at }) => at > from && at <= to);
  return [
    { at: epochMs(from), mirrorShare: before?.mirrorShare ?? 0 },
    ...within.map(({ at, mirrorShare }) => ({ at, mirrorShare })),
  ];
}
