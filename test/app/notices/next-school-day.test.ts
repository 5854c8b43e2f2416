// Goal: an SMS that came too late in its day waits for the next school day of its own school, as a plan
// would have it wait; where none is near, mail has told, or a person is asked. Method: the sender over a
// real ledger, at eight past nine on given evenings; the calendar of zone A in spring 2021.
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { schoolCalendar } from '../../../core/school/school-calendar.ts';
import { durationMs, type EpochMs, epochMs, minutes } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { action, delivery, fakeClock, fakeProviders, NOTICE, settings } from './stage.ts';

const LYON = { department: '069', type: 'lycee', timeZone: 'Europe/Paris' } as const;
const MARTINIQUE = { department: '972', type: 'lycee', timeZone: 'America/Martinique' } as const;
const span = (zone: string, kind: 'known' | 'none', from: string, to: string) => ({
  zone,
  kind,
  from,
  to,
  departments: [],
  types: [],
});
const calendar = schoolCalendar(
  [
    span('Zone A', 'known', '2021-01-01', '2021-07-01'),
    span('Zone A', 'none', '2021-04-12', '2021-04-26'),
    span('Zone A', 'none', '2021-05-13', '2021-05-14'),
    span('Martinique', 'known', '2021-01-01', '2021-07-01'),
  ],
  [
    { code: '10', name: 'Lyon', departments: ['069'], holidayZone: 'Zone A' },
    { code: '31', name: 'Martinique', departments: ['972'], holidayZone: 'Martinique' },
  ],
);

/** Wall time in Paris, in summer. */
const paris = (text: string): EpochMs => epochMs(Date.parse(`${text}:00+02:00`));

type Place = Pick<typeof LYON, 'department' | 'type' | 'timeZone'> | typeof MARTINIQUE;

async function late(
  evening: string,
  places: readonly Place[] | undefined,
  more: { readonly content?: Partial<NoticeContent>; readonly also?: readonly Delivery[] } = {},
) {
  const clock = fakeClock();
  const now = paris(`${evening}T21:08`);
  await clock.sleep(durationMs(now - clock.now()));
  const deliveries = openDeliveries(':memory:');
  const [place] = places ?? [LYON];
  await deliveries.plan([
    delivery('sms', '+33639980001', {
      recipients: ['0690001A'],
      rings: {
        until: paris(`${evening}T21:00`),
        timeZone: place?.timeZone ?? 'Europe/Paris',
        ...(places && { places }),
      },
    }),
    ...(more.also ?? []),
  ]);
  const providers = fakeProviders(clock);
  const content = { ...action.content, ...more.content };
  await sendNotice(
    { deliveries, clock, mail: providers.mail, sms: providers.sms },
    { ...settings, calendar, patienceMs: minutes(1) },
    { ...action, content },
    new AbortController().signal,
  );
  return {
    texts: providers.texts.length,
    next: await deliveries.nextAt(NOTICE, 'sms'),
    states: await deliveries.counts(NOTICE, 'sms'),
    tasks: await noticeTasks(deliveries, NOTICE, 9, readWords('en')),
  };
}

describe('an SMS that came after 21:00', () => {
  test.each([
    ['in the week, for tomorrow', '2021-04-06', '2021-04-07T07:00'],
    ['on a Saturday, for Monday', '2021-05-08', '2021-05-10T07:00'],
    ['before Ascension Day, for the day after', '2021-05-12', '2021-05-14T07:00'],
  ])('%s', async (_, evening, morning) => {
    expect(await late(evening, [LYON])).toMatchObject({ texts: 0, next: paris(morning) });
  });

  test('goes by the first school day of any school that its number stands for', async () => {
    // In Martinique it is a Saturday afternoon still, with class: it rings at once.
    expect(await late('2021-04-17', [LYON, MARTINIQUE])).toMatchObject({ texts: 1, next: null });
    expect(await late('2021-04-17', [LYON])).toMatchObject({ texts: 0, next: null });
  });

  test('as the holidays begin waits for nothing: whoever has a mail needs no call', async () => {
    const mail = delivery('mail', 'a@x.example', { recipients: ['0690001A'] });
    const { next, states, tasks } = await late('2021-04-10', [LYON], { also: [mail] });
    expect([next, states.suppressed]).toEqual([null, 1]);
    expect(tasks).toEqual([]);
  });

  test('as the holidays begin, with no mail beside it, is a task by name', async () => {
    const { tasks } = await late('2021-04-10', [LYON]);
    expect(tasks.map(({ recipients }) => recipients)).toEqual([['0690001A']]);
    expect(tasks[0]?.title).toContain('no school day');
  });

  test('of a correction keeps the hours, on any day', async () => {
    const corrects = { cause: 'attack', saidAt: paris('2021-04-10T09:00'), notice: 'n' } as const;
    const { next } = await late('2021-04-10', [LYON], { content: { corrects } });
    expect(next).toBe(paris('2021-04-11T07:00'));
  });

  test('planned by an earlier version, which kept no place, keeps the hours', async () => {
    expect((await late('2021-04-10', undefined)).next).toBe(paris('2021-04-11T07:00'));
  });
});
