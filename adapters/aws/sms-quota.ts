import {
  DescribeAccountAttributesCommand,
  DescribeSenderIdsCommand,
  DescribeSpendLimitsCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';

/** What a service lets an account spend on SMS, as it says itself. Neither tells its parts a second. */
export interface SmsQuota {
  /** False in the sandbox, which texts ten numbers of one's own. */
  readonly production: boolean;
  /** As the service calls where the account stands. */
  readonly tier: string;
  /** Dollars a month; null when none is set, which is the dollar of a new account. */
  readonly monthUsd: number | null;
  /** Whether French telephones may see the sender; null where the service does not say. */
  readonly senderKnown: boolean | null;
}

const COUNTRY = 'FR';

/** By End User Messaging. */
export async function readSmsQuota(
  client: PinpointSMSVoiceV2Client,
  sender: string,
  abortSignal: AbortSignal,
): Promise<SmsQuota> {
  const [attributes, limits, senderKnown] = await Promise.all([
    client.send(new DescribeAccountAttributesCommand({}), { abortSignal }),
    client.send(new DescribeSpendLimitsCommand({}), { abortSignal }),
    isSenderKnown(client, sender, abortSignal),
  ]);
  const tier = attributes.AccountAttributes?.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  const spending = limits.SpendLimits?.find(
    ({ Name }) => Name === 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT',
  );
  return {
    production: tier === 'PRODUCTION',
    tier: tier ?? '-',
    monthUsd: spending?.EnforcedLimit ?? null,
    senderKnown,
  };
}

async function isSenderKnown(
  client: PinpointSMSVoiceV2Client,
  SenderId: string,
  abortSignal: AbortSignal,
): Promise<boolean> {
  const SenderIds = [{ SenderId, IsoCountryCode: COUNTRY }];
  try {
    const found = await client.send(new DescribeSenderIdsCommand({ SenderIds }), { abortSignal });
    return (found.SenderIds ?? []).some((one) => one.SenderId === SenderId);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

/** By SNS, which does not tell which senders an account may use. */
export async function readSnsQuota(client: SNSClient, abortSignal: AbortSignal): Promise<SmsQuota> {
  const [{ IsInSandbox }, { attributes = {} }] = await Promise.all([
    client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal }),
    client.send(new GetSMSAttributesCommand({}), { abortSignal }),
  ]);
  const spending = Number(attributes['MonthlySpendLimit'] ?? Number.NaN);
  return {
    production: IsInSandbox === false,
    tier: 'SNS',
    monthUsd: Number.isFinite(spending) ? spending : null,
    senderKnown: null,
  };
}
