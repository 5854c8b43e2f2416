import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { foreseePlan, planNotice } from '../../../app/notices/plan-notice.ts';
import type { Notice, NoticeContent } from '../../../core/notice/notice.ts';
import type { SchoolWithContacts } from '../../../app/ports.ts';
import { durationMs, epochMs, hosterId, incidentId, type Uai } from '../../../core/units.ts';
import type { Platform } from '../../../core/platform.ts';
import { SMS_SPACING } from '../../../core/notice/sms-limits.ts';
import { EVERY_DAY } from '../../../core/school/school-calendar.ts';
import { longest } from '../../core/notice/contents.ts';
import { fakeClock, hash, NOTICE } from './stage.ts';

// Goal: a plan is written once, however often it is made, and within its incident's budget.
// Method: a directory of two schools, the real ledger in memory.

const platform: Platform = {
  id: longest.platform,
  name: longest.platformName,
  smsName: longest.smsName,
  kind: 'ent',
  hostname: 'ent-ara.example',
  hoster: hosterId('unknown'),
  origin: {
    host: 'o.example',
    addresses: [],
    port: 443,
    path: '/',
    expect: '',
    slowMs: durationMs(1),
  },
  serves: {},
  owners: [{ name: 'Région', mail: 'region@x.example', mobile: '+33600000009' }],
};

const school = (uai: string, address: string | null): SchoolWithContacts => ({
  school: {
    uai: uai as Uai,
    name: `Lycée ${uai}`,
    type: 'lycee',
    academie: 'Lyon',
    department: '069',
    commune: 'Lyon',
    timeZone: 'Europe/Paris',
    state: 'open',
  },
  contacts:
    address === null
      ? []
      : [
          {
            uai: uai as Uai,
            role: 'office',
            channel: 'mail',
            address,
            language: 'fr',
            origin: 'directory',
          },
        ],
});

async function* schoolsFor(): AsyncIterable<SchoolWithContacts> {
  yield school('0690001A', 'a@x.example');
  yield school('0690002B', null);
}

const rates = {
  mailsPerSec: 10,
  smsPartsPerSec: 1,
  eurosPerSmsPart: 0.07,
  eurosPerThousandMails: 0,
  budgetEuros: 1,
};
const settings = {
  platforms: [platform],
  wordings: readNoticeWordings(),
  timeZone: 'Europe/Paris',
  rates,
  calendar: EVERY_DAY,
  smsSpacingMs: SMS_SPACING,
  hash,
};
const action = {
  kind: 'plan-notice',
  key: `${NOTICE}/plan`,
  notice: NOTICE,
  content: longest,
} as const;

function ports() {
  const directory = { schoolsFor, count: async () => ({ schools: 2, mails: 1, mobiles: 0 }) };
  return { directory, deliveries: openDeliveries(':memory:'), clock: fakeClock() };
}

test('writes down what each is owed, once', async () => {
  const to = ports();
  const summary = {
    recipients: 2,
    mails: 2,
    sms: 1,
    smsSegments: 1,
    costEuros: 0.07,
    durationSec: 1,
    unreachable: 1,
  };
  expect(await planNotice(to, settings, action)).toEqual(summary);
  expect(await planNotice(to, settings, action)).toEqual(summary);
  expect(await to.deliveries.counts(NOTICE)).toMatchObject({ planned: 3 });
  expect(await to.deliveries.unreachable(NOTICE, 10)).toHaveLength(1);
});

test('leaves out who asked for silence, and makes a task of a school without anybody left', async () => {
  const to = ports();
  await planNotice(to, settings, action);
  const [reader] = await to.deliveries
    .take(NOTICE, 10, to.clock.now(), 'mail')
    .then((taken) => taken.filter(({ address }) => address === 'a@x.example'));
  expect(await to.deliveries.optOut(reader?.key ?? '', to.clock.now())).toBe(true);
  const later = { ...action, key: 'p-1/cause/1/plan', notice: 'p-1/cause/1' };
  const summary = await planNotice(to, settings, later);
  expect(summary.unreachable).toBe(2);
  expect(await to.deliveries.counts('p-1/cause/1')).toMatchObject({ planned: 2 });
});

test('writes no correction to a reader or an owner who has asked for silence since', async () => {
  const to = ports();
  const first = 'p-1/cause/1';
  const corrects = { cause: 'hosting', saidAt: longest.fellAt, notice: first } as const;
  const { corrects: _, ...plain } = longest;
  await planNotice(to, settings, { ...action, notice: first, content: plain });
  const read = await to.deliveries.take(first, 10, to.clock.now());
  for (const { key } of read) await to.deliveries.settle(key, 'accepted', '', to.clock.now());
  const gone = read.filter(({ channel }) => channel === 'mail');
  for (const { key } of gone) await to.deliveries.optOut(key, to.clock.now());
  expect(gone).toHaveLength(2);
  const content = { ...longest, phase: 'correction', corrects } as const;
  await planNotice(to, settings, { ...action, content });
  const told = await to.deliveries.take(NOTICE, 10, to.clock.now());
  expect(told.map(({ address }) => address)).toEqual(['+33600000009']);
});

test('corrects a cause to whoever read it in any word, though the last word had no SMS', async () => {
  const to = ports();
  const { corrects: _, ...plain } = { ...longest, phase: 'cause', cause: 'hosting' } as const;
  const said = (round: number, stage: Notice['stage'], content: NoticeContent): Notice => ({
    id: `p-1/cause/${round}`,
    stage,
    content,
    plannedAt: epochMs(round),
    sendAt: epochMs(round),
  });
  const words = [
    said(1, 'sent', { ...plain, cause: 'attack' }),
    said(2, 'sent', plain),
    said(3, 'sent', plain),
  ];
  for (const { id: notice, content } of words) {
    const isLast = notice.endsWith('3');
    const rates = { ...settings.rates, budgetEuros: isLast ? 0 : settings.rates.budgetEuros };
    const owners = settings.platforms.map((one) => ({
      ...one,
      owners: isLast ? one.owners.map(({ mobile: __, ...owner }) => owner) : one.owners,
    }));
    const asked = { ...action, notice, content };
    await planNotice(to, { ...settings, rates, platforms: owners }, asked);
    const read = await to.deliveries.take(notice, 10, to.clock.now());
    for (const { key } of read) await to.deliveries.settle(key, 'accepted', '', to.clock.now());
  }
  const corrects = { cause: 'hosting', saidAt: longest.fellAt, notice: 'p-1/cause/3' } as const;
  const content = { ...longest, phase: 'correction', corrects } as const;
  await planNotice(to, settings, { ...action, content }, words);
  const told = await to.deliveries.take(NOTICE, 10, to.clock.now());
  expect(told.map(({ channel }) => channel).toSorted()).toEqual(['mail', 'mail', 'sms']);
});

test('counts what earlier notices of the incident cost, but for those that never leave', async () => {
  const to = ports();
  const { corrects: _, ...content } = { ...longest, phase: 'cause' } as const;
  const number = { ...school('0690003C', '+33600000003') };
  const contacts = number.contacts.map((one) => ({ ...one, channel: 'sms', origin: 'opt-in' }));
  const directory = {
    ...to.directory,
    schoolsFor: async function* () {
      yield { ...number, contacts } as SchoolWithContacts;
    },
  };
  const at = to.clock.now();
  const plan = {
    recipients: 1,
    mails: 0,
    sms: 10,
    smsSegments: 10,
    costEuros: 0.9,
    durationSec: 1,
    unreachable: 0,
  };
  const notice = (id: string, stage: Notice['stage'], incident = content.incident): Notice => ({
    id,
    content: { ...content, incident },
    stage,
    plannedAt: at,
    sendAt: at,
    plan,
  });
  const asked = { ...action, content };
  const away = [
    notice('a', 'cancelled'),
    notice('b', 'refused'),
    notice('c', 'sent', incidentId('other-1')),
  ];
  const some = await foreseePlan({ ...to, directory }, settings, asked, away);
  expect(some.summary).toMatchObject({ sms: 2, costEuros: 0.14 });
  const others = [...away, notice('d', 'sent')];
  const few = await foreseePlan({ ...to, directory }, settings, asked, others);
  expect(few.summary).toMatchObject({ sms: 1, leftOut: { budget: 1 } });
  expect(few.summary.overBudget?.leftEuros).toBeCloseTo(0.1);
});

test('beyond the budget writes what leaves all the same', async () => {
  const to = ports();
  const poor = { ...settings, rates: { ...rates, budgetEuros: 0.05 } };
  const { corrects: _, ...content } = longest;
  expect((await planNotice(to, poor, { ...action, content })).refused).toBeUndefined();
  expect(await to.deliveries.counts(NOTICE)).toMatchObject({ planned: 3 });
});

test('is refused for a platform that the configuration does not have', async () => {
  await expect(planNotice(ports(), { ...settings, platforms: [] }, action)).rejects.toMatchObject({
    code: 'not-found',
  });
});
