import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { type MailQuota, readMailQuota } from '../mail-quota.ts';
import { readSmsQuota, readSnsQuota, type SmsQuota } from '../sms-quota.ts';
import { checkMail } from './check-mail.ts';
import { checkSms } from './check-sms.ts';
import { finding, type Finding } from './finding.ts';

/** What sending counts on. */
export interface SendingNeeds {
  readonly region: string;
  readonly service: 'sns' | 'end-user-messaging';
  readonly mailsPerSecond: number;
  readonly budgetEuros: number;
  /** Null: no SMS. */
  readonly sender: string | null;
  /** Addresses that one notice may go to; null when nobody counted them. */
  readonly mails: number | null;
  /** What one incident's SMS are foreseen to cost; null when nobody counted the numbers. */
  readonly forecastEuros: number | null;
}

export const sesQuota = ({ region }: SendingNeeds, signal: AbortSignal): Promise<MailQuota> =>
  readMailQuota(new SESv2Client({ region, maxAttempts: 2 }), signal);

/** @returns null where no SMS is sent */
export async function smsQuota(
  { region, service, sender }: SendingNeeds,
  signal: AbortSignal,
): Promise<SmsQuota | null> {
  if (sender === null) return null;
  const options = { region, maxAttempts: 2 };
  return service === 'sns'
    ? readSnsQuota(new SNSClient(options), signal)
    : readSmsQuota(new PinpointSMSVoiceV2Client(options), sender, signal);
}

/** Whether the account's real quota of mail carries a notice. */
export const lookAtMail = async (
  needs: SendingNeeds,
  signal: AbortSignal,
): Promise<readonly Finding[]> => checkMail(await sesQuota(needs, signal), needs);

/** Whether the account's real quota of SMS carries an incident. */
export async function lookAtSms(
  needs: SendingNeeds,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const quota = await smsQuota(needs, signal);
  const { sender } = needs;
  if (quota === null || sender === null) return [finding('sms', 'sms-unused')];
  return checkSms(quota, { ...needs, sender });
}
