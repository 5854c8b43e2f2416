import type { Opening } from './origins.ts';

/** What a name answered at one instant of Unix time; null where no answer came. */
export interface Sample {
  readonly atMs: number;
  readonly side: 'origin' | 'mirror' | null;
}

/** How often a name turned, and how often it should not have. */
export interface Turns {
  readonly toMirror: number;
  readonly toOrigin: number;
  /** To the mirror, though the origin had answered ever since `slackMs` before. */
  readonly wrongToMirror: number;
  /** To the origin, though it had been gone ever since `slackMs` before. */
  readonly wrongToOrigin: number;
}

/**
 * Hold what a name answered against what its origin did.
 *
 * A name begins at its first answered side; an answer that did not come is no turn.
 *
 * @param samples in the order of time
 * @param openings what the origin did, in the order of time; before the first it was as the first
 *   says it no longer is, and with none it has always answered
 * @param slackMs what a verdict may lag behind: nothing is wrong that was right this long ago
 */
export function countTurns(
  samples: readonly Sample[],
  openings: readonly Opening[],
  slackMs: number,
): Turns {
  const turns = { toMirror: 0, toOrigin: 0, wrongToMirror: 0, wrongToOrigin: 0 };
  let side: Sample['side'] = null;
  for (const { atMs, side: now } of samples) {
    if (now === null || now === side) continue;
    const isFirst = side === null;
    side = now;
    if (isFirst) continue;
    const wasOnly = constantly(openings, atMs - slackMs, atMs);
    if (now === 'mirror') {
      turns.toMirror += 1;
      if (wasOnly === 'up') turns.wrongToMirror += 1;
    } else {
      turns.toOrigin += 1;
      if (wasOnly === 'down') turns.wrongToOrigin += 1;
    }
  }
  return turns;
}

/** What the origin was from one instant to the other, both included; null when it changed. */
function constantly(
  openings: readonly Opening[],
  fromMs: number,
  toMs: number,
): 'up' | 'down' | null {
  const [first] = openings;
  if (first === undefined) return 'up';
  const before = openings.findLast(({ atMs }) => atMs <= fromMs);
  const wasUp = before?.isUp ?? !first.isUp;
  const changed = openings.some(
    ({ atMs, isUp }) => atMs > fromMs && atMs <= toMs && isUp !== wasUp,
  );
  if (changed) return null;
  return wasUp ? 'up' : 'down';
}
