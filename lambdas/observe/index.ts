import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createAuthorities } from '../../adapters/aws/dns-authorities.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { originChecks } from '../../adapters/aws/origin-checks.ts';
import { askChecks } from '../../adapters/aws/read-checks.ts';
import { createRoute53Checkers } from '../../adapters/aws/route53-checkers.ts';
import { createS3Mirrors } from '../../adapters/aws/s3-mirrors.ts';
import { createSqsSender } from '../../adapters/aws/sqs-sender.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { relayPage } from '../../app/perform/relay-action.ts';
import { checkerIntervalMs } from '../../config/aws-health-checks.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { engineOver } from '../open-engine.ts';
import { openProber } from '../open-prober.ts';
import { readAuthorities } from '../read-authorities.ts';
import { createHandler } from './handler.ts';

/** Route 53 gives 4 s to connect, 2 s to answer and 2 s to read. */
const PROBE_BUDGET_MS = 8_000;
/** A round waits for it where a name is in doubt. Chosen. */
const CHECKS_TIMEOUT_MS = 2_000;

const { config, policy } = readDeployment();
const authorities = readAuthorities();
const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);
const sqs = new SQSClient({});
const rounds = createSqsSender({ client: sqs, queueUrl: variable('roundsQueue') });
const pages = createSqsSender({ client: sqs, queueUrl: variable('pagesQueue') });

const thisMinute = (): string => `minute ${Math.floor(Date.now() / 60_000)}`;

export const handler = createHandler({
  ports: {
    clock: systemClock,
    prober: openProber(config),
    dns: createAuthorities({ platforms: policy.platforms, ...(authorities && { authorities }) }),
    checkers: createRoute53Checkers({
      route53: new Route53Client({ maxAttempts: 1 }),
      originChecks: originChecks({ clock: systemClock, read: () => askChecks(CHECKS_TIMEOUT_MS) }),
      intervalMs: checkerIntervalMs(config.names),
      clock: systemClock,
    }),
    observations: createDynamoObservations({
      client: dynamo,
      table: variable('observationsTable'),
    }),
    mirrors: createS3Mirrors({ client: new S3Client({}), bucket: variable('evidenceBucket') }),
  },
  policy,
  rounds: createDynamoRounds({ client: dynamo, table: variable('scratchTable') }),
  options: { probeBudgetMs: PROBE_BUDGET_MS, language: config.organisation.language },
  openEngine: engineOver(
    createDynamoJournal({ client: dynamo, table: variable('journalTable') }),
    policy,
  ),
  postRound: (due, delaySec) =>
    rounds.send({ kind: 'round', due: new Date(due).toISOString() }, { delaySec }),
  // By the minute, so that a quiet page still says that somebody looks.
  postPage: (seq) =>
    relayPage({ pages: (...message) => pages.send(...message) }, hashOf, seq, thisMinute()),
});
