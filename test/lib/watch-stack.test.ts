import { Match } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { healthChecksOf, MIRRORED_MAX } from '../../config/aws-health-checks.ts';
import { alarmSubject } from '../../config/aws-names.ts';
import { groupNames } from '../../lib/group-names.ts';
import { WatchStack } from '../../lib/watch-stack.ts';
import { anApp, BUS, configOf, resourcesOf, synth, type Synthesised } from './names-fixture.ts';

// Goal: health checks turn DNS with no code (P2), their alarms tell the home Region, and making them
// turns nobody.
// Method: synthesise from a configuration, without bundling, and assert on the properties.

let template: Synthesised;
beforeAll(() => {
  template = synth();
}, 60_000);

const checksOf = ({ watch }: Synthesised) =>
  resourcesOf(watch, 'AWS::Route53::HealthCheck').map(([name, resource]) => ({
    name,
    resource,
    config: resource.Properties['HealthCheckConfig'] as Readonly<Record<string, unknown>>,
  }));

describe('the health checks', () => {
  test('look for the text on the origin by its own name, over HTTPS with SNI', () => {
    template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS_STR_MATCH',
        FullyQualifiedDomainName: 'origine.region.example',
        Port: 443,
        ResourcePath: '/',
        SearchString: 'Identifiant',
        EnableSNI: true,
        RequestInterval: 10,
        FailureThreshold: 3,
        MeasureLatency: false,
        Regions: Match.absent(),
      },
    });
  });

  test('hold by an object of another Region, inverted: present means unhealthy', () => {
    template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'preau-abris.s3.eu-west-1.amazonaws.com',
        ResourcePath: '/holds/ent',
        EnableSNI: true,
        Inverted: true,
        RequestInterval: 10,
        FailureThreshold: 1,
      },
    });
  });

  test('never ask a name that turns: the results would be unpredictable', () => {
    const asked = checksOf(template).map(({ config }) => config['FullyQualifiedDomainName']);
    expect(asked).not.toContain('ent.region.example');
    expect(asked.filter(Boolean).length).toBe(2);
  });

  test('calculate from plain checks only: all of two, and none of one for the mirrors', () => {
    const calculated = checksOf(template).filter(({ config }) => config['Type'] === 'CALCULATED');
    expect(calculated.map(({ config }) => config['HealthThreshold'])).toEqual([2, 0]);
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

  test('look from the chosen Regions, the hold too', () => {
    const Regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
    const template = synth({ 'aws.checkerRegions': Regions });
    for (const Type of ['HTTPS', 'HTTPS_STR_MATCH'])
      template.watch.hasResourceProperties('AWS::Route53::HealthCheck', {
        HealthCheckConfig: { Type, Regions },
      });
  });

  test('bear names that a person can read', () => {
    const tags = checksOf(template).map(({ resource }) => resource.Properties['HealthCheckTags']);
    expect(tags).toEqual([
      [{ Key: 'Name', Value: 'Préau ent.region.example: origin' }],
      [{ Key: 'Name', Value: 'Préau ent.region.example: hold' }],
      [{ Key: 'Name', Value: 'Préau ent.region.example: origin and hold' }],
      [{ Key: 'Name', Value: 'Préau: always healthy, behind every mirror' }],
    ]);
  });

  test('outlive their stack: records lean on them', () => {
    for (const { resource } of checksOf(template)) {
      expect(resource.DeletionPolicy).toBe('RetainExceptOnCreate');
      expect(resource.UpdateReplacePolicy).toBe('Retain');
    }
  });

  test('are counted as the rule of the quota counts them', () => {
    const config = configOf({});
    expect(checksOf(template).length).toBe(healthChecksOf(config.platforms));
    const none = synth({ 'platforms.0.mirror': undefined });
    expect(checksOf(none).length).toBe(
      healthChecksOf(configOf({ 'platforms.0.mirror': undefined }).platforms),
    );
  });
});

test('checks and records are never born in one stack', () => {
  template.watch.resourceCountIs('AWS::Route53::RecordSet', 0);
  template.names.resourceCountIs('AWS::Route53::HealthCheck', 0);
});

describe('the alarms', () => {
  test('are in us-east-1, and nowhere else', () => {
    const env = { account: '123456789012', region: 'eu-west-3' };
    expect(() => new WatchStack(anApp(), 'W', { env, config: configOf({}), busArn: BUS })).toThrow(
      'us-east-1',
    );
  });

  test.each([
    ['preau/ent/check', 'entBoth'],
    ['preau/ent/origin', 'entOrigin'],
  ])(
    '%s speaks for the check %s, a minute at a time, and not when data is missing',
    (AlarmName, check) => {
      template.watch.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName,
        Namespace: 'AWS/Route53',
        MetricName: 'HealthCheckStatus',
        Dimensions: [
          {
            Name: 'HealthCheckId',
            Value: { Ref: Match.stringLikeRegexp(`^${check}`) },
          },
        ],
        Statistic: 'Minimum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'ignore',
      });
    },
  );

  test('do nothing themselves', () => {
    const alarms = resourcesOf(template.watch, 'AWS::CloudWatch::Alarm').filter(
      ([, { Properties }]) => alarmSubject(String(Properties['AlarmName'])) !== null,
    );
    expect(alarms.length).toBe(2);
    for (const [, { Properties }] of alarms)
      for (const actions of ['AlarmActions', 'OKActions', 'InsufficientDataActions'])
        expect(Properties[actions]).toBeUndefined();
  });

  test('are told of by one rule to the home Region’s bus, and no other alarm is', () => {
    template.watch.resourceCountIs('AWS::Events::Rule', 1);
    template.watch.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { alarmName: ['preau/ent/check', 'preau/ent/origin'] },
      },
      Targets: [
        {
          Arn: BUS,
          RoleArn: Match.anyValue(),
          DeadLetterConfig: {
            Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] },
          },
        },
      ],
    });
  });

  test('are told of by a role that may do that and nothing else', () => {
    template.watch.resourceCountIs('AWS::IAM::Policy', 1);
    template.watch.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS }],
      },
    });
  });

  test('that cannot be delivered are kept for two weeks, encrypted, and only the rule puts them', () => {
    template.watch.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 14 * 24 * 3_600,
      SqsManagedSseEnabled: true,
    });
    const [[, policy] = []] = resourcesOf(template.watch, 'AWS::SQS::QueuePolicy');
    const text = JSON.stringify(policy?.Properties);
    expect(text).toContain('aws:SecureTransport');
    expect(text).toContain('"aws:SourceArn":{"Fn::GetAtt":["AlarmsRule1');
  });
});

test('event patterns hold as many alarms as they may, each alarm once and in order', () => {
  const id = fc.stringMatching(/^[a-z0-9-]{1,64}$/);
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), (ids) => {
      const names = ids.flatMap((one) => [`preau/${one}/check`, `preau/${one}/origin`]);
      const groups = groupNames(names);
      expect(groups.flat()).toEqual(names);
      for (const group of groups) {
        expect(group.length).toBeGreaterThan(0);
        const pattern = {
          source: ['aws.cloudwatch'],
          'detail-type': ['CloudWatch Alarm State Change'],
          detail: { alarmName: group },
        };
        expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
      }
    }),
    { numRuns: 60 },
  );
});

test('as many platforms as the configuration allows fit their stacks', () => {
  const platform = (index: number) => ({
    id: `p${index}-${'x'.repeat(50)}`,
    name: 'P',
    smsName: 'P',
    kind: 'ent',
    hostname: `p${index}.region.example`,
    hoster: 'nord',
    origin: {
      host: `o${index}.region.example`,
      addresses: ['192.0.2.1', '2001:db8::1'],
      expect: 'x',
    },
    mirror: {
      hoster: 'sud',
      addresses: ['198.51.100.1', '2001:db8:1::1'],
      ownName: `m${index}.region.example`,
      lessons: 'l',
    },
  });
  const many = synth({
    platforms: Array.from({ length: MIRRORED_MAX }, (_, index) => platform(index)),
    vantages: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B', region: 'eu-central-1' },
    ],
    'aws.healthChecks': 1_000,
  });
  for (const template of [many.watch, many.names]) {
    const { Resources, Outputs } = template.toJSON() as Record<string, object>;
    expect(Object.keys(Resources ?? {}).length).toBeLessThanOrEqual(500);
    expect(Object.keys(Outputs ?? {}).length).toBeLessThanOrEqual(200);
    // A template may have a megabyte.
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(1_000_000);
  }
  expect(checksOf(many).length).toBe(MIRRORED_MAX * 3 + 1);
});

test('every forwarded alarm’s name is one that the function behind the bus reads', () => {
  for (const [, { Properties }] of resourcesOf(template.watch, 'AWS::CloudWatch::Alarm').filter(
    ([, { Properties: its }]) => its['AlarmActions'] === undefined,
  ))
    expect(alarmSubject(String(Properties['AlarmName']))).toMatchObject({ platform: 'ent' });
});
