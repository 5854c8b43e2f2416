import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDynamoRounds } from '../../../adapters/aws/dynamo-rounds.ts';
import type { Rounds } from '../../../app/watch/rounds.ts';
import { SCRATCH_TABLE } from '../../../config/aws-tables.ts';
import { epochMs, seconds } from '../../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../../contract/dynamo-endpoint.ts';

// Goal: each round is conducted once, and no burst of alarms makes rounds count faster than time.
// Method: claims over DynamoDB as dynalite speaks it.

let dynamo: DynamoEndpoint;
let rounds: Rounds;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  rounds = createDynamoRounds({
    client: dynamo.client,
    table: await dynamo.makeTable(SCRATCH_TABLE),
  });
});

const APART = seconds(5);
const claim = (dueSec: number, holder = 'a') =>
  rounds.begin(epochMs(seconds(dueSec)), holder, APART);

test('a round is given once, and again to whoever holds it', async () => {
  expect(await claim(10)).toBe(true);
  expect(await claim(10, 'b')).toBe(false);
  expect(await claim(10)).toBe(true);
});

test('none is given for a round before the latest', async () => {
  await claim(20);
  expect(await claim(10, 'b')).toBe(false);
  expect(await claim(30, 'b')).toBe(true);
});

test('an alarm’s round takes the place of the next one, and adds none', async () => {
  const granted: number[] = [];
  for (const due of [0, 7, 7.2, 7.4, 10, 20, 23, 26, 30])
    if (await claim(due, String(due))) granted.push(due);
  expect(granted).toEqual([0, 7, 20, 26]);
});

test('whatever comes, two granted rounds are apart', async () => {
  const dues = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(dues, async (all) => {
      const table = await dynamo.makeTable(SCRATCH_TABLE);
      const fresh = createDynamoRounds({ client: dynamo.client, table });
      const granted: number[] = [];
      for (const [index, due] of all.entries())
        if (await fresh.begin(epochMs(due), `h${index}`, APART)) granted.push(due);
      const gaps = granted.slice(1).map((due, index) => due - (granted[index] ?? 0));
      expect(gaps.filter((gap) => gap < APART)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('its end is known, and none before the first', async () => {
  expect(await rounds.lastEnd()).toBeNull();
  await rounds.end(epochMs(7));
  expect(await rounds.lastEnd()).toBe(7);
});
