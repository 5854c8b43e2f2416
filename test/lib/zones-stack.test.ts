import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { ZonesStack } from '../../lib/zones-stack.ts';
import { anApp, configOf, synth } from './names-fixture.ts';

// Goal: the zones that are missing are made and stay; those that exist are used.
// Method: synthesise from a configuration and assert on the properties.

test('a zone without an id is made, outlives its stack, and tells what to delegate to', () => {
  const template = synth();
  template.zones.hasResource('AWS::Route53::HostedZone', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: Match.objectLike({
      Name: 'region.example.',
      HostedZoneFeatures: { EnableAcceleratedRecovery: true },
    }),
  });
  const outputs = Object.values(template.zones.findOutputs('*'));
  expect(JSON.stringify(outputs)).toContain('NameServers');
});

test('a zone with an id is used as it is', () => {
  const zone = { name: 'region.example', nameServers: ['ns1.region.example'], hostedZoneId: 'Z1' };
  const template = synth({ 'names.zones': [zone] });
  template.zones.resourceCountIs('AWS::Route53::HostedZone', 0);
  template.names.allResourcesProperties('AWS::Route53::RecordSet', { HostedZoneId: 'Z1' });
});

test('a name outside every zone is refused by its name', () => {
  const stack = new ZonesStack(anApp(), 'Zones', { config: configOf({}) });
  expect(stack.zoneFor('ent.region.example').zoneName).toBe('region.example');
  expect(() => stack.zoneFor('ent.autre.example')).toThrow('expected a zone for ent.autre.example');
});
