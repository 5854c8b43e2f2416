import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { configWith, mirrorApp } from './mirror-app.ts';

// Goal: CloudFront has a certificate for each name before anything falls. Method: synthesise, and look.

const template = (changes: Readonly<Record<string, unknown>> = {}) =>
  Template.fromStack(mirrorApp(configWith(changes)).certificates);

test('certifies a mirror for both its names, by DNS in their zones', () => {
  template().hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'ent.region.example',
    SubjectAlternativeNames: ['secours.region.example'],
    ValidationMethod: 'DNS',
    DomainValidationOptions: [
      { DomainName: 'ent.region.example' },
      { DomainName: 'secours.region.example' },
    ],
  });
});

test('certifies the status page where its name is under a zone, and only there', () => {
  template().resourceCountIs('AWS::CertificateManager::Certificate', 2);
  template({ 'pages.url': 'https://etat.ailleurs.example' }).resourceCountIs(
    'AWS::CertificateManager::Certificate',
    1,
  );
});

test('makes none for a mirror at another hoster', () => {
  const changes = {
    'platforms.0.mirror.cloudFront': false,
    'platforms.0.mirror.addresses': ['198.51.100.10'],
  };
  const { certificates } = mirrorApp(configWith(changes));
  Template.fromStack(certificates).resourceCountIs('AWS::CertificateManager::Certificate', 1);
  expect([...certificates.mirrors.keys()]).toEqual([]);
});

test('refuses a name outside every zone, with its field, what it is and what to do', () => {
  const config = configWith({ 'platforms.0.mirror.ownName': 'secours.ailleurs.example' });
  expect(() => mirrorApp(config)).toThrow(
    /^platforms\.0\.mirror\.ownName: expected .* got secours\.ailleurs\.example \(zones: region\.example\); add its zone/,
  );
});
