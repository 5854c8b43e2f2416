import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What a service needs to put an encrypted message into a topic or a queue. */
const SEND = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * The key of all that holds phone numbers and addresses: tables, the directory, receipts, secrets
 * and logs. Whoever may read a table may still not read it without this key.
 *
 * It is kept when its stack goes: without it the backups could not be read.
 */
export class PersonalDataKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Préau: tables, receipts, secrets and logs that hold addresses',
      alias: 'preau/personal-data',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      policy: new PolicyDocument({ statements: [ofAccount()] }),
    });
    this.allowLogs();
    this.allowReceipts('AllowMail', 'ses.amazonaws.com');
    this.allowReceipts('AllowSms', 'sms-voice.amazonaws.com');
  }

  /** For logs of this account and Region only. */
  private allowLogs(): void {
    const { account, region, partition } = Stack.of(this);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowLogs',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        // In a key's own policy this is the key itself.
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
  }

  /**
   * For what this account's providers report of its messages, by a topic. By the account alone: the
   * call comes through SNS, which is not documented to carry the configuration set's ARN as far.
   */
  private allowReceipts(sid: string, principal: string): void {
    const { account } = Stack.of(this);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(principal)],
        actions: SEND,
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}

/**
 * Leaves the key to the account's own rights. Without it nobody could manage the key; with less,
 * not all of it.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const ofAccount = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'ByRightsOfTheAccount',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: [...MANAGE, ...USE].map((action) => `kms:${action}`),
    // In a key's own policy this is the key itself.
    resources: ['*'],
  });

const MANAGE = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

const USE = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];
