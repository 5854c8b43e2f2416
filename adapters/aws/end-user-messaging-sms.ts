import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SendResult, Sms, SmsMessage } from '../../app/ports.ts';
import { DELIVERY_TAG } from './delivery-tag.ts';
import { type Refusal, sendOnce, sendOnceConfig, type SendOnceOptions } from './send-once.ts';
import { MAX_PRICE_DOLLARS } from './sms-max-price.ts';

export interface EndUserMessagingOptions extends SendOnceOptions {
  /** Publishes what became of each SMS: see adapters/aws/sms-receipt.ts. */
  readonly configurationSet: string;
}

export interface EndUserMessagingSms extends Sms {
  /**
   * Have a message checked as if it were sent: the account, its sender name, its limits and the
   * number. Nothing leaves and nothing is paid; at most five a second.
   *
   * @returns `accepted` when it would have been taken
   */
  tryOut(message: SmsMessage): Promise<SendResult>;
  close(): void;
}

/**
 * SMS by AWS End User Messaging, one try per call. What a phone could not take within the message's
 * lifetime is dropped, so that nobody is woken by an outage that is long over.
 *
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
 */
export function createEndUserMessagingSms(options: EndUserMessagingOptions): EndUserMessagingSms {
  const client = new PinpointSMSVoiceV2Client(sendOnceConfig(options));
  const hand = (message: SmsMessage, isDry: boolean): Promise<SendResult> => {
    const command = new SendTextMessageCommand({
      ...inputFor(message, options.configurationSet),
      ...(isDry && { DryRun: true }),
    });
    return sendOnce(options, (call) => client.send(command, call), isFinal);
  };
  return {
    send: (message) => hand(message, false),
    tryOut: (message) => hand(message, true),
    close: () => client.destroy(),
  };
}

/** What the API takes: 5 s to 72 h. */
const LIFETIME_SEC = { min: 5, max: 259_200 } as const;

/** Of one value of the context. A longer key goes without: its receipts will name no delivery. */
const CONTEXT_CHARACTERS_MAX = 800;

function inputFor({ key, to, text, sender, ttlSec }: SmsMessage, configurationSet: string) {
  return {
    DestinationPhoneNumber: to,
    OriginationIdentity: sender,
    MessageBody: text,
    MessageType: 'TRANSACTIONAL' as const,
    ConfigurationSetName: configurationSet,
    MaxPrice: MAX_PRICE_DOLLARS,
    TimeToLive: Math.min(LIFETIME_SEC.max, Math.max(LIFETIME_SEC.min, Math.ceil(ttlSec))),
    ...(key.length > CONTEXT_CHARACTERS_MAX ? {} : { Context: { [DELIVERY_TAG]: key } }),
  };
}

/** Conflicts that are about the number, not about how the account is set up. */
const ABOUT_THE_NUMBER = new Set([
  'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
]);

/** Faults of a request that every other one would have too: the account is what must be mended. */
const ABOUT_THE_ACCOUNT = new Set([
  'CHANNEL_NOT_ENABLED',
  'RESOURCE_NOT_ACCESSIBLE',
  'SENDER_ID_NOT_REGISTERED',
  'SENDER_ID_NOT_SUPPORTED',
  'SENDER_ID_REQUIRES_REGISTRATION',
]);

function isFinal({ name, why }: Refusal): boolean {
  if (name === 'ConflictException') return ABOUT_THE_NUMBER.has(why);
  return name === 'ValidationException' && !ABOUT_THE_ACCOUNT.has(why);
}
