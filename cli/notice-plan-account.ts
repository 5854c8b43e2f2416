import { checkAccount } from '../adapters/aws/doctor/check-account.ts';
import { checkMail } from '../adapters/aws/doctor/check-mail.ts';
import { sesQuota, smsQuota } from '../adapters/aws/doctor/check-sending.ts';
import { checkSms } from '../adapters/aws/doctor/check-sms.ts';
import { sendingNeeds } from '../adapters/aws/doctor/doctor-checks.ts';
import type { Finding } from '../adapters/aws/doctor/finding.ts';
import type { MailQuota } from '../adapters/aws/mail-quota.ts';
import type { SmsQuota } from '../adapters/aws/sms-quota.ts';
import type { Config } from '../config/schema.ts';
import type { AwsConfig } from '../config/schema-aws.ts';
import { PreauError } from '../core/errors.ts';
import type { PlanSummary } from '../core/notice/notice.ts';
import type { EpochMs } from '../core/units.ts';

/** What an account says of a plan. */
export type AccountWord =
  | {
      readonly kind: 'read';
      readonly mail: MailQuota;
      /** Null: no SMS. */
      readonly sms: SmsQuota | null;
      /** What stands against the plan, or could. */
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'unread'; readonly why: string };

/** For all questions together. Chosen. */
const TIMEOUT_MS = 20_000;

/** Ask the account, by the credentials at hand, what it lets this plan send. Reads only. */
export async function askAccount(
  config: Config,
  aws: AwsConfig,
  plan: PlanSummary,
  now: EpochMs,
): Promise<AccountWord> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const account = await checkAccount(aws, { now: () => now });
    const other = account.find(({ code }) => code === 'account-other');
    if (other !== undefined)
      return { kind: 'unread', why: `AWS ${other.values['account'] ?? ''} ≠ aws.account` };
    const needs = sendingNeeds(config, aws, { mails: plan.mails, mobiles: plan.sms });
    const [mail, sms] = await Promise.all([sesQuota(needs, signal), smsQuota(needs, signal)]);
    const { sender } = needs;
    const findings = [
      ...checkMail(mail, needs),
      ...(sms === null || sender === null ? [] : checkSms(sms, { ...needs, sender })),
    ];
    return { kind: 'read', mail, sms, findings };
  } catch (error) {
    if (error instanceof PreauError) return { kind: 'unread', why: error.code };
    return { kind: 'unread', why: error instanceof Error ? error.name : String(error) };
  }
}
