import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';

/** What SES lets an account send in one Region, as it says itself. */
export interface MailQuota {
  readonly region: string;
  /** False in the sandbox, which writes to addresses of its own only. */
  readonly production: boolean;
  readonly sends: boolean;
  readonly status: string;
  /** Recipients a second; null without a limit. */
  readonly perSec: number | null;
  /** Recipients in any 24 hours; null without a limit. */
  readonly perDay: number | null;
  /** Of them, used up already. */
  readonly sentInDay: number;
}

/** SES says -1 for no limit. */
const limited = (limit: number): number | null => (limit < 0 ? null : limit);

/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export async function readMailQuota(
  client: SESv2Client,
  abortSignal: AbortSignal,
): Promise<MailQuota> {
  const account = await client.send(new GetAccountCommand({}), { abortSignal });
  const { EnforcementStatus = '', SendQuota = {} } = account;
  return {
    region: await client.config.region(),
    production: account.ProductionAccessEnabled === true,
    sends: account.SendingEnabled === true && EnforcementStatus !== 'SHUTDOWN',
    status: EnforcementStatus || '-',
    perSec: limited(SendQuota.MaxSendRate ?? 0),
    perDay: limited(SendQuota.Max24HourSend ?? 0),
    sentInDay: SendQuota.SentLast24Hours ?? 0,
  };
}
