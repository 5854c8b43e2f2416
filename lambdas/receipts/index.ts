import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  deliveries: createDynamoDeliveries({
    client: new DynamoDBClient(DYNAMO_OPTIONS),
    table: variable('deliveriesTable'),
  }),
});
