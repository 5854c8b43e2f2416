import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { PreauError } from '../../core/errors.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { gatewaySecret } from '../gateway-secret.ts';
import { createHandler } from './handler.ts';

const { config } = readDeployment();
const secret = gatewaySecret(variable('smsGatewaySecret'));

export const handler = createHandler({
  receipts: () => {
    const receipts = config.notices.sms?.fallback?.receipts;
    if (receipts !== undefined) return receipts;
    throw new PreauError(
      'config-invalid',
      'Expected notices.sms.fallback.receipts in the configuration, found none. Add it, or deploy without this function.',
    );
  },
  clock: systemClock,
  deliveries: createDynamoDeliveries({
    client: new DynamoDBClient(DYNAMO_OPTIONS),
    table: variable('deliveriesTable'),
  }),
  secret: async () => {
    const { receipts: shared } = await secret();
    if (shared !== '') return shared;
    throw new PreauError(
      'credentials-missing',
      'expected "receipts" in the secret of notices.sms.fallback, got none; put there what the gateway signs with',
    );
  },
});
