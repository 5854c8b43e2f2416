import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BUCKETS } from '../config/aws-names.ts';

/** As long as the functions' logs. */
const LOGS_KEPT = Duration.days(90);
/** An earlier directory of schools is of use for a mistaken import only, and names people. Chosen. */
const DIRECTORIES_KEPT = Duration.days(30);
/** Chosen. */
const UPLOADS_KEPT = Duration.days(7);

const SHUT = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
} as const satisfies BucketProps;

/**
 * The two buckets of the home, which nobody but its account reads, and a third that keeps who did.
 *
 * Their names are those of `config/aws-names.ts`: the command line and stacks of other Regions find
 * them by account and Region.
 */
export class HomeBuckets extends Construct {
  readonly evidence: Bucket;
  readonly directory: Bucket;

  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id);
    const logs = new Bucket(this, 'AccessLogs', {
      ...SHUT,
      // The service that writes access logs takes no key of ours.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [
        { expiration: LOGS_KEPT, abortIncompleteMultipartUploadAfter: UPLOADS_KEPT },
      ],
    });
    this.evidence = this.make('evidence', key, logs);
    this.directory = this.make('directory', key, logs, DIRECTORIES_KEPT);
  }

  private make(name: 'evidence' | 'directory', key: IKey, logs: Bucket, kept?: Duration): Bucket {
    const { account, region } = Stack.of(this);
    const bucket = new Bucket(this, name, {
      ...SHUT,
      bucketName: BUCKETS[name](account, region),
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      versioned: true,
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: UPLOADS_KEPT,
          ...(kept && { noncurrentVersionExpiration: kept }),
        },
      ],
    });
    logAccess(bucket, logs, `${name}/`);
    return bucket;
  }
}

/** By policy: the construct's own property would open the log bucket by an access list. */
function logAccess(bucket: Bucket, logs: Bucket, logFilePrefix: string): void {
  const { defaultChild } = bucket.node;
  if (defaultChild instanceof CfnBucket)
    defaultChild.loggingConfiguration = { destinationBucketName: logs.bucketName, logFilePrefix };
  logs.addToResourcePolicy(
    new PolicyStatement({
      sid: `Logs${logFilePrefix.replace(/\W/g, '')}`,
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects(`${logFilePrefix}*`)],
      conditions: {
        ArnLike: { 'aws:SourceArn': bucket.bucketArn },
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
      },
    }),
  );
}
