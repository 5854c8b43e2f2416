import type { IKeyValueStore } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BUCKETS } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import { acknowledge } from './acknowledge.ts';
import { giveRights } from './give-rights.ts';
import { MirrorBuildAlarm } from './mirror-build-alarm.ts';
import { MirrorBuildBuckets } from './mirror-build-buckets.ts';
import { MirrorBuildSteps } from './mirror-build-steps.ts';
import { MirrorNights } from './mirror-nights.ts';
import { type MirrorParts, mirrorRights } from './mirror-rights.ts';
import { PreauFunction } from './preau-function.ts';

export interface MirrorBuildsProps {
  readonly config: Config;
  /** JSON, as the functions get it. */
  readonly deployment: string;
  /** Of the mirrors. */
  readonly bucket: Bucket;
  /** Which release of each mirror is served. */
  readonly releases: IKeyValueStore;
}

/** Builds each mirror every night from the lessons in its bucket, on as many machines as it needs. */
export class MirrorBuilds extends Construct {
  constructor(scope: Construct, id: string, props: MirrorBuildsProps) {
    super(scope, id);
    const { config, deployment, bucket, releases } = props;
    const { account, region } = Stack.of(this);
    const homeRegion = config.aws?.region ?? region;
    const { lessons, work } = new MirrorBuildBuckets(this, 'Buckets');
    const signingKey = this.makeKey();
    const parts: MirrorParts = { lessons, work, mirrors: bucket, releases, signingKey, homeRegion };
    const shared = { lessonsBucket: lessons.bucketName, workBucket: work.bucketName };
    const unpacker = new PreauFunction(this, 'unpack-lessons', {
      name: 'unpack-lessons',
      deployment,
      environment: shared,
    });
    const builder = new PreauFunction(this, 'build-mirror', {
      name: 'build-mirror',
      deployment,
      environment: shared,
    });
    const publisher = new PreauFunction(this, 'publish-mirror', {
      name: 'publish-mirror',
      deployment,
      environment: {
        ...shared,
        mirrorBucket: bucket.bucketName,
        evidenceBucket: BUCKETS.evidence(account, homeRegion),
        releasesStore: releases.keyValueStoreArn,
        mirrorKeySecret: signingKey.secretArn,
      },
    });
    const rights = mirrorRights(this, parts);
    giveRights(unpacker.role, rights['unpack-lessons']);
    giveRights(builder.role, rights['build-mirror']);
    giveRights(publisher.role, rights['publish-mirror']);
    const { stateMachine } = new MirrorBuildSteps(this, 'Steps', {
      work: work as IBucket,
      unpacker: unpacker.lambda,
      builder: builder.lambda,
      publisher: publisher.lambda,
    });
    new MirrorNights(this, 'Nights', { config, stateMachine });
    new MirrorBuildAlarm(this, 'Alarm', { config, stateMachine });
  }

  /** Random letters, from which the function makes its key: nothing has to be put there by hand. */
  private makeKey(): Secret {
    const secret = new Secret(this, 'SigningKey', {
      description: 'Préau: what the manifests of mirrors are signed with, or an Ed25519 key in PEM',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      rule: 'SMG4',
      reason:
        'A signature is checked years later by the key that made it: who changes it does so on purpose, and keeps the old public half.',
    });
    return secret;
  }
}
