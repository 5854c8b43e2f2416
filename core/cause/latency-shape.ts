import type { ProbeFact } from './probe-lines.ts';
import { type EpochMs, minutes } from '../units.ts';
import { median } from './median.ts';

/** How an origin's answers were before its first errors, against its calm. */
export interface LatencyShape {
  readonly kind: 'knee' | 'step' | 'between';
  readonly medianMs: number;
  readonly calmMs: number;
}

/** A queue's answers take this many times the calm ones; under `STEP_MAX` there was no queue. */
const KNEE_MIN = 3;
const STEP_MAX = 1.5;
/**
 * Ten minutes is the span of the literature; a bell can fill a queue in less, so shorter ones are
 * looked at too (chosen).
 */
const WINDOWS = [minutes(10), minutes(5), minutes(2), minutes(1)];
/** Fewer answers than these say nothing; chosen. */
const CALM_ANSWERS_MIN = 5;
const WINDOW_ANSWERS_MIN = 3;

/**
 * Whether the origin slowed before it failed, as a queue does (mean response time of M/M/1 is
 * S / (1 - load)), or failed at once.
 *
 * An answer that came late counts as an answer here. The calm is what came before `calmUntil`.
 *
 * @param observations of one origin, in order of time
 * @returns null when there are too few answers to say
 */
export function latencyShape(
  observations: readonly ProbeFact[],
  fellAt: EpochMs,
  calmUntil: EpochMs,
): LatencyShape | null {
  const answers = observations.filter(answered);
  const calm = answers.filter(({ at }) => at < calmUntil);
  const calmMs = median(calm.map(({ totalMs }) => totalMs));
  if (calmMs === null || calmMs <= 0 || calm.length < CALM_ANSWERS_MIN) return null;
  const windows = endsOf(observations, fellAt).flatMap((end) =>
    WINDOWS.map((span) => answers.filter(({ at }) => at >= end - span && at < end)),
  );
  const told = windows.filter(({ length }) => length >= WINDOW_ANSWERS_MIN).map(readWindow);
  const worst = told.toSorted((a, b) => b.medianMs - a.medianMs)[0];
  if (worst === undefined) return null;
  const knee = told
    .filter(({ medianMs, rising }) => rising && medianMs >= KNEE_MIN * calmMs)
    .toSorted((a, b) => b.medianMs - a.medianMs)[0];
  if (knee !== undefined) return { kind: 'knee', medianMs: knee.medianMs, calmMs };
  const kind = worst.medianMs < STEP_MAX * calmMs ? 'step' : 'between';
  return { kind, medianMs: worst.medianMs, calmMs };
}

const answered = ({ failure }: ProbeFact): boolean =>
  failure === null || failure.kind === 'body-slow' || failure.kind === 'body-late';

/** Where the slowness ends: at the first true error, or at the fall when all was only slow. */
function endsOf(observations: readonly ProbeFact[], fellAt: EpochMs): readonly number[] {
  const error = observations.find((one) => one.at >= fellAt && !answered(one));
  if (error !== undefined) return [error.at];
  const last = observations.at(-1);
  return last === undefined ? [] : [fellAt, last.at + 1];
}

function readWindow(window: readonly ProbeFact[]) {
  const times = window.map(({ totalMs }) => totalMs);
  const half = Math.floor(times.length / 2);
  const medianMs = median(times) ?? 0;
  const rising = (median(times.slice(half)) ?? 0) > (median(times.slice(0, half)) ?? 0);
  return { medianMs, rising };
}
