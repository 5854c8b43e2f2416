import { createEndUserMessagingSms } from '../../adapters/aws/end-user-messaging-sms.ts';
import { createSnsSms } from '../../adapters/aws/sms.ts';
import type { Sms } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import { variable } from '../environment.ts';

/** Who carries this home's SMS, as its configuration says. */
export function openSms({ aws, notices }: Pick<Config, 'aws' | 'notices'>): Sms {
  if (notices.sms === undefined)
    return {
      send: async () => ({ kind: 'rejected', reason: 'no SMS in preau.yaml (notices.sms)' }),
    };
  if (aws?.sms === 'sns') return createSnsSms();
  return createEndUserMessagingSms({ configurationSet: variable('smsConfigurationSet') });
}
