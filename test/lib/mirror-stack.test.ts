import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { ARCHIVE_LIMITS } from '../../adapters/local/archive/archive-limits.ts';
import { aConfig } from '../config/a-config.ts';
import { readConfig } from '../../config/read-config.ts';
import { configWith, mirrorApp } from './mirror-app.ts';

// Goal: the mirrors that Préau keeps are private behind the edge, and nothing of them outlives the outage
// on the platform's name. Method: synthesise without bundles, and look at the properties that matter.

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
}

const templateOf = (changes: Readonly<Record<string, unknown>> = {}) =>
  Template.fromStack(mirrorApp(configWith(changes)).mirror);

let template: Template;
// The first synthesis of a process loads most of aws-cdk-lib.
beforeAll(() => {
  template = templateOf();
}, 60_000);

describe('the distribution', () => {
  const TYPE = 'AWS::CloudFront::Distribution';
  const configOf = (config: object) => ({ DistributionConfig: Match.objectLike(config) });

  test('answers under the protected name and its own, with the certificate of both', () => {
    template.hasResourceProperties(
      TYPE,
      configOf({
        Aliases: ['ent.region.example', 'secours.region.example'],
        ViewerCertificate: {
          AcmCertificateArn: Match.anyValue(),
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
        HttpVersion: 'http2and3',
        IPV6Enabled: true,
      }),
    );
  });

  test('lets the edge answer every method, and sends nobody on by 301', () => {
    template.hasResourceProperties(
      TYPE,
      configOf({
        DefaultCacheBehavior: Match.objectLike({
          ViewerProtocolPolicy: 'allow-all',
          AllowedMethods: Match.arrayWith(['PUT', 'POST', 'DELETE']),
          Compress: true,
          FunctionAssociations: [
            Match.objectLike({ EventType: 'viewer-request' }),
            Match.objectLike({ EventType: 'viewer-response' }),
          ],
        }),
      }),
    );
  });

  test('shows the page that helps for what is not there, and keeps no log', () => {
    const missing = { ResponseCode: 404, ResponsePagePath: '/help/ent/404.html' };
    template.hasResourceProperties(
      TYPE,
      configOf({
        Logging: Match.absent(),
        CustomErrorResponses: [
          Match.objectLike({ ErrorCode: 403, ...missing }),
          Match.objectLike({ ErrorCode: 404, ...missing }),
        ],
      }),
    );
  });

  test('lets no cookie and no query through', () => {
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
        },
      },
    });
    template.hasResourceProperties('AWS::CloudFront::OriginRequestPolicy', {
      OriginRequestPolicyConfig: {
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    });
  });

  test('has security headers, and no HSTS of its own', () => {
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: Match.objectLike({ Override: false }),
          ContentTypeOptions: { Override: true },
          ReferrerPolicy: { Override: true, ReferrerPolicy: 'no-referrer' },
          StrictTransportSecurity: Match.absent(),
        },
      },
    });
    expect(JSON.stringify(template.toJSON())).not.toMatch(/strict-transport-security/i);
  });

  test('has its own name pointed to it, and never the protected one', () => {
    const names = Object.values(
      template.findResources('AWS::Route53::RecordSet') as Record<string, Resource>,
    ).map(({ Properties }) => [Properties['Name'], Properties['Type']]);
    expect(names).toEqual([
      ['secours.region.example.', 'A'],
      ['secours.region.example.', 'AAAA'],
    ]);
  });
});

describe('the edge', () => {
  test('has both functions in runtime 2.0, and one store of releases for the first', () => {
    template.resourceCountIs('AWS::CloudFront::Function', 2);
    template.resourceCountIs('AWS::CloudFront::KeyValueStore', 1);
    template.hasResourceProperties('AWS::CloudFront::Function', {
      FunctionCode: Match.stringLikeRegexp('momentanément[^]*release/'),
      FunctionConfig: {
        Runtime: 'cloudfront-js-2.0',
        KeyValueStoreAssociations: [{ KeyValueStoreARN: Match.anyValue() }],
      },
    });
  });
});

describe('the bucket of the mirrors', () => {
  const SHUT = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };

  test('is public to nobody, as is every other of the stack', () => {
    const buckets = template.findResources('AWS::S3::Bucket') as Record<string, Resource>;
    expect(Object.keys(buckets)).toHaveLength(3);
    for (const { Properties } of Object.values(buckets))
      expect(Properties['PublicAccessBlockConfiguration']).toEqual(SHUT);
  });

  test('is read by its distribution alone, through access control', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'MirrorsRead',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': [Match.anyValue()] } },
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  test('keeps its versions, stays when the stack goes, and is locked only where that is asked for', () => {
    const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
    const bucket = {
      BucketName: 'preau-miroirs-exemple',
      VersioningConfiguration: { Status: 'Enabled' },
    };
    template.hasResource('AWS::S3::Bucket', {
      ...kept,
      Properties: { ...bucket, ObjectLockEnabled: Match.absent() },
    });
    const mirrors = { bucket: 'preau-miroirs-exemple', region: 'eu-central-1', lockDays: 45 };
    templateOf({ 'aws.mirrors': mirrors }).hasResourceProperties('AWS::S3::Bucket', {
      ...bucket,
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        Rule: { DefaultRetention: { Days: 45, Mode: 'GOVERNANCE' } },
      },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 45 } }),
        ]),
      },
    });
  });
});

describe('the builds', () => {
  test('begin each night in the organisation’s time zone, or in the platform’s own', () => {
    const nights = (zone: string) => ({
      ScheduleExpression: 'cron(0 1 * * ? *)',
      ScheduleExpressionTimezone: zone,
      Target: { Input: '{"platform":"ent"}' },
    });
    template.hasResourceProperties('AWS::Scheduler::Schedule', nights('Europe/Paris'));
    templateOf({ 'platforms.0.timeZone': 'Indian/Reunion' }).hasResourceProperties(
      'AWS::Scheduler::Schedule',
      nights('Indian/Reunion'),
    );
  });

  test('are not begun at night for a mirror that is built elsewhere', () => {
    const built = templateOf({ 'platforms.0.mirror.built': 'elsewhere' });
    expect(built.findResources('AWS::Scheduler::Schedule')).toEqual({});
  });

  test('go by distributed maps over what the steps before left, and tolerate no failure', () => {
    const machines = template.findResources('AWS::StepFunctions::StateMachine');
    const text = JSON.stringify(machines);
    const maps = text.match(/\\"Mode\\":\\"DISTRIBUTED\\"/g) ?? [];
    expect(maps).toHaveLength(2);
    expect(text).toContain("States.Format('work/{}/{}/shares/'");
    expect(text).toContain("States.Format('work/{}/{}/batches/'");
    expect(text).toContain('s3:listObjectsV2');
    expect(text).not.toContain('ToleratedFailurePercentage');
  });

  test('unpack packages first, few at once, each step from what the execution was started with', () => {
    const text = JSON.stringify(template.findResources('AWS::StepFunctions::StateMachine'));
    expect(text).toContain('\\"StartAt\\":\\"find\\"');
    expect(text).toMatch(
      /\\"unpack-all\\":\{\\"Type\\":\\"Map\\"[^}]*\\"Next\\":\\"plan\\"[^}]*\\"ItemsPath\\":\\"\$\.found\.packages\\"/,
    );
    expect(text).toContain('\\"MaxConcurrency\\":5');
    const inputs = text.match(/\\"input\.\$\\":\\"\$\$\.Execution\.Input\\"/g) ?? [];
    expect(inputs).toHaveLength(4);
  });

  test('have room for the largest package, beside what a gzipped one may unpack to', () => {
    const { packageBytes, totalBytes } = ARCHIVE_LIMITS;
    const shapes = Object.values(
      template.findResources('AWS::Lambda::Function', {
        Properties: { EphemeralStorage: Match.anyValue() },
      }) as Record<string, Resource>,
    ).map(({ Properties }) => Properties['EphemeralStorage'] as { readonly Size: number });
    expect(shapes).toHaveLength(1);
    expect(shapes[0]?.Size).toBeGreaterThan((packageBytes + totalBytes) / 1024 ** 2);
  });

  test('keep their work for the seven days that what was unpacked counts on', () => {
    const buckets = Object.entries(template.findResources('AWS::S3::Bucket'));
    const [, work] = buckets.find(([id]) => id.includes('Work')) ?? [];
    const { Rules } = (work as Resource).Properties['LifecycleConfiguration'] as {
      readonly Rules: readonly { readonly ExpirationInDays?: number }[];
    };
    expect(Rules.map(({ ExpirationInDays: days }) => days)).toEqual([7]);
  });

  /** The actions of each function's role, by what the policy's logical id says. */
  const actionsOf = (part: string) => {
    const policies = template.findResources('AWS::IAM::Policy') as Record<string, Resource>;
    const found = Object.entries(policies).filter(([id]) => id.includes(part));
    const actions = JSON.stringify(found).match(/"[a-z0-9-]+:[A-Za-z]+"/g) ?? [];
    return [...new Set(actions.map((action) => action.slice(1, -1)))].toSorted();
  };

  const MIRRORS = /preau-evidence|SigningKey|\/releases\/\*/;
  const reachedBy = (role: string) =>
    Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([id]) => id.includes(role))
      .map(([, resource]) => JSON.stringify(resource))
      .join('\n');

  test.each(['unpacklessonsRole', 'buildmirrorRole'])(
    'let who parses hostile lessons reach lessons and work, and nothing else (%s)',
    (role) => {
      expect(actionsOf(role)).toEqual([
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
      ]);
      expect(reachedBy(role)).not.toMatch(MIRRORS);
      expect(reachedBy('publishmirrorRole')).toMatch(MIRRORS);
    },
  );

  test('let no function have all of a service', () => {
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).not.toMatch(
      /"[a-z0-9]+:\*"/,
    );
  });

  test('let the publisher point, sign and tell the home', () => {
    const actions = actionsOf('publishmirrorRole');
    for (const action of [
      'cloudfront-keyvaluestore:UpdateKeys',
      'secretsmanager:GetSecretValue',
      's3:DeleteObject',
      'kms:GenerateDataKey',
    ])
      expect(actions).toContain(action);
  });
});

describe('a configuration that has no place for it', () => {
  test('is refused with the field and what to do', () => {
    const read = readConfig(aConfig());
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
    expect(() => mirrorApp(read.config)).toThrow(
      /^aws\.mirrors: expected a bucket .* got none; name one/,
    );
  });
});
