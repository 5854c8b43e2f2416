import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface HoldBucketProps {
  /** The bucket's name: the health checks ask for it by name. */
  readonly bucketName: string;
}

/** Where the holds are in the bucket; nothing else in it can be read. */
export const HOLDS_PREFIX = 'holds/';

/**
 * The switches that keep visitors on their mirrors: one object per held platform.
 *
 * Putting `holds/<platform>` shelters, deleting it releases; no Route 53 API is needed. Anybody may
 * read a hold, because Route 53 cannot sign its requests, and its only content is that it exists;
 * nobody may list them, and only IAM writes. An absent object answers 403, which counts as failed.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export class HoldBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: HoldBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: props.bucketName,
      // KMS would refuse anonymous readers.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      blockPublicAccess: new BlockPublicAccess({
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      }),
    });
    acknowledge(
      this.bucket,
      {
        rule: 'S1',
        reason: 'Health checkers ask for a hold every second; what they find is in the checks.',
      },
      {
        rule: 'S2',
        reason:
          'Route 53 cannot sign its requests: anybody may read a hold, which holds nothing but its existence. Nobody may list or write.',
      },
    );
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [`arn:${Stack.of(this).partition}:s3:::${props.bucketName}/${HOLDS_PREFIX}*`],
      }),
    );
  }
}

/** The host name that a bucket's objects are asked from, over HTTPS. */
export function holdHost(bucketName: string, region: string): string {
  return `${bucketName}.s3.${region}.amazonaws.com`;
}
