import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BUCKETS } from '../config/aws-names.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * A build that stopped can be looked into for so long; the next begins anew. What was unpacked serves
 * for less: adapters/aws/s3-package-shelf.ts. Chosen.
 */
const WORK_KEPT = Duration.days(7);
/** Lessons that were overwritten or taken away by mistake. Chosen. */
const LESSONS_KEPT = Duration.days(30);

const SHUT = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} as const satisfies BucketProps;

/**
 * What mirrors are built from, and where their builds leave things between steps: two buckets,
 * because whoever puts lessons there is not trusted with what comes out of them.
 */
export class MirrorBuildBuckets extends Construct {
  readonly lessons: Bucket;
  readonly work: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    this.lessons = new Bucket(this, 'Lessons', {
      ...SHUT,
      bucketName: BUCKETS.lessons(account, region),
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: LESSONS_KEPT,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    this.work = new Bucket(this, 'Work', {
      ...SHUT,
      removalPolicy: RemovalPolicy.DESTROY,
      lifecycleRules: [
        { expiration: WORK_KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    const reason =
      'Read and written by the builds and by who brings the lessons; the signed manifest says what came of them.';
    for (const bucket of [this.lessons, this.work]) acknowledge(bucket, { rule: 'S1', reason });
    new CfnOutput(this, 'LessonsBucket', {
      value: this.lessons.bucketName,
      description: 'Put the lessons of each platform here, under its id',
    });
  }
}
