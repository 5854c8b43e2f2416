import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourIn } from '../../../core/notice/format-time.ts';
import { holdForQuietHours, RINGING_HOURS } from '../../../core/notice/hold-for-quiet-hours.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: no phone rings before 7:00 or from 21:00, by its school's own clock.
// Method: known mornings by table; any instant of 20 years in all French zones by property.

const ZONES = [
  'Europe/Paris',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Marquesas',
  'Pacific/Wallis',
] as const;

test.each([
  ['2021-04-06T07:00:00Z', 'Europe/Paris', '2021-04-06T07:00:00Z'],
  ['2021-04-06T07:00:00Z', 'America/Martinique', '2021-04-06T11:00:00Z'],
  ['2021-04-06T19:00:00Z', 'Europe/Paris', '2021-04-07T05:00:00Z'],
  ['2021-04-06T04:59:59Z', 'Europe/Paris', '2021-04-06T05:00:00Z'],
  ['2021-04-06T12:15:30Z', 'Pacific/Marquesas', '2021-04-06T16:30:00Z'],
  // The nights on which clocks change.
  ['2021-03-27T21:00:00Z', 'Europe/Paris', '2021-03-28T05:00:00Z'],
  ['2021-10-30T21:00:00Z', 'Europe/Paris', '2021-10-31T06:00:00Z'],
])('%s in %s rings at %s', (at, zone, rings) => {
  const held = holdForQuietHours(epochMs(Date.parse(at)), zone, RINGING_HOURS);
  expect(new Date(held).toISOString()).toBe(new Date(rings).toISOString());
});

test('always rings in ringing hours, never earlier than asked, within a night', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) }),
      fc.constantFrom(...ZONES),
      (at, zone) => {
        const held = holdForQuietHours(epochMs(at), zone, RINGING_HOURS);
        const hour = hourIn(held, zone);
        expect(hour).toBeGreaterThanOrEqual(7);
        expect(hour).toBeLessThan(21);
        expect(held).toBeGreaterThanOrEqual(at);
        expect(held - at).toBeLessThanOrEqual(11 * 3_600_000);
      },
    ),
  );
});
