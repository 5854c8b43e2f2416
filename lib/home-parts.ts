import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AwsConfig } from '../config/schema-aws.ts';
import type { Config } from '../config/schema.ts';
import type { HomeBuckets } from './home-buckets.ts';
import type { HomeQueues } from './home-queues.ts';
import type { HomeTables } from './home-tables.ts';
import type { MailSending } from './mail-sending.ts';
import type { SmsSending } from './sms-sending.ts';

/** Of browsers that subscribed. */
export interface PushParts {
  readonly table: TableV2;
  readonly queue: IQueue;
  /** Random letters: the key that push services know the home by is made of them. */
  readonly secret: Secret;
}

/** What the functions of the home work on. */
export interface HomeParts {
  readonly config: Config & { readonly aws: AwsConfig };
  readonly key: IKey;
  readonly tables: HomeTables;
  readonly queues: HomeQueues;
  readonly buckets: HomeBuckets;
  /** Null where `pages.push` does not ask that browsers be told. */
  readonly pushes: PushParts | null;
  /** Proves the links by which contacts leave. */
  readonly optOutSecret: Secret;
  readonly mail: MailSending;
  /** Null when SMS go by SNS, or not at all. */
  readonly sms: SmsSending | null;
}
