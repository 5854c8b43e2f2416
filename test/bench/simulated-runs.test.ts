// Goal: what several processes of the simulation printed is summed up without losing a world, a fault or a
// broken promise. Method: two small reports by hand.
import { expect, test } from 'vitest';
import { readSimulated, sumOfRuns } from '../../bench/simulated-runs.ts';

const one = readSimulated({
  seed: 1,
  worlds: 3,
  incidents: 10,
  faults: { killed: 2, 'dns-api-down': 1 },
  broken: [],
  perSecond: 3.2,
});
const other = readSimulated({
  seed: 1_000_001,
  worlds: 2,
  incidents: 7,
  faults: { killed: 5 },
  broken: [{ promise: 'P4', seed: 1_000_002, step: 7, why: 'to and fro' }],
});

test('worlds, incidents and faults are added, each process keeps its seeds', () => {
  expect(sumOfRuns([one, other])).toEqual({
    worlds: 5,
    incidents: 17,
    seeds: [
      ['1', '3', '10'],
      ['1000001', '1000002', '7'],
    ],
    faults: [
      ['dns-api-down', '1'],
      ['killed', '7'],
    ],
    broken: [['P4', '1000002', '7', 'to and fro']],
  });
});

test('anything else is refused', () => {
  expect(() => readSimulated({ seed: 1 })).toThrow('worlds');
});
