import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  Distribution,
  type Function as EdgeFunction,
  FunctionEventType,
  HttpVersion,
  PriceClass,
  type S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { MIRROR_OBJECTS } from '../config/aws-mirror-keys.ts';
import { acknowledge } from './acknowledge.ts';
import type { MirrorHeaders } from './mirror-headers.ts';

export interface MirrorDistributionProps {
  readonly platform: string;
  /** The protected name, then the mirror's own. */
  readonly names: readonly [string, string];
  /** For both names. */
  readonly certificate: ICertificate;
  readonly bucket: IBucket;
  readonly accessControl: S3OriginAccessControl;
  readonly headers: MirrorHeaders;
  readonly answerRequest: EdgeFunction;
  readonly finishResponse: EdgeFunction;
}

/** For how long an edge believes that an address is not there. Chosen: a lesson may come with the next build. */
const ABSENT = Duration.minutes(1);

/**
 * One platform's mirror at the edge, under its protected name and its own.
 *
 * One distribution each: a distribution has one certificate, one page for what is missing, and one
 * life. A name that cannot be validated or a change that goes wrong then touches one platform.
 *
 * Requests are let in by all methods, since the function answers writes by itself; in the clear
 * too, since the function sends them on by 302 and CloudFront itself would by 301.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
export class MirrorDistribution extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: MirrorDistributionProps) {
    super(scope, id);
    const { platform, headers, accessControl } = props;
    const absent = {
      responseHttpStatus: 404,
      responsePagePath: `/${MIRROR_OBJECTS.missing(platform)}`,
      ttl: ABSENT,
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Préau: mirror of ${platform}`,
      domainNames: [...props.names],
      certificate: props.certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      // Europe and North America: pupils overseas are served from the nearest of these. Chosen.
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: false,
      // Without the right to list, S3 says 403 of what is not there.
      errorResponses: [403, 404].map((httpStatus) => ({ httpStatus, ...absent })),
      defaultBehavior: {
        origin: S3BucketOrigin.withBucketDefaults(props.bucket, {
          originAccessControlId: accessControl.originAccessControlId,
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.ALLOW_ALL,
        compress: true,
        cachePolicy: headers.cachePolicy,
        originRequestPolicy: headers.originRequestPolicy,
        responseHeadersPolicy: headers.responseHeadersPolicy,
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: props.answerRequest },
          { eventType: FunctionEventType.VIEWER_RESPONSE, function: props.finishResponse },
        ],
      },
    });
    acknowledge(this.distribution, ...EXCEPTIONS);
  }
}

const EXCEPTIONS = [
  {
    rule: 'CFR1',
    reason: 'Pupils read their lessons from wherever they are, overseas and abroad.',
  },
  {
    rule: 'CFR2',
    reason:
      'Static files in a cache have nothing to be broken into, and a firewall that errs on the morning of a fall would shut pupils out. CloudFront absorbs floods by itself (Shield Standard).',
  },
  {
    rule: 'CFR3',
    reason:
      'Under the platform’s own name a log would hold pupils’ addresses and what they read; nothing of it is needed.',
  },
] as const;
