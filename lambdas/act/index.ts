import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { openCloudWatchMetrics } from '../../adapters/aws/metrics/open-metrics.ts';
import { createS3Evidence } from '../../adapters/aws/s3-evidence.ts';
import { createRoute53Dns } from '../../adapters/aws/dns.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { createFeeds } from '../../adapters/local/feeds/create-feeds.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { collectFor } from '../../app/cause/collect-for.ts';
import type { Traffic } from '../../app/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { feedsOf, metricsOf } from '../../config/evidence-sources.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { openActions } from '../open-actions.ts';
import { openProber } from '../open-prober.ts';
import { readAuthorities } from '../read-authorities.ts';
import { createHandler } from './handler.ts';
import { readZoneIds } from './read-zone-ids.ts';

const { config, policy, words, school } = readDeployment();
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

// Access logs are files of one machine: `preau check` tells whoever has set one that it is not read here.
const traffic: Traffic = { summarise: async () => null };
const sources = {
  clock: systemClock,
  feeds: createFeeds({ sources: feedsOf(config), clock: systemClock }),
  traffic,
  prober: openProber(config),
  metrics: openCloudWatchMetrics(metricsOf(config), systemClock),
  evidence: createS3Evidence({
    client: new S3Client({}),
    bucket: variable('evidenceBucket'),
    blobs: OBJECTS.blobs,
    records: OBJECTS.evidence,
  }),
  observations: createDynamoObservations({ client: dynamo, table: variable('observationsTable') }),
};

const { language, timeZone } = config.organisation;
const collecting = {
  calendar: config.cause.calendar,
  school,
  speech: { words, language, timeZone },
};

export const handler = createHandler({
  ...actions,
  ports: { ...actions.ports, dns },
  picture: { platforms: policy.platforms, hash: hashOf },
  collect: (engine) => collectFor(sources, engine, policy, collecting),
});
