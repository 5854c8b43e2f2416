// Goal: whoever asks the ledger while its file is locked is told to come again, also by a read alone.
// Method: a real database that another connection locks; a store of methods that read it by one statement.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { guardStatements } from '../../../adapters/local/guard-statements.ts';

test('a read of a locked file is told to be tried again; a bug stays what it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-guard-'));
  const file = join(folder, 'one.sqlite');
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)');
  const one = database.prepare('SELECT n FROM t');
  const store = guardStatements(database, {
    read: async (plus: number) => Number(one.get()?.['n']) + plus,
    wrong: async () => database.prepare('SELECT n FROM nowhere').get(),
  });
  expect(await store.read(1)).toBe(8);
  const other = new DatabaseSync(file);
  other.exec('BEGIN EXCLUSIVE');
  await expect(store.read(1)).rejects.toMatchObject({
    code: 'store-unavailable',
    retryable: true,
    message: expect.stringContaining(file),
  });
  other.exec('ROLLBACK');
  expect(await store.read(2)).toBe(9);
  await expect(store.wrong()).rejects.toThrow(/no such table/u);
  other.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every method of the ledger is guarded but its end', async () => {
  const ledger = openDeliveries(':memory:');
  expect(await ledger.nextAt('n')).toBeNull();
  ledger.close();
  await expect(ledger.optedOut()).rejects.toThrow(/not open|finalized/u);
});
