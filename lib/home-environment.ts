import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type FunctionName, shapeOf } from '../config/aws-functions.ts';
import { BUCKETS, type Variable } from '../config/aws-names.ts';
import type { HomeQueue } from '../config/aws-queues.ts';
import { knownZoneIds } from './dns-rights.ts';
import type { HomeParts } from './home-parts.ts';

type Environment = Readonly<Partial<Record<Variable, string>>>;

/** A value for each variable that the home can give; the table of functions says who gets which. */
export function homeEnvironment(scope: Construct, parts: HomeParts): Environment {
  const { config, tables, queues, buckets, mail, sms, pushes } = parts;
  const stack = Stack.of(scope);
  const zoneIds = knownZoneIds(config);
  const { holdBucket, holdRegion, secondHost } = config.aws;
  const gatewaySecret = config.notices.sms?.fallback?.secret;
  const url = (name: Exclude<HomeQueue, 'pushes'>): string => queues.byName[name].queue.queueUrl;
  const deadLetters = [...queues.deadLetters().values()].map(({ queueUrl }) => queueUrl);
  return {
    journalTable: tables.journal.tableName,
    observationsTable: tables.observations.tableName,
    deliveriesTable: tables.deliveries.tableName,
    scratchTable: tables.scratch.tableName,
    roundsQueue: url('rounds'),
    actionsQueue: url('actions'),
    plansQueue: url('plans'),
    mailQueue: url('mail'),
    smsQueue: url('sms'),
    pagesQueue: url('pages'),
    evidenceBucket: buckets.evidence.bucketName,
    directoryBucket: buckets.directory.bucketName,
    pagesBucket: BUCKETS.pages(stack.account, stack.region),
    holdBucket,
    holdRegion,
    optOutSecret: parts.optOutSecret.secretArn,
    mailConfigurationSet: mail.configurationSet.configurationSetName,
    deadLetterQueues: stack.toJsonString(deadLetters),
    ...(pushes && {
      browsersTable: pushes.table.tableName,
      pushesQueue: pushes.queue.queueUrl,
      pushKeySecret: pushes.secret.secretArn,
    }),
    ...(sms && { smsConfigurationSet: sms.configurationSetName }),
    ...(zoneIds && { zoneIds: JSON.stringify(zoneIds) }),
    ...(gatewaySecret && { smsGatewaySecret: gatewaySecret }),
    ...(secondHost && { secondHostSecret: secondHost.secret }),
  };
}

/** Of what the home can give, what one function asks for. */
export function environmentFor(name: FunctionName, all: Environment): Environment {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const asked = [...variables, ...optionalVariables];
  return Object.fromEntries(
    asked.flatMap((one) => (all[one] === undefined ? [] : [[one, all[one]]])),
  );
}
