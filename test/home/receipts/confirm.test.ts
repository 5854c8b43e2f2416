// Goal: a button that is pressed again costs nothing, and the page waits for no list. Method: a real
// ledger in memory.
import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { epochMs } from '../../../core/units.ts';
import { confirm } from '../../../home/receipts/confirm.ts';
import { delivery, fakeClock, NOTICE } from '../../app/notices/stage.ts';

test('tells of a notice once for each first answer, and of nothing for a link of nobody', async () => {
  const deliveries = openDeliveries(':memory:');
  let now = 5;
  const clock = { ...fakeClock(), now: () => epochMs((now += 1)) };
  const [one, other] = [delivery('mail', 'a@x.example'), delivery('mail', 'b@x.example')];
  await deliveries.plan([one, other]);
  const told: string[] = [];
  const press = (key: string) => confirm({ deliveries, clock }, key, (notice) => told.push(notice));
  expect(await press(one.key)).toBe(6);
  expect(await press(one.key)).toBe(6);
  expect(told).toEqual([NOTICE]);
  expect(await press(other.key)).toBe(7);
  expect(await press(`${NOTICE}/mail/0123456789abcdef`)).toBeNull();
  expect(told).toEqual([NOTICE, NOTICE]);
  deliveries.close();
});
