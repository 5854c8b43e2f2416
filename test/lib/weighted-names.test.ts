import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HealthCheck, HostedZone } from 'aws-cdk-lib/aws-route53';
import { expect, test } from 'vitest';
import { WeightedNames, type WeightedNamesProps } from '../../lib/weighted-names.ts';

// Goal: the construct makes a pair of each published type, and refuses what would keep pupils on a
// dead origin, whoever uses it. Method: make it with one property changed at a time.

function make(overrides: Partial<WeightedNamesProps>) {
  const stack = new Stack(new App(), 'Test');
  const check = HealthCheck.fromHealthCheckId(stack, 'Check', 'check-1');
  return new WeightedNames(stack, 'Names', {
    zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'region.example',
    }),
    hostname: 'ent.region.example',
    origin: ['192.0.2.10'],
    mirror: { kind: 'addresses', addresses: ['198.51.100.10'] },
    originCheck: check,
    mirrorCheck: check,
    ttl: Duration.seconds(60),
    ...overrides,
  });
}

test('accepts a TTL of 60 seconds and refuses 61', () => {
  expect(() => make({})).not.toThrow();
  expect(() => make({ ttl: Duration.seconds(61) })).toThrow('must be 60 seconds or less, got 61');
});

test('refuses a mirror without IPv6 when the origin has it', () => {
  expect(() => make({ origin: ['192.0.2.10', '2001:db8::1'] })).toThrow(
    'must have an AAAA address',
  );
});

const twins = { origin: '1 . alpn="h2,h3"', mirror: '1 . alpn="h2"' };
const cname = { origin: 'ent.hoster.example', mirror: 'secours.region.example' };

function recordsOf(overrides: Partial<WeightedNamesProps>) {
  const names = make(overrides);
  const found = Template.fromStack(Stack.of(names)).findResources('AWS::Route53::RecordSet');
  const keys = ['Type', 'SetIdentifier', 'Weight', 'TTL', 'ResourceRecords'];
  return Object.values(found).map((resource) => {
    const { Properties } = resource as { Properties: Readonly<Record<string, unknown>> };
    return keys.map((key) => String(Properties[key])).join(' ');
  });
}

test('an HTTPS record has a twin beside the addresses', () => {
  expect(recordsOf({ https: twins })).toEqual([
    'A origin 100 60 192.0.2.10',
    'A mirror 0 60 198.51.100.10',
    `HTTPS origin 100 60 ${twins.origin}`,
    `HTTPS mirror 0 60 ${twins.mirror}`,
  ]);
});

test('a CNAME is alone', () => {
  expect(recordsOf({ cname, origin: ['192.0.2.10', '2001:db8::1'] })).toEqual([
    `CNAME origin 100 60 ${cname.origin}`,
    `CNAME mirror 0 60 ${cname.mirror}`,
  ]);
  for (const wrong of [{ https: twins }, { hostname: 'region.example' }])
    expect(() => make({ cname, ...wrong })).toThrow('cannot be a CNAME');
});

test('a pair says all that it is, so that a change of it is seen', () => {
  const contents = (overrides: Partial<WeightedNamesProps>) =>
    make(overrides).pairs.map(({ type, content }) => `${type} ${content}`);
  expect(contents({ https: twins })).toContain(`HTTPS 60 s, ${twins.origin}, ${twins.mirror}`);
  expect(contents({ cname })).toEqual([`CNAME 60 s, ${cname.origin}, ${cname.mirror}`]);
});
