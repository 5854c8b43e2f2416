import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createSqsSender } from '../../adapters/aws/sqs-sender.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';

const plans = createSqsSender({ client: new SQSClient({}), queueUrl: variable('plansQueue') });

export const handler = createHandler({
  deliveries: createDynamoDeliveries({
    client: new DynamoDBClient(DYNAMO_OPTIONS),
    table: variable('deliveriesTable'),
  }),
  plans: (body, options) => plans.send(body, options),
  clock: systemClock,
});
