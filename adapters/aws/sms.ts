import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { SendResult, Sms, SmsMessage } from '../../app/ports.ts';

export interface SnsOptions {
  readonly region: string;
  /** Another endpoint than AWS's own, for tests. */
  readonly endpoint?: string;
  readonly credentials?: SNSClientConfig['credentials'];
  /** For the whole call, in real milliseconds. @default 10,000 */
  readonly timeoutMs?: number;
}

export interface SnsSms extends Sms {
  close(): void;
}

/**
 * SMS by Amazon SNS, straight to a number.
 *
 * One try per call: the SDK's own retries would send a second SMS when only the first answer was
 * lost. SNS has no lifetime for a message, so `ttlSec` is not passed on.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function createSnsSms(options: SnsOptions): SnsSms {
  const { region, endpoint, credentials, timeoutMs = 10_000 } = options;
  const client = new SNSClient({
    region,
    maxAttempts: 1,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  return {
    send: async (message) => {
      try {
        const abortSignal = AbortSignal.timeout(timeoutMs);
        const { MessageId } = await client.send(publish(message), { abortSignal });
        return MessageId === undefined
          ? { kind: 'unknown', reason: 'SNS answered without a message id' }
          : { kind: 'accepted', providerId: MessageId };
      } catch (error) {
        return readFailure(error);
      }
    },
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

/** Failures to reach the endpoint at all: nothing left. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/**
 * Any other answer of SNS (throttling, its own faults, a spent budget, a missing right) says
 * nothing of the recipient: deferred. No answer at all: unknown.
 */
function readFailure(error: unknown): SendResult {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: String(error) };
  const reason = `${error.name}: ${error.message}`.slice(0, 300);
  if (FINAL.has(error.name)) return { kind: 'rejected', reason };
  const code = 'code' in error ? String(error.code) : '';
  if (NOT_CONNECTED.has(code)) return { kind: 'deferred', reason };
  return { kind: httpStatusOf(error) === null ? 'unknown' : 'deferred', reason };
}

function httpStatusOf(error: Error): number | null {
  const metadata = '$metadata' in error ? error.$metadata : null;
  return typeof metadata === 'object' &&
    metadata !== null &&
    'httpStatusCode' in metadata &&
    typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : null;
}
