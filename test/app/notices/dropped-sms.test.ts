// Goal: an SMS that was kept back since its news was over, or overtaken, asks for a call only where
// nothing else told its school. Method: a real ledger with two notices of one fall; both lists of whom
// to telephone, the console's and the command line's.
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { peopleTasks } from '../../../app/notices/people-tasks.ts';
import type { Channel } from '../../../core/notice/delivery.ts';
import { OUTDATED } from '../../../core/notice/dropped.ts';
import { epochMs } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { delivery, hash, NOTICE } from './stage.ts';

const LATER = NOTICE.replace('outage', 'recovery');
const UAI = '0690001A';
const MOBILE = '+33639980001';
type Fate = 'dropped' | 'accepted' | 'refused' | 'waits';

/** What became of one school's messages. @returns who is to be called by each list */
async function lists(...sent: readonly (readonly [string, Channel, Fate])[]) {
  const ledger = openDeliveries(':memory:');
  for (const [notice, channel, fate] of sent) {
    const address = channel === 'sms' ? MOBILE : 'a@x.example';
    const key = `${notice}/${channel}/${hash(address).slice(0, 16)}`;
    await ledger.plan([delivery(channel, address, { key, notice, recipients: [UAI] })]);
    if (fate === 'waits') continue;
    await ledger.take(notice, 1, epochMs(1), channel);
    const [state, why] =
      fate === 'dropped'
        ? (['suppressed', OUTDATED] as const)
        : fate === 'accepted'
          ? (['accepted', ''] as const)
          : (['failed-permanent', '550 no such user'] as const);
    await ledger.settle(key, state, why, epochMs(2));
  }
  const tasks = await noticeTasks(ledger, NOTICE, 9, readWords('en'), { later: [LATER] });
  const people = await peopleTasks(ledger, [NOTICE, LATER], () => null);
  return [tasks.length, people.map(({ why }) => why)];
}

describe('a school whose SMS was dropped', () => {
  test('is called by nobody where its mail told it, or may have', async () => {
    expect(await lists([NOTICE, 'sms', 'dropped'], [NOTICE, 'mail', 'accepted'])).toEqual([0, []]);
    expect(await lists([NOTICE, 'sms', 'dropped'], [NOTICE, 'mail', 'waits'])).toEqual([0, []]);
  });

  test('is called by nobody where a newer message told it', async () => {
    expect(await lists([NOTICE, 'sms', 'dropped'], [LATER, 'sms', 'accepted'])).toEqual([0, []]);
  });

  test('is called where nothing else told it', async () => {
    expect(await lists([NOTICE, 'sms', 'dropped'])).toEqual([1, ['unreached']]);
    expect(await lists([NOTICE, 'sms', 'dropped'], [NOTICE, 'mail', 'refused'])).toEqual([
      2,
      ['unreached'],
    ]);
  });

  test('whose number was refused is a contact to mend all the same', async () => {
    expect(await lists([NOTICE, 'sms', 'refused'], [NOTICE, 'mail', 'accepted'])).toEqual([
      1,
      ['contact-failed'],
    ]);
  });
});
