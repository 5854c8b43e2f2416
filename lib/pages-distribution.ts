import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { HEALTH_PATH, SUBSCRIBE } from '../config/aws-names.ts';
import { MISSING_PAGE } from '../config/missing-page.ts';
import { acknowledge } from './acknowledge.ts';
import { compileEdge } from './compile-edge.ts';

export interface PagesDistributionProps {
  readonly bucket: IBucket;
  /** Answers the links in notices, `/stop/…` and `/vu/…`. */
  readonly apiDomain: string;
  /** Tells how the home does, at `/healthz`. */
  readonly healthDomain: string;
  /** Whether browsers may subscribe, at `/abonnement/…`, which it answers too. */
  readonly subscribes: boolean;
  /**
   * Under which people know it.
   *
   * @default CloudFront's own
   */
  readonly name?: { readonly host: string; readonly certificate: ICertificate };
}

/** A year, as preload lists ask: this name is Préau's own, and never anything but HTTPS. */
const HSTS = Duration.days(365);

/**
 * S3 says "forbidden" of what is not there to whoever may not list its bucket. Not its 404: a link of a
 * notice that is none is answered so by the API, in words of its own, and this holds for all addresses.
 */
const MISSING = {
  httpStatus: 403,
  responseHttpStatus: 404,
  responsePagePath: `/${MISSING_PAGE}`,
  // A page that is about to be written is missed no longer than that. Chosen.
  ttl: Duration.seconds(10),
} as const;

/** The status page at the edge: its files as they were put, and the way out of the notices. */
export class PagesDistribution extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: PagesDistributionProps) {
    super(scope, id);
    const responseHeadersPolicy = this.headers();
    const links = linksOf(props.apiDomain, responseHeadersPolicy);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Préau: status page',
      ...(props.name && {
        domainNames: [props.name.host],
        certificate: props.name.certificate,
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: false,
      defaultRootObject: 'index.html',
      errorResponses: [MISSING],
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(props.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
        cachePolicy: this.cache(),
        responseHeadersPolicy,
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: this.findPage() },
        ],
      },
      additionalBehaviors: {
        '/stop/*': links,
        '/vu/*': links,
        [HEALTH_PATH]: healthOf(props.healthDomain, responseHeadersPolicy),
        ...(props.subscribes && { [`${SUBSCRIBE.folder}*`]: links }),
      },
    });
    acknowledge(this.distribution, ...EXCEPTIONS);
  }

  /** A bucket knows no folders: the pages of a language and of a school are in some. */
  private findPage(): EdgeFunction {
    return new EdgeFunction(this, 'FindPage', {
      comment: 'Préau: folders of the status page',
      code: FunctionCode.fromInline(compileEdge(['find-page.js'])),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  /** What `adapters/aws/s3-pages.ts` says of a file holds: half a minute, old when S3 is down. */
  private cache(): CachePolicy {
    return new CachePolicy(this, 'Cache', {
      comment: 'Status page: as its files say',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(30),
      maxTtl: Duration.days(1),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  private headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Status page',
      securityHeadersBehavior: {
        // The pages name their own script and style by hash; this is what a page cannot say itself.
        contentSecurityPolicy: {
          contentSecurityPolicy: "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
          override: false,
        },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: HSTS, override: true },
      },
    });
  }
}

const EXCEPTIONS = [
  { rule: 'CFR1', reason: 'Whoever wants to know whether the platform is down may look.' },
  {
    rule: 'CFR2',
    reason:
      'Static files in a cache, and one path of an API that has its own throttle. CloudFront absorbs floods by itself (Shield Standard).',
  },
  {
    rule: 'CFR3',
    reason:
      'The links in notices have a token in their path: a log of them would let whoever reads it stop messages.',
  },
  {
    rule: 'CFR4',
    reason:
      'Only where the page has no name of its own yet: CloudFront’s own name has CloudFront’s own TLS.',
  },
] as const;

const apiAt = (domain: string): HttpOrigin =>
  new HttpOrigin(domain, {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
  });

/**
 * How the home does, and nothing of who asks. Its 200 is not kept here, but for seconds by the function
 * that says it: CloudFront shows what it has kept in the place of a 503, which is the very answer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const healthOf = (
  healthDomain: string,
  responseHeadersPolicy: ResponseHeadersPolicy,
): BehaviorOptions => ({
  origin: apiAt(healthDomain),
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  responseHeadersPolicy,
});

/** What readers of notices answer by: never cached, and handed on as it came. */
const linksOf = (
  apiDomain: string,
  responseHeadersPolicy: ResponseHeadersPolicy,
): BehaviorOptions => ({
  origin: apiAt(apiDomain),
  allowedMethods: AllowedMethods.ALLOW_ALL,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  // An HTTP API knows itself by its own host only.
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  responseHeadersPolicy,
});
