import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { finding, type Finding } from './finding.ts';

export interface MailNeeds {
  readonly mailsPerSecond: number;
  /** Addresses that one notice may go to; null when nobody counted them. */
  readonly mails: number | null;
}

/** A notice, its cause and its end may go out within one day. */
const NOTICES_A_DAY = 3;

/**
 * Whether SES lets this account write to people: out of the sandbox, not stopped, and as fast and as
 * much as the configuration counts on. A sandboxed account writes to addresses of its own only.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
export async function checkMail(
  client: SESv2Client,
  { mailsPerSecond, mails }: MailNeeds,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const account = await client.send(new GetAccountCommand({}), { abortSignal });
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus = '' } = account;
  const { MaxSendRate: rate = 0, Max24HourSend: quota = 0 } = account.SendQuota ?? {};
  const region = await client.config.region();
  if (ProductionAccessEnabled !== true)
    return [finding('mail', 'mail-sandboxed', { region, quota })];
  if (SendingEnabled !== true || EnforcementStatus === 'SHUTDOWN')
    return [finding('mail', 'mail-off', { region, status: EnforcementStatus || '-' })];
  const needed = (mails ?? 0) * NOTICES_A_DAY;
  // SES says -1 for no limit.
  const low = [
    ...(rate >= 0 && rate < mailsPerSecond
      ? [finding('mail', 'mail-rate-low', { rate, wanted: mailsPerSecond })]
      : []),
    ...(quota >= 0 && quota < needed
      ? [finding('mail', 'mail-quota-low', { quota, needed, mails: mails ?? 0 })]
      : []),
  ];
  return low.length > 0 ? low : [finding('mail', 'mail-ready', { rate, quota })];
}
