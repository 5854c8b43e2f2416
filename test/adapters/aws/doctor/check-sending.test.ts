import { describe, expect, test } from 'vitest';
import { checkMail } from '../../../../adapters/aws/doctor/check-mail.ts';
import { checkSms } from '../../../../adapters/aws/doctor/check-sms.ts';
import type { MailQuota } from '../../../../adapters/aws/mail-quota.ts';
import type { SmsQuota } from '../../../../adapters/aws/sms-quota.ts';

// Goal: an account that cannot carry what is foreseen is refused before, not silent on the day.
// Method: quotas by table; the wire is tested with the whole of doctor.

const mail: MailQuota = {
  region: 'eu-west-3',
  production: true,
  sends: true,
  status: 'HEALTHY',
  perSec: 14,
  perDay: 50_000,
  sentInDay: 0,
};
const sms: SmsQuota = { production: true, tier: 'PRODUCTION', monthUsd: 500, senderKnown: true };

describe('mail', () => {
  test.each<[string, Partial<MailQuota>, number | null, string]>([
    ['carries three notices', {}, 10_000, 'mail-ready ok'],
    ['carries one', {}, 40_000, 'mail-quota-low warn'],
    ['carries none', {}, 60_000, 'mail-quota-short fail'],
    ['was counted by nobody', {}, null, 'mail-ready ok'],
    ['has no limit', { perSec: null, perDay: null }, 60_000, 'mail-ready ok'],
    ['is slower than configured', { perSec: 1 }, 10, 'mail-rate-low warn'],
    ['is in the sandbox', { production: false }, 10, 'mail-sandboxed fail'],
    ['is stopped', { sends: false }, 10, 'mail-off fail'],
  ])('a quota that %s', (_, changes, mails, expected) => {
    const found = checkMail({ ...mail, ...changes }, { mailsPerSecond: 10, mails });
    expect(found.map(({ code, state }) => `${code} ${state}`)).toEqual([expected]);
  });
});

describe('sms', () => {
  test.each<[string, Partial<SmsQuota>, number | null, readonly string[]]>([
    ['covers the budget', {}, null, ['sms-ready ok']],
    ['covers the forecast only', { monthUsd: 100 }, 80, ['sms-limit-low warn']],
    ['is below the forecast', { monthUsd: 100 }, 120, ['sms-limit-short fail']],
    ['is below a budget that nobody counted', { monthUsd: 100 }, null, ['sms-limit-short fail']],
    ['is that of a new account', { monthUsd: 1 }, 0.5, ['sms-limit-tiny fail']],
    ['was never set', { monthUsd: null }, 0.5, ['sms-limit-tiny fail']],
    ['is in the sandbox', { production: false }, 80, ['sms-sandboxed fail']],
    ['knows another sender', { senderKnown: false }, 80, ['sms-sender-missing fail']],
    ['says nothing of senders', { senderKnown: null }, 80, ['sms-sender-untold unknown']],
  ])('a limit that %s', (_, changes, forecastEuros, expected) => {
    const needs = { sender: 'PREAU', budgetEuros: 200, forecastEuros };
    const found = checkSms({ ...sms, ...changes }, needs);
    expect(found.map(({ code, state }) => `${code} ${state}`)).toEqual(expected);
  });

  test('no more than the budget is ever foreseen, since more is never sent', () => {
    const needs = { sender: 'PREAU', budgetEuros: 200, forecastEuros: 10_000 };
    expect(checkSms(sms, needs).map(({ code }) => code)).toEqual(['sms-ready']);
  });
});
