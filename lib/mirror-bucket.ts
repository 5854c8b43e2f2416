import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface MirrorBucketProps {
  readonly bucketName: string;
  /**
   * Published releases cannot be altered nor taken away for so many days.
   *
   * @default no object lock
   */
  readonly lockDays?: number;
}

/** A release that was replaced can be had back for so long. Chosen. */
const NONCURRENT_DAYS = 30;

/**
 * The releases of all mirrors that Préau keeps itself. Nobody reads it but the distributions.
 *
 * The lock is in governance mode: none of Préau's roles may go round it, and an account's owner who
 * mistook ten years for ten days still can.
 */
export class MirrorBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { bucketName, lockDays }: MirrorBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      // What is in it is public; a key of our own would be one more thing that can be missing.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(Math.max(NONCURRENT_DAYS, lockDays ?? 0)),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { expiredObjectDeleteMarker: true },
      ],
      ...(lockDays === undefined
        ? {}
        : {
            objectLockEnabled: true,
            objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(lockDays)),
          }),
    });
    acknowledge(this.bucket, {
      rule: 'S1',
      reason:
        'Only the distributions read it; a log of reads under the platform’s name would be one of pupils. Its manifests are the evidence of what was written.',
    });
  }
}
