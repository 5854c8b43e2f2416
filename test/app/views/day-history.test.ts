import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayHistory } from '../../../app/views/day-history.ts';
import type { Incident } from '../../../core/incident/state.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import type { Span } from '../../../core/watch/spans.ts';
import { morning, paris } from '../../web/fixtures/morning.ts';

// Goal: the bars of 90 days say what was seen and no more.
// Method: one incident of the morning with other times; sums over any fall.

const ENT = platformId('ent-occitanie');
const found = Object.values(morning.incidents).find(({ platform }) => platform === ENT);
if (found === undefined) throw new Error('expected an incident');
const fall: Incident = { ...found, shelteredAt: null, recoveredAt: null, closedAt: null };

const NOW = paris('12:00:00');
const watch = {
  now: NOW,
  since: epochMs(0),
  timeZone: 'Europe/Paris',
  unseen: [] as readonly Span[],
};
const daysOf = (
  incidents: readonly Incident[],
  over: Partial<typeof watch> | { since: null } = {},
  suspensions: readonly Span[] = [],
) => dayHistory([{ id: ENT, suspensions }], incidents, { ...watch, ...over })[0]?.days ?? [];
const today = (...args: Parameters<typeof daysOf>) => daysOf(...args).at(-1);

describe('a day', () => {
  test('without a fall is calm once somebody watched, and else has no data', () => {
    const since = paris('07:00:00');
    expect(today([], { since })?.look).toBe('calm');
    expect(
      daysOf([], { since })
        .slice(0, -1)
        .every(({ look }) => look === 'unwatched'),
    ).toBe(true);
    expect(today([], { since: null })?.look).toBe('unwatched');
  });

  test('counts from the fall to the return, or to now', () => {
    const fellAt = paris('08:00:00');
    expect(today([{ ...fall, fellAt }])).toEqual({
      date: '2021-04-06',
      look: 'down',
      downMs: 4 * 3_600_000,
      suspendedMs: 0,
      unseenMs: 0,
    });
    expect(today([{ ...fall, fellAt, recoveredAt: paris('08:10:00') }])?.downMs).toBe(600_000);
  });

  test('is sheltered where the lessons were soon at the mirror, and down where they were late', () => {
    const fellAt = paris('08:00:00');
    expect(today([{ ...fall, fellAt, shelteredAt: paris('08:01:00') }])?.look).toBe('sheltered');
    expect(today([{ ...fall, fellAt, shelteredAt: paris('08:30:00') }])?.look).toBe('down');
    expect(today([{ ...fall, fellAt, recoveredAt: paris('08:02:00') }])?.look).toBe('down');
  });

  test('of a drill is calm, and so is one of another platform’s fall', () => {
    const fellAt = paris('08:00:00');
    expect(today([{ ...fall, fellAt, drill: true }])?.look).toBe('calm');
    expect(today([{ ...fall, fellAt, platform: platformId('cned') }])?.look).toBe('calm');
  });

  test('that its owner closed a part of is neither up nor down, now and when it is over', () => {
    const from = paris('08:00:00');
    const closed = [{ from, until: paris('09:00:00') }];
    expect(today([], {}, closed)).toMatchObject({ look: 'suspended', suspendedMs: 3_600_000 });
    expect(today([], {}, [{ from, until: null }])?.suspendedMs).toBe(4 * 3_600_000);
    const worse = today([{ ...fall, fellAt: from }], {}, closed);
    expect(worse).toMatchObject({ look: 'down', suspendedMs: 3_600_000 });
  });

  test('that nobody looked at for half an hour is not calm; a restart’s minutes are told, no more', () => {
    const from = paris('08:00:00');
    const short = { unseen: [{ from, until: paris('08:10:00') }] };
    expect(today([], short)).toMatchObject({ look: 'calm', unseenMs: 600_000 });
    const long = {
      unseen: [...short.unseen, { from: paris('09:00:00'), until: paris('09:25:00') }],
    };
    expect(today([], long)).toMatchObject({ look: 'unseen', unseenMs: 2_100_000 });
    expect(today([], { ...long, since: null })?.look).toBe('unwatched');
  });

  test('ends at people’s own midnight', () => {
    const over = {
      ...fall,
      fellAt: epochMs(paris('00:30:00') - 3_600_000),
      recoveredAt: paris('00:30:00'),
    };
    expect(
      daysOf([over])
        .slice(-2)
        .map(({ downMs }) => downMs),
    ).toEqual([1_800_000, 1_800_000]);
  });
});

test('ninety days hold all of a fall that is within them, each minute once', () => {
  fc.assert(
    fc.property(fc.nat(80 * 1_440), fc.nat(5_000), (minutesAgo, length) => {
      const fellAt = epochMs(NOW - minutesAgo * 60_000);
      const recoveredAt = epochMs(Math.min(NOW, fellAt + length * 60_000));
      const days = daysOf([{ ...fall, fellAt, recoveredAt }]);
      expect(days).toHaveLength(90);
      expect(days.reduce((sum, { downMs }) => sum + downMs, 0)).toBe(recoveredAt - fellAt);
    }),
  );
});
