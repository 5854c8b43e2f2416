import type { HealthFacts } from '../../../app/health/health-facts.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { PlatformState } from '../../../core/incident/state.ts';
import { durationMs, epochMs, hours, platformId, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';

/** Some instant. */
export const NOW = epochMs(Date.UTC(2026, 2, 3, 8, 0));

export const ago = (ms: number) => epochMs(NOW - ms);

const IDS = ['nord', 'sud'] as const;

/** The state of a calm home, with what is given of one platform put in its place. */
export function calm(of: Partial<PlatformState> = {}): HealthFacts['state'] {
  const { platforms, ...rest } = initialState(testPolicy(IDS));
  const nord = platformId('nord');
  const measured = Object.entries(platforms).map(([id, one]) => [
    id,
    { ...one, mirror: { fit: true, at: NOW, reasons: [] }, ...(id === nord && of) },
  ]);
  return { ...rest, platforms: Object.fromEntries(measured) };
}

/** A home on one machine that does well, with what is given put in its place. */
export const facts = (changes: Partial<HealthFacts> = {}): HealthFacts => ({
  now: NOW,
  running: true,
  intervalMs: seconds(10),
  vantages: 2,
  mirrored: IDS.map(platformId),
  state: calm(),
  roundEndedAt: ago(9_000),
  journal: { unwrittenSince: null },
  outbox: { open: 1, oldestMs: durationMs(400) },
  namesAnswer: true,
  clockAheadMs: 0,
  freeBytes: 40_000_000_000,
  pages: [{ host: '/srv/pages', writtenAt: ago(30_000) }],
  webhooks: [{ endpoint: 'rectorat', calls: 0, since: null }],
  certificates: [
    { platform: platformId('nord'), whose: 'origin', endsAt: epochMs(NOW + hours(24 * 60)) },
  ],
  ...changes,
});
