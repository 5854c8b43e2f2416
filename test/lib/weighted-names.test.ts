import { App, Duration, Stack } from 'aws-cdk-lib';
import { HealthCheck, HostedZone } from 'aws-cdk-lib/aws-route53';
import { expect, test } from 'vitest';
import { WeightedNames, type WeightedNamesProps } from '../../lib/weighted-names.ts';

// Goal: the construct refuses what would keep pupils on a dead origin, whoever uses it.
// Method: make it with one wrong property at a time.

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
