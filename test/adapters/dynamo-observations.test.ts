// Goal: how observations are laid into items: few of them, bounded, none missed at the ends, none
// lost by a busy table. Method: the adapter over dynalite, faults put between; and a property.
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { OBSERVATIONS_TABLE } from '../../config/aws-tables.ts';
import { epochMs, platformId, vantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';

let dynamo: DynamoEndpoint;
let table = '';
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  table = await dynamo.makeTable(OBSERVATIONS_TABLE);
});
const store = () => createDynamoObservations({ client: dynamo.client, table, keepDays: 2 });
const items = async () =>
  (await dynamo.client.send(new ScanCommand({ TableName: table }))).Items ?? [];
const seen = (at: number, platform = 'nord', detail = ''): Observation => ({
  platform: platformId(platform),
  vantage: vantageId('v1'),
  target: 'origin',
  at: epochMs(at),
  failure: { stage: 'http', kind: 'http-503', detail },
  timesMs: {},
  totalMs: 1,
});

describe('observations in DynamoDB', () => {
  it('are one item per platform and round, deleted after their days', async () => {
    await store().add(['nord', 'sud'].flatMap((name) => [seen(5_000, name), seen(5_400, name)]));
    expect(dynamo.takeRequests()).toEqual(['BatchWriteItem']);
    const kept = await items();
    expect(kept).toHaveLength(2);
    expect(kept[0]?.['expires']?.N).toBe(String(5 + 2 * 86_400));
  });

  it('are split before an item grows too large, and read over several pages', async () => {
    const many = Array.from({ length: 30 }, (_, index) => seen(index, 'nord', 'x'.repeat(1e5)));
    for (let from = 0; from < 30; from += 10) await store().add(many.slice(from, from + 10));
    expect(await items()).not.toHaveLength(1);
    dynamo.takeRequests();
    expect(await store().between(platformId('nord'), epochMs(0), epochMs(99))).toEqual(many);
    expect(dynamo.takeRequests().length).toBeGreaterThan(1);
  });

  it('are written again when a busy table gives them back, and once when an answer is lost', async () => {
    dynamo.failNext({ kind: 'lose-answer' });
    await store().add([seen(1)]);
    expect(await items()).toHaveLength(1);
    dynamo.takeRequests();
    dynamo.failNext({ kind: 'give-back' });
    await store().add([seen(2)]);
    expect(dynamo.takeRequests()).toEqual(['BatchWriteItem', 'BatchWriteItem']);
    expect(await items()).toHaveLength(2);
  });

  it('come back, all and only those of the time asked for, however they are grouped', async () => {
    const instants = fc.array(fc.array(fc.nat(40_000), { maxLength: 8 }), { maxLength: 4 });
    const window = fc.tuple(fc.nat(40_000), fc.nat(40_000));
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(instants, window, async (calls, [from, to]) => {
        const name = `p${(runs += 1)}`;
        for (const call of calls) await store().add(call.map((at) => seen(at, name)));
        const found = await store().between(platformId(name), epochMs(from), epochMs(to));
        const expected = calls.flat().filter((at) => at >= from && at <= to);
        expect(found.map(({ at }) => at)).toEqual(expected.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});
