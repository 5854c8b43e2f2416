// Goal: whoever a provider accepted and did not reach is a task by name, with what to do (P3).
// Method: a real ledger, told receipts of each kind.
import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { RECEIPT_KINDS } from '../../../core/notice/receipt.ts';
import { epochMs } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { delivery, NOTICE } from './stage.ts';

const words = readWords('en');
test('bounced, blocked and expired messages are tasks; delivered and complained of are not', async () => {
  const ledger = openDeliveries(':memory:');
  const to = RECEIPT_KINDS.map((kind) => ({ kind, one: delivery('mail', `${kind}@x.example`) }));
  await ledger.plan(to.map(({ one }) => one));
  await ledger.take(NOTICE, 9, epochMs(0));
  for (const { kind, one } of to) {
    await ledger.settle(one.key, 'accepted', 'id', epochMs(1));
    await ledger.note({ key: one.key, kind, detail: 'why', at: epochMs(2) });
  }
  const tasks = await noticeTasks(ledger, NOTICE, 9, words);
  expect(tasks.map(({ title }) => title)).toEqual([
    'school of expired@x.example: not reached by mail (expired: why)',
    'school of blocked@x.example: not reached by mail (blocked: why)',
    'school of bounced@x.example: not reached by mail (bounced: why)',
  ]);
  expect(new Set(tasks.map(({ remedy }) => remedy)).size).toBe(3);
  for (const { remedy } of tasks) expect(remedy).toMatch(/^Telephone, then /);
  ledger.close();
});
