import type { PlatformState } from '../../core/incident/state.ts';
import { type DurationMs, type EpochMs, hours } from '../../core/units.ts';

/** What is known of one mirror's builds. */
export interface MirrorWork {
  readonly platform: string;
  readonly phase: 'waiting' | 'building' | 'publishing';
  /** Of the build that is under way, or else the last; null before the first. */
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** Of the last that ended. */
  readonly outcome: 'published' | 'failed' | null;
  /** Its error, or what was left out of it by the targets; empty when all went well. */
  readonly words: string;
  readonly buildId: string | null;
  /** How far the phase is, in files; zero of zero when it cannot be told. */
  readonly done: number;
  readonly total: number;
}

/** What failed is tried again after as long, or after its own interval if that is shorter. Chosen. */
const AGAIN_MS = hours(1);

/** Why a mirror is not built now. */
export type NotDue = 'paused' | 'not-yet' | 'origin' | 'sheltering';

/**
 * Say whether a mirror is to be built now. A build never adds to an origin's trouble, and never
 * changes what visitors are reading while they are sheltered.
 *
 * @param state null for a platform that nobody has measured: it is not known to be well
 * @returns null when it is due
 */
export function whyNotDue(
  work: Pick<MirrorWork, 'startedAt' | 'outcome'>,
  everyMs: DurationMs,
  state: Pick<PlatformState, 'standing' | 'degradedSince' | 'shelter' | 'shed'> | null,
  isPaused: boolean,
  now: EpochMs,
): NotDue | null {
  if (isPaused) return 'paused';
  const waitMs = work.outcome === 'failed' ? Math.min(everyMs, AGAIN_MS) : everyMs;
  // A beginning that is still to come was written down by a clock that has been put back since.
  if (work.startedAt !== null && work.startedAt <= now && now - work.startedAt < waitMs)
    return 'not-yet';
  if (state === null || state.standing !== 'up' || state.degradedSince !== null) return 'origin';
  const { hold, mirrorShare } = state.shelter;
  return hold || mirrorShare > 0 || state.shed !== null ? 'sheltering' : null;
}
