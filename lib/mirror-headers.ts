import { Duration } from 'aws-cdk-lib';
import {
  CachePolicy,
  HeadersReferrerPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { MIRROR_POLICIES } from './mirror-policies.ts';

/**
 * How all mirrors are cached, and what every answer of theirs carries.
 *
 * Nothing here may outlive the outage on the platform's own name: no HSTS, no cookie is let
 * through, in or out, and how long browsers keep a page is the function's say.
 */
export class MirrorHeaders extends Construct {
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy: OriginRequestPolicy;
  readonly responseHeadersPolicy: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // An object's address has its build in it: it never changes, and the help pages, which are not
    // for browsers to store, may well be kept here while a whole région asks for its login.
    this.cachePolicy = new CachePolicy(this, 'Cache', {
      comment: 'Mirrors: by address alone',
      minTtl: Duration.minutes(1),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.days(1),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
    this.originRequestPolicy = new OriginRequestPolicy(this, 'Request', {
      comment: 'Mirrors: lets the function see whether a request came in the clear',
      headerBehavior: OriginRequestHeaderBehavior.allowList('CloudFront-Forwarded-Proto'),
    });
    this.responseHeadersPolicy = new ResponseHeadersPolicy(this, 'Response', {
      comment: 'Mirrors: nothing runs, nothing outlives the outage',
      securityHeadersBehavior: {
        // Of a file of a release the function says what it may do, and this does not override. What is
        // left is the page for what is missing, whose search may run.
        contentSecurityPolicy: { contentSecurityPolicy: MIRROR_POLICIES.search, override: false },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Preau-Mirror', value: '1', override: true },
          { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        ],
      },
      removeHeaders: ['x-amz-server-side-encryption', 'x-amz-version-id'],
    });
  }
}
