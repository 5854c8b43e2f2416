import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDownMemory } from '../../adapters/aws/dynamo-down-memory.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createEndUserMessagingSms } from '../../adapters/aws/end-user-messaging-sms.ts';
import { createSnsSms } from '../../adapters/aws/sms.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { createSmsWithFallback } from '../../adapters/local/sms-fallback.ts';
import type { Sms } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import { optionalVariable, variable } from '../environment.ts';
import { gatewaySecret } from '../gateway-secret.ts';
import { openSecondSms } from './open-second-sms.ts';

/** Who carries this home's SMS, as its configuration says. */
export function openSms({ aws, notices }: Pick<Config, 'aws' | 'notices'>): Sms {
  const { sms } = notices;
  if (sms === undefined)
    return {
      send: async () => ({ kind: 'rejected', reason: 'no SMS in preau.yaml (notices.sms)' }),
    };
  const first =
    aws?.sms === 'sns'
      ? createSnsSms()
      : createEndUserMessagingSms({ configurationSet: variable('smsConfigurationSet') });
  if (sms.fallback === undefined) return first;
  const { gateway, after: afterMs, unroutable } = sms.fallback;
  const named = optionalVariable('smsGatewaySecret');
  return createSmsWithFallback({
    first,
    second: openSecondSms(gateway, named === null ? null : gatewaySecret(named)),
    afterMs,
    unroutable,
    clock: systemClock,
    memory: createDynamoDownMemory({
      client: new DynamoDBClient(DYNAMO_OPTIONS),
      table: variable('scratchTable'),
      key: 'sms/first-down',
    }),
  });
}
