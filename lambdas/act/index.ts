import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createRoute53Dns } from '../../adapters/aws/dns.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { collectFor } from '../../app/cause/collect-for.ts';
import type { Feeds, Traffic } from '../../app/ports.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { openActions } from '../open-actions.ts';
import { readAuthorities } from '../read-authorities.ts';
import { createHandler } from './handler.ts';
import { readZoneIds } from './read-zone-ids.ts';

const { config, policy, words } = readDeployment();
const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);
const actions = openActions({ dynamo, sqs: new SQSClient({}) }, policy, variable('actionsQueue'));
const zoneIds = readZoneIds();
const authorities = readAuthorities();

const dns = createRoute53Dns({
  platforms: policy.platforms,
  route53: new Route53Client({}),
  s3: new S3Client({ region: variable('holdRegion') }),
  holdsBucket: variable('holdBucket'),
  ...(zoneIds && { zoneIds }),
  ...(authorities && { authorities }),
});

// No home is configured with hosters' feeds yet, and access logs are files of one machine: here both say
// that nothing is known, as `preau check` tells whoever has set an access log.
const feeds: Feeds = { read: async () => ({ kind: 'none' }) };
const traffic: Traffic = { summarise: async () => null };
const sources = {
  clock: systemClock,
  feeds,
  traffic,
  observations: createDynamoObservations({ client: dynamo, table: variable('observationsTable') }),
};

const { language, timeZone } = config.organisation;
const collecting = { calendar: config.cause.calendar, speech: { words, language, timeZone } };

export const handler = createHandler({
  ...actions,
  ports: { ...actions.ports, dns },
  picture: { platforms: policy.platforms, hash: hashOf },
  collect: (engine) => collectFor(sources, engine, policy, collecting),
});
