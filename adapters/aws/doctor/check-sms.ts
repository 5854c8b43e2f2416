import {
  DescribeAccountAttributesCommand,
  DescribeSenderIdsCommand,
  DescribeSpendLimitsCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { finding, type Finding } from './finding.ts';
import { smsLimit, type SmsNeeds } from './sms-limit.ts';

const COUNTRY = 'FR';

/**
 * Whether End User Messaging lets this account text people in France: out of the sandbox, for as much
 * as one incident's budget, from the sender that schools were told of.
 */
export async function checkSms(
  client: PinpointSMSVoiceV2Client,
  needs: SmsNeeds,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const [attributes, limits, known] = await Promise.all([
    client.send(new DescribeAccountAttributesCommand({}), { abortSignal }),
    client.send(new DescribeSpendLimitsCommand({}), { abortSignal }),
    isSenderKnown(client, needs.sender, abortSignal),
  ]);
  const tier = attributes.AccountAttributes?.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  const limit = limits.SpendLimits?.find(
    ({ Name }) => Name === 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT',
  )?.EnforcedLimit;
  const { sender } = needs;
  const faults = [
    ...(tier === 'PRODUCTION' ? [] : [finding('sms', 'sms-sandboxed', { tier: tier ?? '-' })]),
    ...smsLimit(limit, needs),
    ...(known ? [] : [finding('sms', 'sms-sender-missing', { sender })]),
  ];
  return faults.length > 0 ? faults : [finding('sms', 'sms-ready', { sender, limit: limit ?? 0 })];
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
