// Goal: a reading changes at the very bounds of its rules, and says all that it rests on, in order.
// Method: a rise of which nothing is strange, one number changed to either side of each bound.
import { describe, expect, test } from 'vitest';
import type { Contrast } from '../../../core/cause/traffic-comparison.ts';
import { readTraffic } from '../../../core/cause/traffic-reading.ts';
import { composed, PROGRAM, RISE, type TrafficChange } from '../../fixtures/cause/traffic.ts';

type Row = readonly [of: TrafficChange, told: string];

const said = (of: TrafficChange): string => {
  const { reading, because } = readTraffic(composed(of));
  return [reading, ...because].join(' ');
};
const few = { knownNetworkShare: 0.5 };
const PROGRAMMED = 'referers automated';

describe('the pace', () => {
  test.each<Row>([
    [{ amplification: 0.49 }, 'calm pace-down'],
    [{ amplification: 0.5 }, 'calm pace-as-usual'],
    [{ amplification: 1.99 }, 'calm pace-as-usual'],
    [{ amplification: 2 }, 'crowd pace-up regulars'],
    [{ knownNetworkShare: 0.6 }, 'crowd pace-up regulars'],
    [{ knownNetworkShare: 0.59 }, 'crowd pace-up'],
    [{ knownNetworkShare: 0.59, strangers: {} }, 'crowd pace-up newcomers-alike'],
  ])('%o: %s', (of, told) => {
    expect(said(of)).toBe(told);
  });

  test.each([
    [0.8, 0, 'crowd pace-up regulars'],
    [0.3, 0, 'crowd pace-up'],
    [0.8, 0.5, 'crowd pace-up regulars'],
  ])('where nobody told who came: %d known, %d errors: %s', (known, errors, told) => {
    const counted = { ...RISE, knownNetworkShare: known, serverErrorShare: errors };
    const { reading, because } = readTraffic(counted);
    expect([reading, ...because].join(' ')).toBe(told);
  });
});

describe('strangers', () => {
  test.each<Row>([
    // Half of the calm's own pace.
    [{ ...few, amplification: 0.99 }, 'calm pace-as-usual'],
    [{ ...few, amplification: 1 }, `flood newcomers-unlike ${PROGRAMMED}`],
    // Fifteen of a hundred.
    [{ knownNetworkShare: 0.86 }, 'crowd pace-up regulars'],
    [{ knownNetworkShare: 0.84 }, `mixed regulars-up newcomers-unlike ${PROGRAMMED}`],
    // Regulars at twice the pace.
    [{ ...few, amplification: 4 }, `mixed regulars-up newcomers-unlike ${PROGRAMMED}`],
    [{ ...few, amplification: 3.99 }, `flood pace-up newcomers-unlike ${PROGRAMMED}`],
    [{ ...few, amplification: 2 }, `flood pace-up newcomers-unlike ${PROGRAMMED}`],
    [{ ...few, amplification: 1.99 }, `flood newcomers-unlike ${PROGRAMMED}`],
  ])('of which two things are strange: %o: %s', (of, told) => {
    expect(said({ ...of, strangers: PROGRAM })).toBe(told);
  });
});

describe('all of them', () => {
  const moved: Partial<Contrast> = { pathDistance: 1, agentDistance: 1 };

  test.each<Row>([
    [{ ...few, amplification: 1.99, whole: PROGRAM }, 'calm pace-as-usual'],
    [{ ...few, amplification: 2, whole: PROGRAM }, `flood pace-up ${PROGRAMMED}`],
    // Newcomers by two signs, one of them a program's; regulars by three.
    [{ ...few, whole: { automated: [0.9, 0] } }, 'crowd pace-up'],
    [{ ...few, whole: { referers: [0, 0.5], pathDistance: 1 } }, 'crowd pace-up'],
    [{ knownNetworkShare: 0.59, whole: PROGRAM }, `flood pace-up ${PROGRAMMED}`],
    [{ knownNetworkShare: 0.6, whole: PROGRAM }, 'crowd pace-up regulars'],
    [
      { knownNetworkShare: 0.6, whole: { ...PROGRAM, uniqueQueries: [1, 0] } },
      'flood pace-up referers queries automated',
    ],
    // What a school behind one address does.
    [{ whole: moved, of: { topAddressShare: 1 } }, 'crowd pace-up regulars'],
    [{ ...few, whole: moved, of: { topAddressShare: 1 } }, 'flood pace-up paths agents addresses'],
  ])('%o: %s', (of, told) => {
    expect(said(of)).toBe(told);
  });
});

describe('who copies the site', () => {
  const flood = `flood newcomers-unlike ${PROGRAMMED}`;
  const copies = (how: string) => `scraper newcomers-unlike ${how} ${PROGRAMMED}`;

  test.each<readonly [of: Partial<Contrast>, told: string]>([
    [{ crawlers: [0.5, 0.4] }, copies('crawlers')],
    [{ crawlers: [0.5, 0.5] }, flood],
    [{ crawlers: [0.5, 0.6] }, flood],
    [{ crawlers: [0.49, 0] }, flood],
    [{ paths: [0.3, 0] }, copies('walks-the-site')],
    [{ paths: [0.29, 0] }, flood],
    [{ paths: [0.5, 0.25] }, copies('walks-the-site')],
    [{ paths: [0.5, 0.26] }, flood],
    [{ paths: [0.5, 0], topPath: [0.29, 0] }, copies('walks-the-site')],
    [{ paths: [0.5, 0], topPath: [0.3, 0] }, flood],
    [{ agents: [0.9, 0] }, `${copies('made-up-agents')} made-up-agents`],
  ])('%o: %s', (of, told) => {
    expect(said({ ...few, amplification: 1, strangers: { ...PROGRAM, ...of } })).toBe(told);
  });
});

describe('a fault', () => {
  test.each<Row>([
    [{ serverErrorShare: 0.1 }, 'fault errors pace-as-usual'],
    [{ serverErrorShare: 0.09 }, 'calm pace-as-usual'],
    [
      { serverErrorShare: 0.75, of: { baselineServerErrorShare: 0.25 } },
      'fault errors pace-as-usual',
    ],
    [{ serverErrorShare: 0.74, of: { baselineServerErrorShare: 0.25 } }, 'calm pace-as-usual'],
    [{ of: { refusedShare: 0.3 } }, 'fault refusals pace-as-usual'],
    [{ of: { refusedShare: 0.29 } }, 'calm pace-as-usual'],
    [{ of: { refusedShare: 0.5, baselineRefusedShare: 0.3 } }, 'calm pace-as-usual'],
  ])('at the usual pace: %o: %s', (of, told) => {
    expect(said({ amplification: 1, ...of })).toBe(told);
  });

  const again = 'fault errors same-people-again';
  test.each([
    [2, 0.8, 1.9, 'crowd pace-up regulars'],
    [3, 0.8, 1.9, 'crowd pace-up regulars'],
    [3, 0.8, 2, again],
    [6, 0.8, 2.9, 'crowd pace-up regulars'],
    [6, 0.8, 3, again],
    [6, 0.6, 3, again],
    [6, 0.59, 3, 'crowd pace-up'],
  ])(
    'at %d times the pace, %d known, the middle one %d times: %s',
    (amplification, known, p50, told) => {
      const of = { growthPerAddress: { p50, p99: 3 } };
      expect(said({ amplification, knownNetworkShare: known, serverErrorShare: 0.5, of })).toBe(
        told,
      );
    },
  );

  test('is not told of those of whom nothing is known', () => {
    expect(said({ serverErrorShare: 0.5 })).toBe('crowd pace-up regulars');
  });
});
