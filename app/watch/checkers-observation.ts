import type { DurationMs, EpochMs, PlatformId, VantageId } from '../../core/units.ts';
import { type CheckersHeard, hearCheckers } from '../../core/watch/hear-checkers.ts';
import type { Observation, ProbeFailure } from '../../core/watch/observation.ts';
import type { CheckersWord } from './checkers.ts';

/** Who was asked about whom, and when. */
export interface CheckersAsked {
  readonly platform: PlatformId;
  readonly vantage: VantageId;
  readonly now: EpochMs;
  readonly intervalMs: DurationMs;
}

const DETAIL_MAX = 200;

/**
 * What the checkers of a health check found, as evidence: how many of how many pass, of the instant
 * of their latest look. No stage of a probe and no time, so that no signal is drawn from it as from a
 * measurement. Where nothing is known it says so, and is no word on the platform.
 */
export function checkersObservation(
  { platform, vantage, now, intervalMs }: CheckersAsked,
  word: CheckersWord,
): Observation {
  const by = { platform, vantage, target: 'origin', by: 'health-check' } as const;
  const nothing = { timesMs: {}, totalMs: 0 };
  if (word.kind !== 'told') return { ...by, at: now, failure: silent(word.why), ...nothing };
  const heard = hearCheckers(word.statuses, now, intervalMs);
  const { passing, of } = heard;
  return {
    ...by,
    checkers: { passing, of },
    at: heard.at === null || heard.at > now ? now : heard.at,
    failure: failureOf(heard, word.statuses),
    ...nothing,
  };
}

function failureOf(
  { says, passing, of }: CheckersHeard,
  statuses: CheckersStatuses,
): ProbeFailure | null {
  switch (says) {
    case 'up':
      return null;
    case 'stale':
      return silent(`${of} of ${statuses.length} checkers have looked lately`);
    case 'down':
    case 'split': {
      const kind = says === 'down' ? 'check-unhealthy' : 'check-split';
      const detail = `${passing} of ${of} checkers pass; ${commonest(statuses)}`;
      return { stage: 'check', kind, detail: detail.slice(0, DETAIL_MAX) };
    }
  }
}

type CheckersStatuses = Extract<CheckersWord, { kind: 'told' }>['statuses'];

/** What most of those that failed say, in their own words. */
function commonest(statuses: CheckersStatuses): string {
  const failed = statuses.filter(({ passed }) => !passed);
  const groups = [...Map.groupBy(failed, ({ says }) => says).entries()];
  const [most] = groups.toSorted(([, one], [, other]) => other.length - one.length);
  return most?.[0] ?? '';
}

/** As of any vantage that gave no answer: nothing was seen, and there is no vote. */
const silent = (why: string): ProbeFailure => ({
  stage: 'vantage',
  kind: 'vantage-silent',
  detail: why.slice(0, DETAIL_MAX),
});
