import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Sms, SmsMessage } from '../../app/ports.ts';
import { type Refusal, sendOnce, sendOnceConfig, type SendOnceOptions } from './send-once.ts';
import { MAX_PRICE_DOLLARS } from './sms-max-price.ts';

export interface SnsSms extends Sms {
  close(): void;
}

/**
 * SMS by Amazon SNS, straight to a number, one try per call.
 *
 * SNS has no lifetime for a message, so `ttlSec` is not passed on; and no field that would come back
 * with a receipt, so that what became of an accepted SMS is not told.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function createSnsSms(options: SendOnceOptions = {}): SnsSms {
  const client = new SNSClient(sendOnceConfig(options));
  return {
    send: (message) => sendOnce(options, (call) => client.send(publish(message), call), isFinal),
    close: () => client.destroy(),
  };
}

const publish = ({ to, text, sender }: SmsMessage): PublishCommand =>
  new PublishCommand({
    PhoneNumber: to,
    Message: text,
    MessageAttributes: {
      'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: sender },
      'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
      'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: MAX_PRICE_DOLLARS },
    },
  });

/** Refusals that are about this number or message, as the Publish API names them. */
const FINAL = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'ParameterValueInvalid',
  'OptedOut',
  'OptedOutException',
  'ValidationException',
]);

const isFinal = ({ name }: Refusal): boolean => FINAL.has(name);
