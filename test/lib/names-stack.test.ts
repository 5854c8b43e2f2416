import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { shapeOf } from '../../config/aws-functions.ts';
import { cloudFront, resourcesOf, synth, type Synthesised } from './names-fixture.ts';

// Goal: the names turn by health alone (P2), and no deployment turns, overwrites or loses one.
// Method: synthesise from a configuration, without bundling, and assert on the properties.

const withIpv6 = {
  'platforms.0.origin.addresses': ['192.0.2.10', '2001:db8::10'],
  'platforms.0.mirror.addresses': ['198.51.100.10', '2001:db8:1::10'],
  'names.ttl': '30s',
};
const zone = { name: 'region.example', nameServers: ['ns1.region.example'] };

let template: Synthesised;
beforeAll(() => {
  template = synth(withIpv6);
}, 60_000);

const recordsOf = ({ names }: Synthesised) => resourcesOf(names, 'AWS::Route53::RecordSet');

describe('the pair of records', () => {
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

  test('has a health check on every record, the mirror’s that which is always well', () => {
    const checks = recordsOf(template).map(([, { Properties }]) => ({
      side: Properties['SetIdentifier'],
      check: JSON.stringify(Properties['HealthCheckId']),
    }));
    expect(checks.length).toBe(4);
    for (const { side, check } of checks)
      expect(check).toContain(
        side === 'mirror'
          ? '{"Fn::ImportValue":"preau:always"}'
          : '{"Fn::Select":[0,{"Fn::Split":[",",{"Fn::ImportValue":"preau:checks:ent"}]}]}',
      );
  });

  test('leans on what the stack of checks exports', () => {
    const outputs = template.watch.toJSON() as {
      Outputs: Record<string, { Export: { Name: string }; Value: unknown }>;
    };
    const exported = Object.values(outputs.Outputs).map(({ Export, Value }) => [
      Export.Name,
      JSON.stringify(Value),
    ]);
    const [checks, always] = exported;
    expect(checks?.[0]).toBe('preau:checks:ent');
    expect(checks?.[1]).toMatch(/entBoth.*entOrigin.*entHold/);
    expect(always?.[0]).toBe('preau:always');
    expect(always?.[1]).toMatch(/AlwaysCheck/);
  });

  test('lives whole seconds, 60 at most', () => {
    for (const [ttl, TTL] of [
      ['60s', '60'],
      ['1500ms', '1'],
    ]) {
      const template = synth({ 'names.ttl': ttl });
      template.names.allResourcesProperties('AWS::Route53::RecordSet', { TTL });
    }
  });

  test('is not template for a control, and has no AAAA where the origin has none', () => {
    const template = synth();
    template.names.resourceCountIs('AWS::Route53::RecordSet', 2);
    expect(JSON.stringify(template.names.toJSON())).not.toContain('temoin');
  });

  test('outlives its stack: a protected name must not vanish', () => {
    for (const [, record] of recordsOf(template)) {
      expect(record.DeletionPolicy).toBe('RetainExceptOnCreate');
      expect(record.UpdateReplacePolicy).toBe('Retain');
    }
  });

  test('of a mirror behind CloudFront is an alias to it, A, and AAAA where the origin has it', () => {
    const template = synth({
      ...cloudFront,
      'platforms.0.origin.addresses': ['192.0.2.10', '2001:db8::10'],
    });
    for (const Type of ['A', 'AAAA'])
      template.names.hasResourceProperties('AWS::Route53::RecordSet', {
        Type,
        SetIdentifier: 'mirror',
        Weight: 0,
        TTL: Match.absent(),
        HealthCheckId: { 'Fn::ImportValue': 'preau:always' },
        AliasTarget: {
          DNSName: Match.anyValue(),
          HostedZoneId: { 'Fn::FindInMap': Match.anyValue() },
        },
      });
    expect(recordsOf(synth(cloudFront)).map(([, { Properties }]) => Properties['Type'])).toEqual([
      'A',
      'A',
    ]);
  });

  test('is of the types that the configuration publishes', () => {
    const typesOf = (changes: Readonly<Record<string, unknown>>) =>
      recordsOf(synth(changes)).map(([, { Properties }]) => Properties['Type']);
    expect(typesOf({ 'platforms.0.origin.cname': 'ent.hoster.example' })).toEqual([
      'CNAME',
      'CNAME',
    ]);
    const https = { 'platforms.0.origin.https': '1 .', 'platforms.0.mirror.https': '1 .' };
    expect(typesOf(https)).toEqual(['A', 'A', 'HTTPS', 'HTTPS']);
    expect(typesOf({ ...cloudFront, ...https })).toEqual(['A', 'A', 'HTTPS', 'HTTPS']);
  });

  test('goes to an existing zone when the configuration names it, the most precise one', () => {
    const zones = ['region.example', 'ent.region.example'].map((name, index) => ({
      ...zone,
      name,
      hostedZoneId: `Z${index}`,
    }));
    const template = synth({ 'names.zones': zones });
    template.names.allResourcesProperties('AWS::Route53::RecordSet', { HostedZoneId: 'Z1' });
  });
});

describe('before any record', () => {
  const waited = ({ names }: Synthesised) => resourcesOf(names, 'Custom::AwaitChecks');

  test('every check is awaited, and every pair looked at', () => {
    const [[id, resource] = ['', undefined]] = waited(template);
    expect(resource?.Properties).toMatchObject({
      always: { 'Fn::ImportValue': 'preau:always' },
      checks: [{ platform: 'ent', hostname: 'ent.region.example' }],
      pairs: [
        { name: 'ent.region.example', type: 'A', content: '30 s, 192.0.2.10, 198.51.100.10' },
        { name: 'ent.region.example', type: 'AAAA', content: '30 s, 2001:db8::10, 2001:db8:1::10' },
      ],
    });
    for (const [, record] of recordsOf(template)) expect(record.DependsOn).toContain(id);
  });

  test('is asked again when an address, the TTL or a platform changes', () => {
    const propertiesOf = (changes: Readonly<Record<string, unknown>>) =>
      JSON.stringify(waited(synth({ ...withIpv6, ...changes }))[0]?.[1].Properties);
    const before = propertiesOf({});
    expect(propertiesOf({})).toBe(before);
    for (const changes of [
      { 'names.ttl': '45s' },
      { 'platforms.0.origin.addresses': ['192.0.2.11', '2001:db8::10'] },
      { 'platforms.0.mirror.addresses': ['198.51.100.11', '2001:db8:1::10'] },
      { 'platforms.0.id': 'autre' },
    ])
      expect(propertiesOf(changes)).not.toBe(before);
  });

  test('the function may read metrics and the zones of its pairs, and nothing else', () => {
    const zones = [{ ...zone, hostedZoneId: 'Z1' }];
    const template = synth({ 'names.zones': zones });
    const policies = resourcesOf(template.names, 'AWS::IAM::Policy').map(
      ([, { Properties }]) =>
        Properties['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown }[] },
    );
    const statements = policies.flatMap(({ Statement }) => Statement);
    expect(statements.map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'cloudwatch:GetMetricData',
      'route53:ListResourceRecordSets',
    ]);
    expect(JSON.stringify(statements[2]?.Resource)).toContain(':route53:::hostedzone/Z1');
  });

  test('the function has time to be patient, and is not asked twice', () => {
    const { timeoutSec } = shapeOf('await-checks');
    template.names.hasResourceProperties('AWS::Lambda::Function', { Timeout: timeoutSec });
    template.names.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
    });
    const [[, resource] = ['', undefined]] = waited(template);
    expect(Number(resource?.Properties['ServiceTimeout'])).toBeGreaterThan(timeoutSec);
  });

  test('nothing is awaited where nothing is sheltered', () => {
    const template = synth({ 'platforms.0.mirror': undefined });
    template.names.resourceCountIs('Custom::AwaitChecks', 0);
    template.names.resourceCountIs('AWS::Lambda::Function', 0);
  });
});

describe('an adopted name', () => {
  const adopted = { ...withIpv6, 'names.zones.0.adopted': ['ent.region.example'] };

  test('is left as it stands, and said to be', () => {
    const template = synth(adopted);
    template.names.resourceCountIs('AWS::Route53::RecordSet', 0);
    template.names.hasOutput('Adopted', { Value: 'ent.region.example' });
  });

  test('still keeps its checks from going', () => {
    const template = synth(adopted);
    expect(JSON.stringify(template.names.findResources('Custom::AwaitChecks'))).toContain(
      'preau:checks:ent',
    );
  });
});
