import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { planSettings } from '../../app/notices/notice-settings.ts';
import { EUROS_PER_THOUSAND_MAILS } from '../../config/aws-mail-price.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { openActions } from '../open-actions.ts';
import { createHandler } from './handler.ts';

const { config, policy, wordings, calendar } = readDeployment();
const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);
const actions = openActions({ dynamo, sqs: new SQSClient({}) }, policy, variable('plansQueue'));

export const handler = createHandler({
  ...actions,
  ports: {
    ...actions.ports,
    directory: createS3Directory({
      client: new S3Client({}),
      bucket: variable('directoryBucket'),
    }),
    deliveries: createDynamoDeliveries({ client: dynamo, table: variable('deliveriesTable') }),
  },
  settings: planSettings(config, policy, wordings, hashOf, calendar, EUROS_PER_THOUSAND_MAILS),
});
