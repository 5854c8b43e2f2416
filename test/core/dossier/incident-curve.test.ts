import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentCurve, PARTS_MOST } from '../../../core/dossier/incident-curve.ts';
import { type IncidentStory, incidentStory } from '../../../core/dossier/incident-story.ts';
import { type EpochMs, epochMs, minutes, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { fallenMorning, firstIncident } from '../../fixtures/a-dossier.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

// Goal: the picture of an incident counts every probe of its platform once and nothing else, and is
// bounded however long the incident. Method: a lived fall, probes written by hand and by fast-check.

const policy = testPolicy();
const journal = fallenMorning(policy);

function fallen(): IncidentStory {
  const story = incidentStory(journal, [{ fromSeq: 1, policy }], firstIncident(journal));
  if (story === null) throw new Error('the morning has no incident');
  return story;
}

const probe = (at: number, changes: Partial<Observation> = {}): Observation => ({
  platform: platformId('nord'),
  vantage: vantageId('v1'),
  target: 'origin',
  at: epochMs(at),
  failure: null,
  timesMs: {},
  totalMs: 1,
  ...changes,
});
const failure = { stage: 'http', kind: 'http-503', detail: '' } as const;
const until = (length: number): { from: EpochMs; to: EpochMs } => {
  return { from: epochMs(BELL), to: epochMs(BELL + length) };
};

describe('the curve of an incident', () => {
  test('counts probes of the origin by equal parts, and those that failed among them', () => {
    const seen = [
      probe(BELL),
      probe(BELL + minutes(1), { failure }),
      probe(BELL + minutes(1) + 1),
      probe(BELL + minutes(3), { failure }),
    ];
    const { parts } = incidentCurve(fallen(), seen, until(minutes(3)));
    expect(parts).toEqual([
      { probes: 1, failed: 0 },
      { probes: 2, failed: 1 },
      { probes: 1, failed: 1 },
    ]);
  });

  test.each([
    { name: 'the mirror', changes: { target: 'mirror' as const } },
    { name: 'another platform', changes: { platform: platformId('sud') } },
    {
      name: 'a vantage that saw nothing',
      changes: { failure: { stage: 'vantage', kind: 'vantage-silent', detail: '' } as const },
    },
    { name: 'a time before', changes: { at: epochMs(BELL - 1) } },
    { name: 'a time after', changes: { at: epochMs(BELL + minutes(2) + 1) } },
  ])('leaves out probes of $name', ({ changes }) => {
    const { parts } = incidentCurve(fallen(), [probe(BELL, changes)], until(minutes(2)));
    expect(parts.every(({ probes }) => probes === 0)).toBe(true);
  });

  test('tells each change of where visitors were sent, and when word left', () => {
    const story = fallen();
    const { shares, notices } = incidentCurve(story, [], until(minutes(10)));
    expect(shares.map(({ mirrorShare }) => mirrorShare)).toEqual([0, 1]);
    expect(shares[1]?.at).toBeGreaterThan(story.incident.fellAt);
    expect(notices).toEqual([]);
    const [notice] = story.notices;
    if (notice === undefined) throw new Error('nothing was to be told');
    const told = [9, 4].map((at) => ({ ...notice, firstAcceptedAt: epochMs(BELL + at) }));
    const later = incidentCurve({ ...story, notices: told }, [], until(minutes(10)));
    expect(later.notices).toEqual([BELL + 4, BELL + 9]);
  });

  test('is bounded, and loses no probe of its time', () => {
    const story = fallen();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        fc.array(fc.nat({ max: 40 * 86_400_000 }), { maxLength: 50 }),
        (length, offsets) => {
          const seen = offsets.map((offset) => probe(BELL + offset));
          const { parts, from, to } = incidentCurve(story, seen, until(length));
          expect(parts.length).toBeGreaterThan(0);
          expect(parts.length).toBeLessThanOrEqual(PARTS_MOST);
          const counted = parts.reduce((sum, { probes }) => sum + probes, 0);
          expect(counted).toBe(seen.filter(({ at }) => at >= from && at <= to).length);
        },
      ),
    );
  });
});
