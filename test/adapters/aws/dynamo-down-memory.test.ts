// Goal: all processes of a home agree since when a provider is down, and forget what is long past.
// Method: two memories over one table, as dynalite speaks it, at given minutes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDownMemory } from '../../../adapters/aws/dynamo-down-memory.ts';
import { SCRATCH_TABLE } from '../../../config/aws-tables.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../../contract/dynamo-endpoint.ts';

let endpoint: DynamoEndpoint;
beforeAll(async () => {
  endpoint = await startDynamoEndpoint();
});
afterAll(() => endpoint.stop());

const at = (minute: number) => epochMs(1_799_739_060_000 + minutes(minute));

test('one process knows since when another found it down, until it is up or long unasked', async () => {
  const table = await endpoint.makeTable(SCRATCH_TABLE);
  const open = () => createDynamoDownMemory({ client: endpoint.client, table, key: 'sms/down' });
  const [one, other] = [open(), open()];
  expect(await one.down(at(0))).toBe(at(0));
  expect(await other.down(at(5))).toBe(at(0));
  expect(await one.down(at(34))).toBe(at(0));
  await other.up();
  await other.up();
  expect(await one.down(at(36))).toBe(at(36));
  expect(await other.down(at(66))).toBe(at(66));
});
