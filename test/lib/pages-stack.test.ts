import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, test } from 'vitest';
import { MISSING_PAGE } from '../../config/missing-page.ts';
import { configWith, mirrorApp } from './mirror-app.ts';

// Goal: the status page is at its own name, private behind CloudFront, and its way out reaches the API.
// Method: synthesise without bundles, and look at the properties that matter.

const templateOf = (changes: Readonly<Record<string, unknown>> = {}) =>
  Template.fromStack(mirrorApp(configWith(changes)).pages);

let template: Template;
// The first synthesis of a process loads most of aws-cdk-lib.
beforeAll(() => {
  template = templateOf();
}, 60_000);

test('serves the page at its name, over TLS 1.2 and HTTP/3, IPv4 and IPv6', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      Aliases: ['etat.region.example'],
      DefaultRootObject: 'index.html',
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      ViewerCertificate: Match.objectLike({ MinimumProtocolVersion: 'TLSv1.2_2021' }),
    }),
  });
  for (const Type of ['A', 'AAAA'])
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'etat.region.example.',
      Type,
    });
});

test('has a bucket by the name that the home writes to, public to nobody, read through access control', () => {
  template.resourceCountIs('AWS::S3::Bucket', 1);
  const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
  expect(JSON.stringify(bucket?.['Properties'].BucketName)).toContain('preau-pages-');
  template.hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
});

test('finds the pages of folders at the edge, and leaves the links of notices as they come', () => {
  template.hasResourceProperties('AWS::CloudFront::Function', {
    FunctionConfig: Match.objectLike({ Runtime: 'cloudfront-js-2.0' }),
    FunctionCode: Match.stringLikeRegexp('index\\.html'),
  });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      DefaultCacheBehavior: Match.objectLike({
        FunctionAssociations: [Match.objectLike({ EventType: 'viewer-request' })],
      }),
      CacheBehaviors: ['/stop/*', '/vu/*', '/healthz'].map((PathPattern) =>
        Match.objectLike({ PathPattern, FunctionAssociations: Match.absent() }),
      ),
    }),
  });
});

test('shows its own page where nothing is, and leaves what the API says of a link to the API', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      CustomErrorResponses: [
        {
          ErrorCode: 403,
          ResponseCode: 404,
          ResponsePagePath: `/${MISSING_PAGE}`,
          ErrorCachingMinTTL: 10,
        },
      ],
    }),
  });
});

test('takes every method under /stop/ and /vu/ to the API, uncached and under the API’s own host', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      CacheBehaviors: Match.arrayWith(
        ['/stop/*', '/vu/*'].map((PathPattern) =>
          Match.objectLike({
            PathPattern,
            AllowedMethods: Match.arrayWith(['POST']),
            // AWS's own: CachingDisabled, and AllViewerExceptHostHeader.
            CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
            OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
            ViewerProtocolPolicy: 'https-only',
          }),
        ),
      ),
      Origins: Match.arrayWith([
        Match.objectLike({
          DomainName: 'abc123.execute-api.eu-west-3.amazonaws.com',
          CustomOriginConfig: Match.objectLike({ OriginProtocolPolicy: 'https-only' }),
        }),
      ]),
    }),
  });
});

test('hands on how the home does as it comes: a 200 that it kept would stand in for a 503', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      CacheBehaviors: Match.arrayWith([
        Match.objectLike({
          PathPattern: '/healthz',
          AllowedMethods: ['GET', 'HEAD'],
          // AWS's own: CachingDisabled. No policy hands on anything of who asks.
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: Match.absent(),
          ViewerProtocolPolicy: 'https-only',
        }),
      ]),
      Origins: Match.arrayWith([
        Match.objectLike({ DomainName: 'def456.execute-api.eu-west-3.amazonaws.com' }),
      ]),
    }),
  });
});

test('may ask for HTTPS for good: its name is nobody else’s', () => {
  template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
        ContentSecurityPolicy: { Override: false },
      },
    },
  });
});

test('lets files say how long they are kept, from not at all to a day', () => {
  template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: { MinTTL: 0, MaxTTL: 86_400 },
  });
});

test('says what to do by hand for a name that is under none of the zones', () => {
  const template = templateOf({ 'pages.url': 'https://etat.ailleurs.example' });
  template.resourceCountIs('AWS::Route53::RecordSet', 0);
  template.hasOutput('PagesHost', {
    Description: Match.stringLikeRegexp('etat\\.ailleurs\\.example .* CNAME'),
  });
});

test('leads browsers that subscribe to the API, uncached, and only where they can', () => {
  const pathsOf = (of: Template): readonly string[] => {
    const [distribution] = Object.values(of.findResources('AWS::CloudFront::Distribution'));
    const { CacheBehaviors = [] } = (distribution?.['Properties']?.DistributionConfig ?? {}) as {
      readonly CacheBehaviors?: readonly {
        readonly PathPattern: string;
        readonly AllowedMethods: readonly string[];
      }[];
    };
    return CacheBehaviors.filter(
      ({ AllowedMethods }) => AllowedMethods.includes('OPTIONS') && AllowedMethods.includes('POST'),
    ).map(({ PathPattern }) => PathPattern);
  };
  expect(pathsOf(templateOf({ 'pages.push': {} }))).toContain('/abonnement/*');
  expect(pathsOf(template)).not.toContain('/abonnement/*');
});
