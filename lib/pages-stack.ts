import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { BUCKETS } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import { acknowledge } from './acknowledge.ts';
import { aliasRecords } from './alias-records.ts';
import type { CertificatesStack, ZoneFinder } from './certificates-stack.ts';
import { pagesHost } from './covered-names.ts';
import { PagesDistribution } from './pages-distribution.ts';

export interface PagesStackProps extends StackProps {
  readonly config: Config;
  readonly certificates: Pick<CertificatesStack, 'pages'>;
  readonly zones: ZoneFinder;
  /** The host of the home's HTTP API, which answers `/stop/…`: an address that notices carry. */
  readonly apiDomain: string;
  /** The host of the API that tells how the home does. */
  readonly healthDomain: string;
}

/** An earlier page has no use but to see what was said when. Chosen. */
const NONCURRENT = Duration.days(30);

/**
 * The status page: a bucket that the function `publish-pages` writes to, behind CloudFront.
 *
 * Where its name is under none of the zones, an output says where that name must point. The second
 * host is another company's; only its keys are here, in the secret that the configuration names.
 */
export class PagesStack extends Stack {
  constructor(scope: Construct, id: string, props: PagesStackProps) {
    super(scope, id, { crossRegionReferences: true, ...props });
    const { config, certificates, apiDomain, healthDomain } = props;
    const host = pagesHost(config);
    const { distribution } = new PagesDistribution(this, 'Pages', {
      bucket: this.makeBucket() as IBucket,
      apiDomain,
      healthDomain,
      subscribes: config.pages.push !== undefined,
      ...(certificates.pages && { name: { host, certificate: certificates.pages } }),
    });
    if (certificates.pages) aliasRecords(this, host, props.zones.zoneFor(host), distribution);
    else this.sayWhatToDo(host, distribution.distributionDomainName);
  }

  private makeBucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      bucketName: BUCKETS.pages(this.account, this.region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: NONCURRENT,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    acknowledge(bucket, {
      rule: 'S1',
      reason: 'Only the distribution reads it; what is in it is on a public page.',
    });
    return bucket;
  }

  private sayWhatToDo(host: string, domain: string): void {
    new CfnOutput(this, 'PagesHost', {
      value: domain,
      description: `${host} is under none of names.zones: certify it in us-east-1, add it to this distribution, and point it here by CNAME; or set pages.url to this name`,
    });
  }
}
