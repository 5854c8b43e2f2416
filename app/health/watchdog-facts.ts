import type { Policy } from '../../core/policy.ts';
import { durationMs, epochMs, type EpochMs, seconds } from '../../core/units.ts';
import type { HomeHealth } from '../watch/tend-home.ts';
import type { HealthFacts } from './health-facts.ts';

/** What a picture needs of the rules that a home runs by. @param vantages how many are Préau's own */
export const policyFacts = (
  { watch, platforms }: Pick<Policy, 'watch' | 'platforms'>,
  vantages: number,
): Pick<HealthFacts, 'intervalMs' | 'vantages' | 'mirrored'> => ({
  intervalMs: watch.intervalMs,
  vantages,
  mirrored: platforms.filter(({ mirror }) => mirror !== undefined).map(({ id }) => id),
});

/** The facts of the home on AWS, as its watchdog found them. */
export const watchdogFacts = (
  health: HomeHealth,
  home: Pick<HealthFacts, 'intervalMs' | 'vantages' | 'mirrored' | 'state' | 'webhooks'>,
  now: EpochMs,
): HealthFacts => ({
  ...home,
  now,
  roundEndedAt: health.roundAgeSec === null ? null : epochMs(now - seconds(health.roundAgeSec)),
  outbox:
    health.oldestOpenActionSec === null || health.openActions === null
      ? null
      : { open: health.openActions, oldestMs: durationMs(health.oldestOpenActionSec * 1_000) },
  deadLetters: health.deadLetters,
});
