import { createEndUserMessagingSms } from '../adapters/aws/end-user-messaging-sms.ts';
import type { SendResult } from '../app/ports.ts';
import { SMS_CONFIGURATION_SET } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { fillTemplate } from './fill-template.ts';
import type { NoticePlanWords } from './notice-plan-words.ts';

/** What the service said of a plan's SMS to one number, as if it were sent. */
export interface Tried {
  readonly to: string;
  readonly sender: string;
  readonly result: SendResult;
}

/** Of E.164: a plus and up to 15 digits. */
const NUMBER = /^\+[1-9]\d{6,14}$/;
/** No SMS outlives it; none leaves here. */
const TTL_SEC = 600;

/**
 * Have End User Messaging check the SMS of a plan as if it went to a number: the account, its sender
 * name, its limits, the number. Nothing leaves and nothing is paid.
 *
 * @throws PreauError `argument-invalid` for no number, or where SMS go by another service
 */
export async function trySms(
  { aws, notices: { sms } }: Pick<Config, 'aws' | 'notices'>,
  to: string,
  text: string,
): Promise<Tried> {
  if (!NUMBER.test(to))
    throw new PreauError(
      'argument-invalid',
      `expected --try with a number such as +33639980001, got ${to}`,
      { said: { key: 'option.tryNumber', values: { got: to } } },
    );
  if (aws?.sms !== 'end-user-messaging' || sms === undefined)
    throw new PreauError(
      'argument-invalid',
      'expected --try where SMS go by AWS End User Messaging (aws.sms: end-user-messaging, notices.sms), got another configuration: no other service has a trial that sends nothing',
      { said: { key: 'option.tryElsewhere' } },
    );
  const { sender } = sms;
  const service = createEndUserMessagingSms({
    region: aws.region,
    configurationSet: SMS_CONFIGURATION_SET,
  });
  try {
    const message = { key: 'plan/try/sms/0', to, text, sender, ttlSec: TTL_SEC };
    return { to, sender, result: await service.tryOut(message) };
  } finally {
    service.close();
  }
}

/** Its line for people. */
export const triedText = (
  { to, sender, result }: Tried,
  { tried }: Pick<NoticePlanWords, 'tried'>,
): string =>
  result.kind === 'accepted'
    ? fillTemplate(tried.taken, { to, sender })
    : fillTemplate(tried.refused, { to, sender, why: result.reason });
