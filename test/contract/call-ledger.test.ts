// Goal: both homes owe an endpoint the same, in the same order, and lose or double nothing. Method: one
// suite over SQLite and over DynamoDB as dynalite speaks it.
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoCallLedger } from '../../adapters/aws/dynamo-call-ledger.ts';
import { createCallLedger } from '../../adapters/local/subscriptions/call-ledger.ts';
import type { CallLedger } from '../../app/subscriptions/ports.ts';
import { SCRATCH_TABLE } from '../../config/aws-tables.ts';
import { epochMs } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from './dynamo-endpoint.ts';

let dynamo: DynamoEndpoint;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());

const NOW = epochMs(Date.now());
const call = (id: string) => ({ id, at: NOW, body: `{"id":"${id}"}` });
const calm = { failures: 0, failingSince: null, until: null };
const failing = { failures: 2, failingSince: NOW, until: epochMs(NOW + 5_000) };

const homes: readonly (readonly [string, () => Promise<CallLedger>])[] = [
  ['one machine', async () => createCallLedger(new DatabaseSync(':memory:'))],
  [
    'AWS',
    async () =>
      createDynamoCallLedger({
        client: dynamo.client,
        table: await dynamo.makeTable(SCRATCH_TABLE),
      }),
  ],
];

describe.each(homes)('what endpoints are owed, on %s', (_, open) => {
  let ledger: CallLedger;
  beforeEach(async () => {
    ledger = await open();
  });

  test('begins at the journal’s head, and then stays where it is', async () => {
    expect(await ledger.standing('a', 7)).toEqual({ seq: 7, ...calm });
    expect(await ledger.standing('a', 9)).toEqual({ seq: 7, ...calm });
    expect(await ledger.standing('b', 9)).toEqual({ seq: 9, ...calm });
    expect(await ledger.next('a')).toBeNull();
  });

  test('goes back where a journal was begun anew', async () => {
    await ledger.standing('a', 7);
    expect((await ledger.standing('a', 3)).seq).toBe(3);
  });

  test('comes in order, each line once, whoever writes it again', async () => {
    await ledger.standing('a', 0);
    await ledger.owe('a', [call('x'), call('y')], 1);
    await ledger.owe('a', [call('x'), call('y')], 1);
    await ledger.owe('a', [], 2);
    await ledger.owe('a', [call('z')], 3);
    expect((await ledger.waiting('a')).calls).toBe(3);
    expect((await ledger.standing('a', 9)).seq).toBe(3);
    for (const id of ['x', 'y', 'z']) {
      expect(await ledger.next('a')).toEqual(call(id));
      await ledger.settle('a', id, calm);
      await ledger.settle('a', id, calm);
    }
    expect(await ledger.next('a')).toBeNull();
  });

  test('is told as many, and as old as the oldest', async () => {
    await ledger.standing('a', 0);
    expect(await ledger.waiting('a')).toEqual({ calls: 0, since: null });
    const later = { ...call('y'), at: epochMs(NOW + 1) };
    await ledger.owe('a', [call('x'), later], 1);
    expect(await ledger.waiting('a')).toEqual({ calls: 2, since: NOW });
    await ledger.settle('a', 'x', calm);
    expect(await ledger.waiting('a')).toEqual({ calls: 1, since: NOW + 1 });
    expect(await ledger.waiting('never seen')).toEqual({ calls: 0, since: null });
  });

  test('stays owed by an endpoint that fails, whose standing is kept', async () => {
    await ledger.standing('a', 0);
    await ledger.owe('a', [call('x')], 1);
    await ledger.postpone('a', failing);
    expect(await ledger.standing('a', 1)).toEqual({ seq: 1, ...failing });
    expect(await ledger.next('a')).toEqual(call('x'));
    await ledger.settle('a', 'x', calm);
    expect(await ledger.standing('a', 1)).toEqual({ seq: 1, ...calm });
  });
});
