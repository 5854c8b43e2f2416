// Goal: a chart shows each probe once, the worst of its cell, and never more cells than were asked
// for. Method: timelines as strings, and any probes at any zoom.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_CELLS, timelineChart } from '../../../app/views/timeline-chart.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';

const [platform] = morningPolicy.platforms;
const [vantage] = morningPolicy.vantages;
if (platform === undefined || vantage === undefined) throw new Error('the morning has both');
const FROM = epochMs(1_617_688_800_000);
const NONE = { marks: [], shares: [] };

const FAILURES = {
  b: { stage: 'tcp', kind: 'tcp-refused', detail: '' },
  l: { stage: 'body', kind: 'body-late', detail: '' },
  v: { stage: 'vantage', kind: 'vantage-silent', detail: '' },
} as const;

const probe = (letter: string, at: number): Observation => ({
  platform: platform.id,
  vantage: vantage.id,
  target: 'origin',
  at: epochMs(at),
  failure: letter === 'b' || letter === 'l' || letter === 'v' ? FAILURES[letter] : null,
  timesMs: {},
  totalMs: letter === 's' ? platform.origin.slowMs - 1 : 40,
});
/** One probe every ten seconds; a dot is none. */
const probes = (line: string) =>
  line
    .split('')
    .flatMap((letter, index) => (letter === '.' ? [] : [probe(letter, FROM + index * 10_000)]));
const chartOf = (line: string, most: number, lengthMs = line.length * 10_000) =>
  timelineChart(
    platform.id,
    morningPolicy,
    probes(line),
    NONE,
    { from: FROM, to: epochMs(FROM + lengthMs) },
    most,
  );

describe('a chart', () => {
  test.each([
    ['oosslbb..o', 10, 'oosssbb..o'],
    ['oosslbb..o', 5, 'osbbo'],
    ['oovvbo', 6, 'oo..bo'],
  ])('of %s in %i cells', (line, most, worst) => {
    const [seen] = chartOf(line, most).vantages;
    expect(seen?.worst).toBe(worst);
  });

  test('tells no vantage that made no probe, and no probe of the mirror', () => {
    const mirror = { ...probe('o', FROM), target: 'mirror' as const };
    const stretch = { from: FROM, to: epochMs(FROM + 60_000) };
    expect(timelineChart(platform.id, morningPolicy, [mirror], NONE, stretch).vantages).toEqual([]);
  });

  test('begins with the share that held before it', () => {
    const shares = [
      { at: epochMs(FROM - 5_000), mirrorShare: 1 },
      { at: epochMs(FROM + 5_000), mirrorShare: 0.5 },
      { at: epochMs(FROM + 99_000), mirrorShare: 0 },
    ];
    const stretch = { from: FROM, to: epochMs(FROM + 60_000) };
    const chart = timelineChart(platform.id, morningPolicy, [], { marks: [], shares }, stretch);
    expect(chart.shares).toEqual([{ at: FROM, mirrorShare: 1 }, shares[1]]);
  });

  test('counts every probe once, in cells of one length, whatever the zoom', () => {
    const lines = fc.array(fc.constantFrom('o', 's', 'b', '.'), { minLength: 7, maxLength: 400 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: MOST_CELLS }), (letters, most) => {
        const chart = chartOf(letters.join(''), most);
        const [seen] = chart.vantages;
        const probed = letters.filter((letter) => letter !== '.').length;
        const { good = 0, slow = 0, bad = 0 } = seen?.counts ?? {};
        expect(good + slow + bad).toBe(probed);
        expect(seen?.worst.length ?? 1).toBeLessThanOrEqual(most);
        expect(seen?.slowestMs.length ?? 0).toBe(seen?.worst.length ?? 0);
      }),
    );
  });

  test('of a platform that nobody knows is empty', () => {
    const stretch = { from: FROM, to: epochMs(FROM + 60_000) };
    const chart = timelineChart(platformId('none'), morningPolicy, [], NONE, stretch);
    expect([chart.vantages, chart.marks]).toEqual([[], []]);
  });
});
