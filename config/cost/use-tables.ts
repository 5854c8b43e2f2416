import { MINUTES_PER_MONTH, OBSERVATION_BYTES, OBSERVATION_DAYS } from './assumptions.ts';
import type { Usage } from './cost-line.ts';
import type { Scale } from './scale.ts';

/** One write unit carries so much. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const WRITE_BYTES = 1_024;
const ROUNDS_PER_MIRROR = 3;
const DAYS_PER_MONTH = 730 / 24;
/** Journal and ledger, with their past 35 days. Chosen. */
const RECOVERED_GB = 1;

/** DynamoDB in quiet times: one item per platform and round, one claim per round, looks at the journal. */
export function useTables(scale: Scale): readonly Usage[] {
  const { roundsPerMonth: rounds, platforms, sheltered, vantages } = scale;
  const itemBytes = vantages * OBSERVATION_BYTES;
  const mirrors = (rounds / ROUNDS_PER_MIRROR) * sheltered;
  const bytes = rounds * platforms * itemBytes + mirrors * OBSERVATION_BYTES;
  const keptGb = (bytes * (OBSERVATION_DAYS / DAYS_PER_MONTH)) / 1e9;
  return [
    {
      id: 'observation-writes',
      price: 'tableWrite',
      quantity: rounds * platforms * Math.ceil(itemBytes / WRITE_BYTES) + mirrors,
      grows: 'with platforms',
      values: { itemBytes },
    },
    {
      id: 'observation-storage',
      price: 'tableStorage',
      quantity: keptGb,
      grows: 'with platforms',
      values: { days: OBSERVATION_DAYS },
    },
    { id: 'scratch-writes', price: 'tableWrite', quantity: rounds * 2, grows: 'with the home' },
    {
      id: 'table-reads',
      price: 'tableRead',
      quantity: rounds * 2 + MINUTES_PER_MONTH * 4,
      grows: 'with the home',
    },
    {
      id: 'observation-recovery',
      price: 'tableRecovery',
      quantity: keptGb,
      grows: 'with platforms',
    },
    {
      id: 'table-recovery',
      price: 'tableRecovery',
      quantity: RECOVERED_GB,
      grows: 'with the home',
      values: { gb: RECOVERED_GB },
    },
  ];
}
