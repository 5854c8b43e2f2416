import { Stack } from 'aws-cdk-lib';
import type { IKeyValueStore } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { BUCKETS } from '../config/aws-names.ts';
import { allow, type Right } from './allow.ts';

/** What the builds of mirrors read and write. */
export interface MirrorParts {
  readonly lessons: Bucket;
  readonly work: Bucket;
  readonly mirrors: Bucket;
  readonly releases: IKeyValueStore;
  readonly signingKey: Secret;
  /** The Region of the home, where the evidence is. */
  readonly homeRegion: string;
}

const WHY_WORK =
  'Steps of a build leave there what the next reads: content by its hash, plan, shares.';

/**
 * What the functions of a build may do. Those that parse hostile lessons reach neither the mirrors
 * nor the signing key.
 */
export function mirrorRights(
  scope: Construct,
  parts: MirrorParts,
): Readonly<Record<'unpack-lessons' | 'build-mirror' | 'publish-mirror', readonly Right[]>> {
  const { lessons, work, mirrors, releases, signingKey, homeRegion } = parts;
  const { account, partition } = Stack.of(scope);
  const evidence = `arn:${partition}:s3:::${BUCKETS.evidence(account, homeRegion)}`;
  const readLessons = allow('ReadLessons', ['s3:GetObject'], [lessons.arnForObjects('*')], {
    why: 'Every file of the lessons bucket is a lesson or its settings.',
  });
  const useWork = allow('UseWork', ['s3:GetObject', 's3:PutObject'], [work.arnForObjects('*')], {
    why: WHY_WORK,
  });
  return {
    'unpack-lessons': [readLessons, useWork, list('FindObjects', [lessons, work])],
    'build-mirror': [readLessons, useWork, list('FindObjects', [lessons, work])],
    'publish-mirror': [
      readLessons,
      useWork,
      list('FindObjects', [lessons, work, mirrors]),
      allow(
        'Publish',
        ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        [mirrors.arnForObjects('releases/*'), mirrors.arnForObjects('help/*')],
        { why: 'A release has an object for each of its addresses; old ones are taken away.' },
      ),
      allow(
        'Point',
        [
          'cloudfront-keyvaluestore:DescribeKeyValueStore',
          'cloudfront-keyvaluestore:GetKey',
          'cloudfront-keyvaluestore:ListKeys',
          'cloudfront-keyvaluestore:UpdateKeys',
        ],
        [releases.keyValueStoreArn],
      ),
      allow('Sign', ['secretsmanager:GetSecretValue'], [signingKey.secretArn]),
      allow('TellTheHome', ['s3:PutObject'], [`${evidence}/manifests/*`], {
        why: 'A manifest per platform, named for its id.',
      }),
      allow(
        'EncryptForTheHome',
        ['kms:GenerateDataKey', 'kms:Decrypt'],
        [`arn:${partition}:kms:${homeRegion}:${account}:key/*`],
        {
          conditions: {
            StringEquals: { 'kms:ViaService': `s3.${homeRegion}.amazonaws.com` },
            'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/preau/personal-data' },
          },
          why: "The home's key is known in this Region by its alias, which the condition asks for, and by S3 alone.",
        },
      ),
    ],
  };
}

const list = (sid: string, buckets: readonly Bucket[]): Right =>
  allow(
    sid,
    ['s3:ListBucket'],
    buckets.map(({ bucketArn }) => bucketArn),
  );
