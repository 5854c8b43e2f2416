import type { EpochMs, PlatformId } from '../../core/units.ts';
import { healthCheckVantage } from '../../core/watch/health-check-vantage.ts';
import type { Observation } from '../../core/watch/observation.ts';

/** What an alarm on a health check told. */
export interface HealthCheckWord {
  readonly platform: PlatformId;
  /** Of the origin alone, or of the origin and the hold together. */
  readonly check: 'origin' | 'check';
  readonly healthy: boolean;
  readonly at: EpochMs;
  readonly reason: string;
}

/**
 * A health check's word, kept as evidence for what it is: somebody else's, without a stage or a
 * time, so that no signal is drawn from it as from a measurement.
 */
export const healthCheckWord = (word: HealthCheckWord): Observation => ({
  platform: word.platform,
  vantage: healthCheckVantage.id,
  target: 'origin',
  by: 'health-check',
  at: word.at,
  failure: word.healthy
    ? null
    : {
        stage: 'check',
        kind: 'check-unhealthy',
        detail: `${word.check}: ${word.reason}`.slice(0, 200),
      },
  timesMs: {},
  totalMs: 0,
});
