// Goal: a school morning is one where a platform's pupils are, whatever the organisation's clock says.
// Method: one fall of a Tuesday, of platforms with and without a time zone of their own.
import { expect, test } from 'vitest';
import { collectFor } from '../../../app/cause/collect-for.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';
import { speech } from '../../fixtures/cause/speech.ts';
import { testPolicy } from '../../fixtures/policy.ts';

/** Tuesday 6 April 2021, 6:10 in Paris: 8:10 in Réunion. */
const FELL = epochMs(Date.UTC(2021, 3, 6, 4, 10));
const base = testPolicy(['nord', 'sud']);
const policy = {
  ...base,
  platforms: base.platforms.map((platform) =>
    platform.id === 'sud' ? { ...platform, timeZone: 'Indian/Reunion' } : platform,
  ),
};

test.each([
  ['nord', 'calendar-nothing'],
  ['sud', 'calendar-school-morning'],
])('the calendar of %s says %s', async (id, feature) => {
  const collect = collectFor(
    {
      clock: { now: () => FELL, sleep: async () => undefined, real: () => Number(FELL) },
      feeds: { read: async () => ({ reading: { kind: 'none' } }) },
      metrics: { read: async () => ({ reading: { kind: 'none' } }) },
      evidence: { keep: async () => null, read: async () => null, recordsOf: async () => [] },
      traffic: { summarise: async () => null },
      observations: { add: async () => undefined, between: async () => [] },
    },
    { state: () => initialState(policy) },
    policy,
    { calendar: [], speech },
  );
  const signals = await collect({
    kind: 'collect-signals',
    key: 'k',
    incident: incidentId('i'),
    platform: platformId(id),
    fellAt: FELL,
  });
  expect(signals.map((signal) => signal.feature)).toContain(feature);
});
