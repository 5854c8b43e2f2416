// Goal: how long webhooks have kept messages waiting is read from a home's folder, and a folder that does
// not tell is told as such. Method: a ledger written by the home's own code; files that are none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../../adapters/local/sqlite.ts';
import { createCallLedger } from '../../../adapters/local/subscriptions/call-ledger.ts';
import { waitingCalls } from '../../../app/health/waiting-calls.ts';
import { epochMs } from '../../../core/units.ts';
import { readWaitingCalls } from '../../../home/health/read-folder-facts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-waiting-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a running home and its files tell the same', async () => {
  const database = openSqlite(join(folder, 'subscriptions.sqlite'));
  const ledger = createCallLedger(database);
  await ledger.standing('rectorat', 0);
  await ledger.owe('rectorat', [{ id: 'x', at: epochMs(7_000), body: '{}' }], 1);
  const told = await waitingCalls(ledger, ['rectorat', 'ville']);
  expect(told).toEqual([
    { endpoint: 'rectorat', calls: 1, since: 7_000 },
    { endpoint: 'ville', calls: 0, since: null },
  ]);
  expect(readWaitingCalls(folder, ['rectorat', 'ville'])).toEqual(told);
  database.close();
  expect(await waitingCalls(ledger, ['rectorat'])).toBe(null);
});

test('a file that is none, or is not there, is not taken for an empty one', () => {
  expect(readWaitingCalls(join(folder, 'none'), ['rectorat'])).toBe(null);
  const broken = mkdtempSync(join(folder, 'broken-'));
  writeFileSync(join(broken, 'subscriptions.sqlite'), 'no database');
  expect(readWaitingCalls(broken, ['rectorat'])).toBe(null);
});
