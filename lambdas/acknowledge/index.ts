import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createSecret } from '../../adapters/aws/secret.ts';
import { createAcknowledgeLinks } from '../../adapters/local/acknowledge-links.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { createOptOutLinks } from '../../adapters/local/opt-out-links.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';
import { openPushDoor } from './open-push-door.ts';

const { config, policy, speak } = readDeployment();
const secret = createSecret({
  client: new SecretsManagerClient({}),
  arn: variable('optOutSecret'),
});

const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);

export const handler = createHandler({
  openLinks: async () => {
    const bytes = await secret();
    return {
      stop: createOptOutLinks(bytes, config.pages.url),
      vu: createAcknowledgeLinks(bytes, config.pages.url),
    };
  },
  deliveries: createDynamoDeliveries({
    client: dynamo,
    table: variable('deliveriesTable'),
  }),
  clock: systemClock,
  speak,
  platforms: policy.platforms,
  timeZone: config.organisation.timeZone,
  push: openPushDoor(config, policy, dynamo),
});
