import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { type BucketLocationConstraint, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { BUCKETS, type Variable } from '../../config/aws-names.ts';
import {
  type AnyTableShape,
  BROWSERS_TABLE,
  DELIVERIES_TABLE,
  JOURNAL_TABLE,
  OBSERVATIONS_TABLE,
  SCRATCH_TABLE,
} from '../../config/aws-tables.ts';
import { tableInput } from '../contract/dynamo-endpoint.ts';
import { type AlarmBus, makeAlarmBus } from './alarm-bus.ts';
import { makeQueues, type Queues } from './aws-queues.ts';
import { ACCOUNT } from './moto-server.ts';

export const REGION = 'eu-west-3';
export const HOLD_REGION = 'eu-west-1';

/** moto takes any. */
export const KEYS = { accessKeyId: 'conformance', secretAccessKey: 'conformance' };
const CONFIGURATION_SET = 'preau';
/** Whom mails come from. */
export const SENDER = 'preau@region.example';

const TABLES = {
  journal: JOURNAL_TABLE,
  observations: OBSERVATIONS_TABLE,
  deliveries: DELIVERIES_TABLE,
  scratch: SCRATCH_TABLE,
  browsers: BROWSERS_TABLE,
} as const satisfies Readonly<Record<string, AnyTableShape>>;

export const BUCKET_NAMES = {
  holds: 'preau-holds',
  secondHost: 'etat-ailleurs',
  directory: BUCKETS.directory(ACCOUNT, REGION),
  evidence: BUCKETS.evidence(ACCOUNT, REGION),
  pages: BUCKETS.pages(ACCOUNT, REGION),
} as const;

export interface Clients {
  readonly dynamo: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly holds: S3Client;
  readonly sns: SNSClient;
  readonly route53: Route53Client;
}

/** An account with what the stacks would have made in it, as far as functions meet it. */
export interface Account {
  readonly url: string;
  readonly clients: Clients;
  readonly queues: Queues;
  readonly alarms: AlarmBus;
  readonly streamArn: string;
  /** What the functions are told, by the variables' own names. */
  readonly values: Readonly<Partial<Record<Variable, string>>>;
  close(): void;
}

/** The test's own clients: what is asserted is read through these, never through an adapter. */
function clientsOf(endpoint: string): Clients {
  const home = { endpoint, region: REGION, credentials: KEYS };
  return {
    dynamo: new DynamoDBClient(home),
    sqs: new SQSClient(home),
    s3: new S3Client(home),
    holds: new S3Client({ ...home, region: HOLD_REGION }),
    sns: new SNSClient(home),
    route53: new Route53Client({ ...home, region: 'us-east-1' }),
  };
}

/**
 * Make tables (by config/aws-tables.ts), queues, buckets and secrets in moto.
 *
 * @param url moto's
 */
export async function openAccount(url: string): Promise<Account> {
  const clients = clientsOf(url);
  const streamArn = await makeTables(clients.dynamo);
  await makeBuckets(clients);
  const queues = await makeQueues(clients);
  const alarms = await makeAlarmBus(url, REGION, queues.of.rounds.arn);
  await letMailLeave(url);
  const secondHostSecret = await makeSecret(url, 'preau/second-host', KEYS);
  const optOutSecret = await makeSecret(url, 'preau/opt-out', 'f'.repeat(64));
  const pushKeySecret = await makeSecret(url, 'preau/push-key', 'g'.repeat(64));
  return {
    url,
    clients,
    queues,
    alarms,
    streamArn,
    values: {
      journalTable: 'journal',
      observationsTable: 'observations',
      deliveriesTable: 'deliveries',
      scratchTable: 'scratch',
      browsersTable: 'browsers',
      ...queues.values,
      holdBucket: BUCKET_NAMES.holds,
      holdRegion: HOLD_REGION,
      evidenceBucket: BUCKET_NAMES.evidence,
      directoryBucket: BUCKET_NAMES.directory,
      pagesBucket: BUCKET_NAMES.pages,
      secondHostSecret,
      optOutSecret,
      pushKeySecret,
      mailConfigurationSet: CONFIGURATION_SET,
      smsConfigurationSet: CONFIGURATION_SET,
      relayFunction: 'preau-relay-outbox',
    },
    close: () => Object.values(clients).forEach((client) => client.destroy()),
  };
}

/** @returns the journal's stream */
async function makeTables(client: DynamoDBClient): Promise<string> {
  for (const [name, shape] of Object.entries(TABLES)) {
    const stream = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const };
    await client.send(
      new CreateTableCommand({
        ...tableInput(name, shape),
        ...(name === 'journal' && { StreamSpecification: stream }),
      }),
    );
  }
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'journal' }));
  return Table?.LatestStreamArn ?? '';
}

async function makeBuckets({ s3, holds }: Clients): Promise<void> {
  const make = (client: S3Client, Bucket: string, LocationConstraint: BucketLocationConstraint) =>
    client.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }),
    );
  for (const [use, name] of Object.entries(BUCKET_NAMES))
    await (use === 'holds' ? make(holds, name, HOLD_REGION) : make(s3, name, REGION));
}

/** @returns its ARN */
async function makeSecret(url: string, Name: string, value: object | string): Promise<string> {
  const client = new SecretsManagerClient({ endpoint: url, region: REGION, credentials: KEYS });
  try {
    const made = new CreateSecretCommand({
      Name,
      SecretString: typeof value === 'string' ? value : JSON.stringify(value),
    });
    return (await client.send(made)).ARN ?? '';
  } finally {
    client.destroy();
  }
}

/** SES refuses a sender that nobody verified, in moto as at AWS. */
async function letMailLeave(url: string): Promise<void> {
  const client = new SESv2Client({ endpoint: url, region: REGION, credentials: KEYS });
  const ConfigurationSetName = CONFIGURATION_SET;
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER }));
  client.destroy();
}
