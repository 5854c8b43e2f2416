// Goal: shares fit where all of a stretch has the same, and each column counts alike where it has not.
// Method: four requests or eight, a part of them in one column at a time; entropies by hand.
import { describe, expect, test } from 'vitest';
import { shareMisfit } from '../../../core/cause/share-misfit.ts';
import { MIX_PARTS, SURVEY_MIXES } from '../../../core/cause/traffic-slice.ts';
import { counted } from '../../fixtures/cause/traffic-counts.ts';

const MIXES = ['paths', 'agents', 'networks'] as const;
/** One of four, in nats: of one request, and of the three others. */
const ONE_OF_FOUR = Math.log(4) + 3 * Math.log(4 / 3);

/** All of them in each mix's first part. */
const alike = (looked: number) =>
  counted({ requests: looked, looked, paths: looked, agents: looked, networks: looked });
const only = (row: Float64Array) => shareMisfit([counted(0), row], 0, 1);

test('what is alike in all ways fits, and so does what nobody looked at', () => {
  expect(only(alike(4))).toBeCloseTo(0, 9);
  expect(only(counted(4))).toBe(0);
});

test.each(['errors', 'refusals', 'referers', 'queries', 'assets'] as const)(
  '%s misfit where some have them, and fit where all have',
  (name) => {
    const row = alike(4);
    row[SURVEY_MIXES[name]] = 1;
    expect(only(row)).toBeCloseTo(ONE_OF_FOUR, 9);
    row[SURVEY_MIXES[name]] = 4;
    expect(only(row)).toBeCloseTo(0, 9);
  },
);

describe.each(MIXES)('the mix of %s', (mix) => {
  const first = SURVEY_MIXES[mix];

  test.each([1, 2, 3, 4, 5, 6, 7])('misfits by its part %i as well', (part) => {
    const row = alike(4);
    row[first] = 3;
    row[first + part] = 1;
    expect(only(row)).toBeCloseTo(ONE_OF_FOUR, 9);
  });

  test('misfits most where each asks for something else', () => {
    const row = alike(MIX_PARTS);
    for (let part = 0; part < MIX_PARTS; part += 1) row[first + part] = 1;
    expect(only(row)).toBeCloseTo(MIX_PARTS * Math.log(MIX_PARTS), 9);
  });
});

test('only what lies between the two rows counts, and misfits of two columns are added', () => {
  const [before, after] = [alike(4), alike(8)];
  before[SURVEY_MIXES.errors] = 3;
  after[SURVEY_MIXES.errors] = 4;
  after[SURVEY_MIXES.queries] = 1;
  expect(shareMisfit([counted(0), before, after], 1, 2)).toBeCloseTo(2 * ONE_OF_FOUR, 9);
});
