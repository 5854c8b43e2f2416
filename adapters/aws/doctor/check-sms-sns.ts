import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { finding, type Finding } from './finding.ts';
import { smsLimit, type SmsNeeds } from './sms-limit.ts';

/** The same for SNS, which does not tell which senders an account may use. */
export async function checkSmsSns(
  client: SNSClient,
  needs: SmsNeeds,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const [{ IsInSandbox }, { attributes = {} }] = await Promise.all([
    client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal }),
    client.send(new GetSMSAttributesCommand({}), { abortSignal }),
  ]);
  const spending = attributes['MonthlySpendLimit'];
  return [
    ...(IsInSandbox === false ? [] : [finding('sms', 'sms-sandboxed', { tier: 'SNS' })]),
    ...smsLimit(spending === undefined ? undefined : Number(spending), needs),
    finding('sms', 'sms-sender-untold', { sender: needs.sender }),
  ];
}
