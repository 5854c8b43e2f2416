// Goal: a ledger that an earlier version left is gone on with: what it owes is owed, and what is planned
// from now on keeps where it rings. Method: a file of today, without the columns that came later.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import { epochMs } from '../../../core/units.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sms = (name: string, rings: NonNullable<Delivery['rings']>): Delivery => ({
  key: `n/sms/${name}`,
  notice: 'n',
  channel: 'sms',
  address: `+3363998000${name}`,
  recipients: ['0690001A'],
  language: 'fr',
  priority: 1,
  rings,
});
const until = epochMs(5);
const timeZone = 'Europe/Paris';
const places = [{ timeZone, department: '069', type: 'lycee' }] as const;

test.each([
  [['rings_places'], { until, timeZone }],
  [['rings_places', 'rings_in', 'rings_until'], undefined],
])('a ledger without %j', async (lacking, rings) => {
  const path = join(folder, `${lacking.length}.sqlite`);
  const before = openDeliveries(path);
  await before.plan([sms('1', { until, timeZone, places })]);
  before.close();
  const file = new DatabaseSync(path);
  for (const column of lacking) file.exec(`ALTER TABLE deliveries DROP COLUMN ${column}`);
  file.close();

  const ledger = openDeliveries(path);
  const [owed] = await ledger.take('n', 9, epochMs(9));
  expect([owed?.key, owed?.rings]).toEqual(['n/sms/1', rings]);
  await ledger.plan([sms('2', { until, timeZone, places })]);
  const [fresh] = await ledger.take('n', 9, epochMs(9));
  expect(fresh?.rings).toEqual({ until, timeZone, places });
  ledger.close();
});
