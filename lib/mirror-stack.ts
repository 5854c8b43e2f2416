import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type IDistribution, KeyValueStore } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import { aliasRecords } from './alias-records.ts';
import type { CertificatesStack, ZoneFinder } from './certificates-stack.ts';
import type { EdgeFacts } from './edge-code.ts';
import { MirrorBucket } from './mirror-bucket.ts';
import { MirrorBuilds } from './mirror-builds.ts';
import { MirrorSites } from './mirror-sites.ts';
import { wordsIn } from './words-in.ts';

export interface MirrorStackProps extends StackProps {
  readonly config: Config;
  /** JSON, as the functions get it. */
  readonly deployment: string;
  readonly certificates: Pick<CertificatesStack, 'mirrors'>;
  readonly zones: ZoneFinder;
}

/**
 * The mirrors that Préau keeps itself: one bucket of releases, a distribution each with its own
 * name pointed to it, the store that says which release is served, and the builds.
 *
 * The protected names are the names stack's: it points them here only as the second of a pair.
 *
 * @throws Error when there is no `aws.mirrors`, or more mirrors than CloudFront's quotas allow
 */
export class MirrorStack extends Stack {
  /** By platform. */
  readonly distributions: ReadonlyMap<string, IDistribution>;

  constructor(scope: Construct, id: string, props: MirrorStackProps) {
    super(scope, id, { crossRegionReferences: true, ...props });
    const { config, deployment, certificates, zones } = props;
    const kept = keptIn(config);
    const facts: EdgeFacts = { mirrors: mirroredIn(config), unavailable: wordsFrom(deployment) };
    const { bucket } = new MirrorBucket(this, 'Mirrors', {
      bucketName: kept.bucket,
      ...(kept.lockDays === undefined ? {} : { lockDays: kept.lockDays }),
    });
    const releases = new KeyValueStore(this, 'Releases', {
      comment: 'Préau: which release of each mirror is served',
    });
    const shared = { bucket, releases };
    const sites = new MirrorSites(this, 'Sites', {
      ...shared,
      facts,
      certificates: certificates.mirrors,
    });
    this.distributions = sites.distributions;
    for (const { platform, ownName } of facts.mirrors) {
      const distribution = this.distributions.get(platform);
      if (distribution) aliasRecords(this, ownName, zones.zoneFor(ownName), distribution);
    }
    new MirrorBuilds(this, 'Builds', { ...shared, config, deployment });
    new CfnOutput(this, 'ReleasesStore', { value: releases.keyValueStoreArn });
  }
}

function keptIn({ aws }: Config) {
  if (aws?.mirrors) return aws.mirrors;
  throw new Error(
    'aws.mirrors: expected a bucket for the mirrors with cloudFront, got none; name one, or leave cloudFront out',
  );
}

const mirroredIn = ({ platforms }: Config): EdgeFacts['mirrors'] =>
  platforms.flatMap(({ id: platform, hostname, mirror }) =>
    mirror?.cloudFront
      ? [
          {
            platform,
            hostname: hostname.toLowerCase(),
            ownName: mirror.ownName.toLowerCase(),
          },
        ]
      : [],
  );

function wordsFrom(deployment: string): EdgeFacts['unavailable'] {
  const words = wordsIn(deployment);
  return {
    title: words('mirror.unavailable.title'),
    detail: words('mirror.unavailable.detail').trim(),
  };
}
