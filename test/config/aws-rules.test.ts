import { describe, expect, test } from 'vitest';
import { healthChecksOf } from '../../config/aws-health-checks.ts';
import { AWS_REGIONS, CHECKER_REGIONS, REGIONS_WITHOUT } from '../../config/aws-regions.ts';
import { readConfig } from '../../config/read-config.ts';
import { vantageRegions } from '../../config/vantage-regions.ts';
import { aConfig } from './a-config.ts';

// Goal: what docs/configuration.md promises of a home on AWS, and of one without, is refused with its
// field, what was found and what to do, in both languages.
// Method: a right configuration, changed one value at a time.

type Changes = Readonly<Record<string, unknown>>;

const problemsOf = (changes: Changes, language: 'fr' | 'en' = 'fr') => {
  const read = readConfig(aConfig(changes), { language });
  return read.kind === 'read' ? [] : read.problems;
};
const found = (changes: Changes) => problemsOf(changes).map(({ code, path }) => `${code} ${path}`);

/** Behind CloudFront, as it should be. */
const cloudFront: Changes = {
  'platforms.0.mirror.addresses': undefined,
  'platforms.0.mirror.cloudFront': true,
  'aws.mirrors': { bucket: 'preau-lecons' },
};
const issuer = { clientId: 'preau', issuer: 'https://login.region.example' };
const secondHost = {
  bucket: 'etat',
  secret: 'preau/second',
  endpoint: 'https://s3.fr-par.scw.cloud',
};

const gateway = 'https://passerelle.example/envoi?cle={secret}&a={to}';

describe('a right home', () => {
  test.each<[string, Changes]>([
    ['on AWS, its mirror elsewhere', {}],
    ['on AWS, its mirror behind CloudFront', cloudFront],
    [
      'on AWS without a relay or a gateway',
      { 'notices.smtp': undefined, 'notices.sms': { sender: 'PREAU' } },
    ],
    ['on one machine', { aws: undefined }],
    [
      'on one machine, seen from one place',
      { aws: undefined, vantages: [{ id: 'a', name: 'A' }], 'watch.votesToFall': 1 },
    ],
    ['on one machine, where no id is taken', { aws: undefined, 'vantages.1.id': 'route-53' }],
    ['with a console', { 'aws.console': issuer }],
    ['with a second host', { 'aws.secondHost': secondHost }],
    [
      'with a second gateway that is heard',
      { 'notices.sms.fallback': { gateway, secret: 'preau/passerelle', receipts: {} } },
    ],
    ['with a second gateway that is not', { 'notices.sms.fallback': { gateway } }],
    [
      'on one machine, with a second gateway that is heard',
      { aws: undefined, 'notices.sms.fallback': { gateway, receipts: { secretFile: 'secret' } } },
    ],
    ['whose name was adopted', { 'names.zones.0.adopted': ['ent.region.example'] }],
    ['with every checker', { 'aws.checkerRegions': CHECKER_REGIONS }],
    ['whose quota is just enough', { 'aws.healthChecks': 4 }],
  ])('%s is read', (_name, changes) => {
    expect(found(changes)).toEqual([]);
  });
});

describe('one value at a time', () => {
  test.each<[Changes, string]>([
    [{ 'notices.sms.receipts': { secretFile: 's' } }, 'receipts-on-aws notices.sms.receipts'],
    [{ 'notices.sms.fallback': { gateway, receipts: {} } }, 'gateway-secret notices.sms.fallback'],
    [
      { 'notices.sms.fallback': { gateway, secret: 'x', receipts: { secretVariable: 'S' } } },
      'secret-on-aws notices.sms.fallback.receipts.secretVariable',
    ],
    [
      {
        aws: undefined,
        'notices.sms.fallback': { gateway, secret: 'x', receipts: { secretVariable: 'S' } },
      },
      'secret-at-home notices.sms.fallback.secret',
    ],
    [
      { aws: undefined, 'notices.sms.fallback': { gateway, receipts: {} } },
      'receipts-secret notices.sms.fallback.receipts',
    ],
    [{ 'aws.region': 'eu-west-9' }, 'region-unknown aws.region'],
    [{ 'aws.holdRegion': 'fr-paris-1' }, 'region-unknown aws.holdRegion'],
    [{ 'vantages.1.id': 'route-53' }, 'duplicate-id vantages[1].id'],
    [{ 'vantages.1.region': 'eu-central-7' }, 'region-unknown vantages[1].region'],
    [{ ...cloudFront, 'aws.mirrors.region': 'eu-east-1' }, 'region-unknown aws.mirrors.region'],
    [{ 'aws.region': 'eu-south-2' }, 'region-lacks-service aws.region'],
    [{ 'aws.region': 'ap-southeast-5' }, 'region-lacks-service aws.region'],
    [
      { 'aws.checkerRegions': ['eu-west-1', 'us-east-1', 'eu-west-3'] },
      'checker-region-unknown aws.checkerRegions[2]',
    ],
    [
      { ...cloudFront, 'aws.mirrors.region': 'eu-west-3' },
      'mirrors-region-taken aws.mirrors.region',
    ],
    [
      { ...cloudFront, 'aws.mirrors.region': 'eu-west-1' },
      'mirrors-region-taken aws.mirrors.region',
    ],
    [{ 'vantages.1.region': 'eu-west-3' }, 'vantages-one-region vantages[1].region'],
    [{ 'watch.votesToFall': 1 }, 'region-outvotes watch.votesToFall'],
    [
      { 'vantages.0.agent': { url: 'https://lycee.example:8443', keyFile: 'agent.key' } },
      'agent-on-aws vantages[0].agent',
    ],
    [
      { 'platforms.0.mirror.addresses': [] },
      'mirror-lacks-addresses platforms[0].mirror.addresses',
    ],
    [
      { 'platforms.0.mirror.addresses': undefined },
      'mirror-lacks-addresses platforms[0].mirror.addresses',
    ],
    [
      { ...cloudFront, 'aws.mirrors': undefined },
      'cloud-front-without-mirrors platforms[0].mirror.cloudFront',
    ],
    [{ ...cloudFront, aws: undefined }, 'cloud-front-without-aws platforms[0].mirror.cloudFront'],
    [
      { ...cloudFront, 'platforms.0.mirror.addresses': ['198.51.100.10'] },
      'cloud-front-has-addresses platforms[0].mirror.addresses',
    ],
    [
      { ...cloudFront, 'hosters.0.aws': true },
      'cloud-front-shelters-aws platforms[0].mirror.cloudFront',
    ],
    [
      { 'platforms.0.mirror.built': 'elsewhere' },
      'built-elsewhere-alone platforms[0].mirror.built',
    ],
    [{ 'aws.healthChecks': 3 }, 'checks-above-quota aws.healthChecks'],
    [
      {
        'platforms.0.origin.addresses': ['2001:db8::1'],
        'platforms.0.mirror.addresses': ['2001:db8:1::1'],
      },
      'origin-lacks-ipv4 platforms[0].origin.addresses',
    ],
    [
      { 'names.zones.0.adopted': ['x.region.example'] },
      'adopted-unknown names.zones[0].adopted[0]',
    ],
    [{ 'names.zones.0.adopted': ['temoin.example'] }, 'adopted-unknown names.zones[0].adopted[0]'],
    [
      { 'aws.secondHost': { ...secondHost, endpoint: 'https://s3.eu-west-1.amazonaws.com' } },
      'second-host-on-aws aws.secondHost.endpoint',
    ],
    [
      { 'aws.secondHost': { ...secondHost, endpoint: 'https://s3.eu-west-1.API.AWS./x' } },
      'second-host-on-aws aws.secondHost.endpoint',
    ],
    [
      { 'aws.console': { ...issuer, issuer: 'http://login.region.example' } },
      'issuer-not-https aws.console.issuer',
    ],
    [
      { 'watch.heartbeat': { url: 'https://watcher.example/', every: '1m' } },
      'heartbeat-pace-on-aws watch.heartbeat.every',
    ],
    [
      { 'watch.heartbeat': { url: 'http://watcher.example/' } },
      'heartbeat-not-https watch.heartbeat.url',
    ],
    [{ aws: undefined, 'notices.smtp': undefined }, 'smtp-missing notices.smtp'],
    [{ aws: undefined, 'notices.sms': { sender: 'PREAU' } }, 'gateway-missing notices.sms.gateway'],
  ])('%j is refused as %s', (changes, expected) => {
    expect(found(changes)).toEqual([expected]);
  });
});

test('a hoster with a name of its own that is no Amazon is refused nothing', () => {
  const endpoint = 'https://amazonaws.com.scw.cloud';
  expect(found({ 'aws.secondHost': { ...secondHost, endpoint } })).toEqual([]);
});

test('a value that cannot be read is told once, not again as missing or as the only one', () => {
  expect(found({ ...cloudFront, 'aws.mirrors': { bucket: 'B' } })).toEqual([
    'bucket aws.mirrors.bucket',
  ]);
  expect(found({ 'vantages.1.region': 'Paris' })).toEqual(['aws-region vantages[1].region']);
  expect(found({ aws: undefined, 'notices.smtp': { host: '-' } })).toEqual([
    'host notices.smtp.host',
  ]);
});

test('the quota says what was counted, and how much it takes', () => {
  const platforms = [{ mirror: {} }, {}, { mirror: {} }];
  expect(healthChecksOf(platforms)).toBe(7);
  expect(healthChecksOf([{}])).toBe(0);
  expect(problemsOf({ 'aws.healthChecks': 2 }, 'en')).toMatchObject([
    { expected: '4 health checks at least, for 1 platform(s) with a mirror', got: '2' },
  ]);
});

test('more platforms than a stack holds are refused, whatever the quota', () => {
  const platform = (index: number) => ({
    id: `p${index}`,
    name: 'P',
    smsName: 'P',
    kind: 'ent',
    hostname: `p${index}.region.example`,
    hoster: 'nord',
    origin: { host: `o${index}.region.example`, addresses: ['192.0.2.1'], expect: 'x' },
    mirror: {
      hoster: 'sud',
      addresses: ['198.51.100.1'],
      ownName: `m${index}.region.example`,
      lessons: 'l',
    },
  });
  const many = (count: number) => ({
    platforms: Array.from({ length: count }, (_, index) => platform(index)),
    vantages: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B', region: 'eu-central-1' },
    ],
    'aws.healthChecks': 10_000,
  });
  expect(found(many(90))).toEqual([]);
  expect(found(many(91))).toEqual(['platforms-above-stack platforms']);
});

test('every refusal has words in both languages, with nothing left in braces', () => {
  const changes = { ...cloudFront, 'aws.mirrors.region': 'eu-west-3', 'aws.region': 'eu-south-2' };
  for (const language of ['fr', 'en'] as const) {
    const problems = problemsOf(
      { ...changes, 'aws.healthChecks': 1, 'watch.votesToFall': 1 },
      language,
    );
    expect(problems.length).toBe(3);
    for (const { expected, remedy } of problems)
      expect(`${expected} ${remedy}`).not.toMatch(/[{}]/);
  }
});

test('the tables name Regions that exist, and each vantage Region once', () => {
  for (const region of [...CHECKER_REGIONS, ...Object.values(REGIONS_WITHOUT).flat()])
    expect(AWS_REGIONS).toContain(region);
  const vantages = [{}, { region: 'eu-central-1' }, { region: 'eu-west-3' }];
  expect(vantageRegions(vantages, 'eu-west-3')).toEqual(['eu-west-3', 'eu-central-1']);
});
