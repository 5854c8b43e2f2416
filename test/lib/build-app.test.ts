import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { parseTick } from '../../lambdas/watch-platform/parse-tick.ts';
import { buildApp } from '../../lib/build-app.ts';
import { aConfig } from '../config/a-config.ts';

// Goal: the templates keep what shelter by DNS alone stands on (P2), and no more than that.
// Method: synthesise from a configuration, without bundling, and assert on the properties.

type Resources = Readonly<Record<string, { readonly Properties: Record<string, unknown> }>>;

const withIpv6 = {
  'platforms.0.origin.addresses': ['192.0.2.10', '2001:db8::10'],
  'platforms.0.mirror.addresses': ['198.51.100.10', '2001:db8:1::10'],
  'names.ttl': '30s',
};

function synth(changes: Readonly<Record<string, unknown>> = withIpv6) {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  buildApp(app, read.config);
  const stack = (name: string) => {
    const found = app.node.findChild(name);
    if (!(found instanceof Stack)) throw new Error(`${name} is no stack`);
    return found;
  };
  const templateOf = (name: string) => Template.fromStack(stack(name));
  return {
    stack,
    hold: templateOf('Preau-Hold'),
    watch: templateOf('Preau-Watch'),
    names: templateOf('Preau-Names'),
    home: templateOf('Preau-Home'),
  };
}

let template: ReturnType<typeof synth>;
beforeAll(() => {
  template = synth();
});

describe('the pair of records', () => {
  const records = () => template.names.findResources('AWS::Route53::RecordSet') as Resources;

  test.each([
    ['A', 'origin', '100', '192.0.2.10'],
    ['A', 'mirror', '0', '198.51.100.10'],
    ['AAAA', 'origin', '100', '2001:db8::10'],
    ['AAAA', 'mirror', '0', '2001:db8:1::10'],
  ])('%s to the %s weighs %s and lives 30 s', (Type, SetIdentifier, weight, address) => {
    template.names.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'ent.region.example.',
      Type,
      SetIdentifier,
      Weight: Number(weight),
      TTL: '30',
      ResourceRecords: [address],
    });
  });

  test('has a health check on every record, the mirror that which is always well', () => {
    const checks = Object.values(records()).map(({ Properties }) => ({
      side: Properties['SetIdentifier'],
      check: JSON.stringify(Properties['HealthCheckId']),
    }));
    expect(checks.length).toBe(4);
    for (const { side, check } of checks) {
      expect(check).toContain(side === 'mirror' ? 'AlwaysCheck' : 'entBoth');
    }
  });

  test('is not made for a control, and has no AAAA where the origin has none', () => {
    const template = synth({});
    template.names.resourceCountIs('AWS::Route53::RecordSet', 2);
    expect(JSON.stringify(template.names.toJSON())).not.toContain('temoin');
  });

  test('goes to an existing zone when the configuration names it', () => {
    const zones = [
      { name: 'region.example', nameServers: ['ns1.region.example'], hostedZoneId: 'Z1' },
    ];
    const template = synth({ 'names.zones': zones });
    template.names.resourceCountIs('AWS::Route53::HostedZone', 0);
    template.names.allResourcesProperties('AWS::Route53::RecordSet', { HostedZoneId: 'Z1' });
  });

  test('goes to the most precise zone', () => {
    const zones = ['region.example', 'ent.region.example'].map((name, index) => ({
      name,
      nameServers: [`ns.${name}`],
      hostedZoneId: `Z${index}`,
    }));
    const template = synth({ 'names.zones': zones });
    template.names.allResourcesProperties('AWS::Route53::RecordSet', { HostedZoneId: 'Z1' });
  });
});

describe('the health checks', () => {
  const configs = () =>
    Object.entries(template.watch.findResources('AWS::Route53::HealthCheck') as Resources).map(
      ([name, { Properties }]) => ({
        name,
        config: Properties['HealthCheckConfig'] as Readonly<Record<string, unknown>>,
      }),
    );

  test('look for the text on the origin by its own name, over HTTPS with SNI', () => {
    template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS_STR_MATCH',
        FullyQualifiedDomainName: 'origine.region.example',
        ResourcePath: '/',
        SearchString: 'Identifiant',
        EnableSNI: true,
        RequestInterval: 10,
        FailureThreshold: 3,
      },
    });
  });

  test('hold by an object of another Region, inverted: present means unhealthy', () => {
    template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'preau-abris.s3.eu-west-1.amazonaws.com',
        ResourcePath: '/holds/ent',
        Inverted: true,
        RequestInterval: 10,
        FailureThreshold: 1,
      },
    });
    expect(template.stack('Preau-Hold').region).toBe('eu-west-1');
    expect(template.stack('Preau-Watch').region).toBe('eu-west-3');
  });

  test('never ask a name that turns: the results would be unpredictable', () => {
    const asked = configs().map(({ config }) => config['FullyQualifiedDomainName']);
    expect(asked).not.toContain('ent.region.example');
  });

  test('calculate from plain checks only: all of two, and none of one for the mirrors', () => {
    const calculated = configs().filter(({ config }) => config['Type'] === 'CALCULATED');
    const thresholds = calculated.map(({ config }) => config['HealthThreshold']);
    expect(new Set(thresholds)).toEqual(new Set([0, 2]));
    const names = calculated.map(({ name }) => name);
    for (const { config } of calculated) {
      const children = JSON.stringify(config['ChildHealthChecks']);
      for (const name of names) expect(children).not.toContain(name);
    }
  });

  test('of a slow interval are those that Route 53 offers', () => {
    const template = synth({ 'names.checkInterval': '20s' });
    template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: { Type: 'HTTPS_STR_MATCH', RequestInterval: 30 },
    });
  });

  test('are another stack than the records', () => {
    template.watch.resourceCountIs('AWS::Route53::RecordSet', 0);
    template.names.resourceCountIs('AWS::Route53::HealthCheck', 0);
  });
});

describe('the hold bucket', () => {
  test('lets anybody read a hold, nobody list, and refuses plain HTTP', () => {
    template.hold.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { AWS: '*' },
            Resource: {
              'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::preau-abris/holds/*']],
            },
          }),
        ],
      },
    });
  });

  test('survives its stack, and is not encrypted with a key that strangers cannot use', () => {
    template.hold.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketName: 'preau-abris',
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
      },
    });
  });
});

describe('the watch', () => {
  test('runs on Node 24, longer than the slowest probe', () => {
    template.home.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Timeout: 11,
    });
  });

  test('ticks once a minute for every platform, controls too, with what the handler reads', () => {
    const schedules = Object.values(
      template.home.findResources('AWS::Scheduler::Schedule') as Resources,
    );
    const ticks = schedules.map(({ Properties }) => {
      expect(Properties['ScheduleExpression']).toBe('rate(1 minute)');
      const { Input } = Properties['Target'] as { Input: string };
      const at = '2021-04-06T06:00:00Z';
      return parseTick(JSON.parse(Input.replace('<aws.scheduler.scheduled-time>', at)));
    });
    expect(ticks.map(({ request }) => request)).toMatchObject([
      {
        platform: 'ent',
        vantage: 'aws-eu-west-3',
        resolve: 'origine.region.example',
        serverName: 'ent.region.example',
        expect: 'Identifiant',
        slowMs: 5_000,
        budgetMs: 6_000,
      },
      { platform: 'temoin' },
    ]);
  });
});

test('is refused without an aws section', () => {
  expect(() => synth({ aws: undefined })).toThrow('expected an aws section');
});
