import { Aws } from 'aws-cdk-lib';
import { MIRROR_OBJECTS } from '../config/aws-mirror-keys.ts';
import { OBJECTS } from '../config/aws-names.ts';
import { allow, type Right } from './allow.ts';
import type { HomeParts } from './home-parts.ts';
import { keyRights } from './key-rights.ts';

/** What was last published to each mirror. */
export const manifestRights = (parts: HomeParts): readonly Right[] =>
  parts.config.platforms.every(({ mirror }) => mirror === undefined)
    ? []
    : [...toldRights(parts), keyRights.objects(parts.key)];

/** Besides, which releases the mirrors' own bucket keeps: it is another Region's, and has no key of ours. */
export function releasesRights(parts: HomeParts): readonly Right[] {
  const { mirrors } = parts.config.aws;
  if (mirrors === undefined) return [];
  const bucket = `arn:${Aws.PARTITION}:s3:::${mirrors.bucket}`;
  const manifests = `${bucket}/${MIRROR_OBJECTS.release('*', '*')}_preau/manifest.json`;
  return [
    ...toldRights(parts),
    allow('ReadReleases', ['s3:GetObject'], [manifests], {
      why: 'A release is named for its build, and is there as long as it is kept; nothing but its manifest is read',
    }),
    allow('ListReleases', ['s3:ListBucket'], [bucket], {
      conditions: { StringLike: { 's3:prefix': `${MIRROR_OBJECTS.releases('*')}*` } },
    }),
  ];
}

/** As a builder told the home. */
const toldRights = ({ buckets: { evidence } }: HomeParts): readonly Right[] => [
  allow('ReadManifests', ['s3:GetObject'], [evidence.arnForObjects(OBJECTS.manifest('*'))], {
    why: 'One manifest a platform: a policy that names each outgrows 6,144 characters at some sixty',
  }),
  // Without it, S3 says "forbidden" of a manifest that was not published yet.
  allow('MissManifests', ['s3:ListBucket'], [evidence.bucketArn]),
];
