import { Aws, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { GLOBAL_REGION, OBJECTS, PROBE_FUNCTION, STACKS } from '../config/aws-names.ts';
import { vantageRegions } from '../config/vantage-regions.ts';
import { allow, type Right } from './allow.ts';
import { deliveriesRights } from './deliveries-rights.ts';
import { directoryRights } from './directory-rights.ts';
import { dnsRights } from './dns-rights.ts';
import { healthRights } from './health-rights.ts';
import type { HomeParts } from './home-parts.ts';
import { journalRights } from './journal-rights.ts';
import { pagesRights, schoolsRights } from './pages-rights.ts';
import { keyRights } from './key-rights.ts';
import { hearRights, noticeRights } from './notice-rights.ts';
import { manifestRights, releasesRights } from './release-rights.ts';
import { pushRights } from './push-rights.ts';
import { sendRight } from './send-right.ts';
import { webhookRights } from './webhook-rights.ts';

/** The functions of the stack of the home; the others are in the stacks that need them. */
export type HomeFunction =
  | 'observe'
  | 'relay-outbox'
  | 'act'
  | 'plan-notice'
  | 'send-mail'
  | 'send-sms'
  | 'receipts'
  | 'acknowledge'
  | 'publish-pages'
  | 'watchdog'
  | 'tell-health'
  | Configured;

/**
 * - `publish-schools`: where `pages.schools` asks for pages of schools.
 * - `console`: where `aws.console` is configured.
 * - `send-push`: where `pages.push` asks that browsers be told.
 * - `hear-gateway`: where a second SMS gateway tells what became of its messages.
 */
type Configured = 'console' | 'hear-gateway' | 'publish-schools' | 'send-push';

/** By function; some have a row where they are configured. */
export type ByFunction<T> = Readonly<Record<Exclude<HomeFunction, Configured>, T>> & {
  readonly [name in Configured]?: T;
};

/**
 * What each function of the home may do, beyond its own log and the queue that calls it: what its
 * adapters ask for and nothing else.
 */
export const functionRights = (
  scope: Construct,
  parts: HomeParts,
): ByFunction<readonly Right[]> => ({
  ...watchRights(scope, parts),
  ...noticeRights(scope, parts),
  'tell-health': healthRights(parts),
  ...(parts.config.pages.schools && { 'publish-schools': schoolsRights(scope, parts) }),
  ...(parts.pushes && { 'send-push': pushRights.send(parts.pushes, parts.key) }),
  ...(parts.config.aws.console && { console: consoleRights(parts) }),
  ...(parts.config.notices.sms?.fallback?.receipts && {
    'hear-gateway': hearRights(scope, parts),
  }),
});

function watchRights(scope: Construct, parts: HomeParts) {
  const { config, key, tables, queues } = parts;
  const { rounds, pages } = queues.byName;
  return {
    observe: [
      ...journalRights.read(tables.journal),
      ...journalRights.append(tables.journal),
      allow(
        'KeepObservations',
        ['dynamodb:BatchWriteItem', 'dynamodb:Query'],
        [tables.observations.tableArn],
      ),
      allow('ClaimRounds', ['dynamodb:GetItem', 'dynamodb:UpdateItem'], [tables.scratch.tableArn]),
      keyRights.tables(key),
      sendRight('PostRoundsAndPages', [rounds.queue, pages.queue]),
      allow('Probe', ['lambda:InvokeFunction'], probesOf(parts, Stack.of(scope))),
      ...manifestRights(parts),
      ...checkersRights(parts, Stack.of(scope)),
    ],
    'relay-outbox': [
      ...streamRights(parts),
      keyRights.tables(key),
      sendRight('TellWorkers', workers(parts)),
    ],
    act: [
      ...journalRights.read(tables.journal),
      ...journalRights.append(tables.journal),
      ...journalRights.settle(tables.journal),
      allow('ReadObservations', ['dynamodb:Query'], [tables.observations.tableArn]),
      keyRights.tables(key),
      ...evidenceRights(parts),
      ...metricsRights(parts),
      ...plainPageRights(parts, Stack.of(scope)),
      ...dnsRights(config, config.aws.holdBucket),
    ],
    'publish-pages': [
      ...journalRights.read(tables.journal),
      ...deliveriesRights.count(tables.deliveries),
      allow('ReadLastRound', ['dynamodb:GetItem'], [tables.scratch.tableArn]),
      keyRights.tables(key),
      ...pagesRights(scope, parts),
      ...webhookRights(scope, parts),
      ...(parts.pushes ? pushRights.owe(parts.pushes) : []),
    ],
    watchdog: [
      ...journalRights.read(tables.journal),
      ...journalRights.settle(tables.journal),
      ...deliveriesRights.recover(tables.deliveries),
      allow('ReadLastRound', ['dynamodb:GetItem'], [tables.scratch.tableArn]),
      keyRights.tables(key),
      sendRight('TellWorkersAgain', workers(parts)),
      allow(
        'CountDeadLetters',
        ['sqs:GetQueueAttributes'],
        [...queues.deadLetters().values()].map(({ queueArn }) => queueArn),
      ),
    ],
  };
}

const consoleRights = (parts: HomeParts): readonly Right[] => {
  const { tables, key } = parts;
  return [
    ...journalRights.read(tables.journal),
    ...journalRights.append(tables.journal),
    ...deliveriesRights.look(tables.deliveries),
    ...deliveriesRights.lookUp(tables.deliveries),
    allow('ReadObservations', ['dynamodb:Query'], [tables.observations.tableArn]),
    allow('ReadLastRound', ['dynamodb:GetItem'], [tables.scratch.tableArn]),
    keyRights.tables(key),
    ...directoryRights(parts),
    ...releasesRights(parts),
  ];
};

/** The queues of everybody who is told of an entry of the journal. */
const workers = ({ queues }: HomeParts): readonly IQueue[] =>
  (['actions', 'plans', 'mail', 'sms', 'pages'] as const).map((name) => queues.byName[name].queue);

/** Of the journal's changes: @throws Error for a table without a stream */
export function journalStream({ tables }: HomeParts): string {
  const { tableStreamArn } = tables.journal;
  if (tableStreamArn === undefined) throw new Error('the journal must have a stream, got none');
  return tableStreamArn;
}

const streamRights = (parts: HomeParts): readonly Right[] => [
  allow(
    'FollowJournal',
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    [journalStream(parts)],
  ),
  allow('FindStream', ['dynamodb:ListStreams'], ['*'], { why: 'The action knows no resource' }),
];

/** The probe function of each vantage's Region, by its name. */
const probesOf = ({ config }: HomeParts, { account, region: home }: Stack): readonly string[] =>
  vantageRegions(config.vantages, home).map(
    (region) => `arn:${Aws.PARTITION}:lambda:${region}:${account}:function:${PROBE_FUNCTION}`,
  );

/** What Route 53's checkers found of the origins: which checks these are, and their word. */
function checkersRights({ config }: HomeParts, { account }: Stack): readonly Right[] {
  if (config.platforms.every(({ mirror }) => mirror === undefined)) return [];
  const stack = `arn:${Aws.PARTITION}:cloudformation:${GLOBAL_REGION}:${account}:stack/${STACKS.watch}/*`;
  return [
    allow('FindChecks', ['cloudformation:DescribeStacks'], [stack], {
      why: 'A stack has no id until it is there',
    }),
    allow(
      'HearCheckers',
      ['route53:GetHealthCheckStatus'],
      [`arn:${Aws.PARTITION}:route53:::healthcheck/*`],
      {
        why: 'The checks are of a stack that comes after this one, and have no id until they are there',
      },
    ),
  ];
}

/** Raw forms of signals: put once, counted by incident. */
const evidenceRights = ({ buckets: { evidence }, key }: HomeParts): readonly Right[] => [
  allow(
    'KeepEvidence',
    ['s3:PutObject'],
    [OBJECTS.blobs, OBJECTS.evidence].map((prefix) => evidence.arnForObjects(`${prefix}*`)),
    { why: 'Bytes are named for their hash, and records for the incident that they are of' },
  ),
  allow('CountEvidence', ['s3:ListBucket'], [evidence.bucketArn], {
    conditions: { StringLike: { 's3:prefix': `${OBJECTS.evidence}*` } },
  }),
  keyRights.newObjects(key),
];

/** Where a page beside the login is on record. */
const plainPageRights = (parts: HomeParts, stack: Stack): readonly Right[] =>
  parts.config.platforms.every(({ origin }) => origin.plainPath === undefined)
    ? []
    : [allow('AskPlainPage', ['lambda:InvokeFunction'], probesOf(parts, stack))];

/** Where a platform's own metrics are on record. */
const metricsRights = ({ config }: HomeParts): readonly Right[] =>
  config.platforms.every(({ aws }) => aws === undefined)
    ? []
    : [
        allow('ReadMetrics', ['cloudwatch:GetMetricData'], ['*'], {
          why: 'The action knows no resource',
        }),
      ];
