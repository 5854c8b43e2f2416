// Goal: a school morning is one where a platform's pupils are, whatever the organisation's clock says.
// Method: one fall of a Tuesday, of platforms with and without a time zone of their own.
import { expect, test } from 'vitest';
import { collectFor } from '../../../app/cause/collect-for.ts';
import type { SchoolTables } from '../../../app/cause/zone-days.ts';
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

function collecting(school?: SchoolTables) {
  return collectFor(
    {
      clock: { now: () => FELL, sleep: async () => undefined, real: () => Number(FELL) },
      feeds: { read: async () => ({ reading: { kind: 'none' } }) },
      prober: { probe: () => expect.unreachable('no plain page is on record') },
      metrics: { read: async () => ({ reading: { kind: 'none' } }) },
      evidence: { keep: async () => null, read: async () => null, recordsOf: async () => [] },
      traffic: { summarise: async () => null },
      observations: { add: async () => undefined, between: async () => [] },
    },
    { state: () => initialState(policy) },
    policy,
    { calendar: [], speech, ...(school && { school }) },
  );
}

async function featuresOf(id: string, fellAt = FELL, school?: SchoolTables) {
  const signals = await collecting(school)({
    kind: 'collect-signals',
    key: 'k',
    incident: incidentId('i'),
    platform: platformId(id),
    fellAt,
  });
  return signals.map(({ feature }) => feature);
}

test.each([
  ['nord', 'calendar-nothing'],
  ['sud', 'calendar-school-morning'],
])('the calendar of %s says %s', async (id, feature) => {
  expect(await featuresOf(id)).toContain(feature);
});

test('the official calendar tells a return where the platform’s schools are', async () => {
  const none = { kind: 'none', departments: [], types: [] } as const;
  const school: SchoolTables = {
    academies: [{ code: '01', name: 'Ici', departments: ['001'], holidayZone: 'Zone I' }],
    spans: [
      { ...none, kind: 'known', zone: 'Zone I', from: '2020-09-01', to: '2021-07-01' },
      { ...none, zone: 'Zone I', from: '2021-03-20', to: '2021-04-06' },
    ],
  };
  expect(await featuresOf('nord', FELL, school)).toContain('calendar-return');
  const aWeekBefore = epochMs(FELL - 7 * 86_400_000);
  expect(await featuresOf('nord', aWeekBefore, school)).toContain('calendar-nothing');
});
