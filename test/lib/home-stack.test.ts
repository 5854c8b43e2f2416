import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOME_OUTPUTS } from '../../config/aws-outputs.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE } from '../../config/aws-tables.ts';
import { HomeStack } from '../../lib/home-stack.ts';
import { aHome, flat, SYNTH_MS, WHOLE } from './a-home.ts';

// Goal: what the home keeps is encrypted, comes back, and stays; cdk-nag finds nothing unexplained.
// Method: synthesise whole homes and walk over every resource of a kind.

let home: ReturnType<typeof aHome>;
beforeAll(() => {
  home = aHome();
}, SYNTH_MS);

const KEY = '<Key.Arn>';

describe('every table', () => {
  const tables = () => home.all('AWS::DynamoDB::GlobalTable');
  const replicaOf = (properties: Readonly<Record<string, unknown>>) =>
    (properties['Replicas'] as readonly Record<string, unknown>[])[0] ?? {};

  test('is billed by request, kept for good, and can be had as of any second', () => {
    expect(tables().length).toBe(5);
    for (const { whole, properties } of tables()) {
      expect(whole).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(properties['BillingMode']).toBe('PAY_PER_REQUEST');
      expect(replicaOf(properties)).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  test("is encrypted by the home's key", () => {
    for (const { properties } of tables()) {
      const { KMSMasterKeyId } = replicaOf(properties)['SSESpecification'] as {
        readonly KMSMasterKeyId: unknown;
      };
      expect(flat(KMSMasterKeyId)).toBe(KEY);
    }
  });

  test('has the indexes and the time to live that the adapters count on; the journal has a stream', () => {
    const named = (part: string) => tables().find(({ id }) => id.includes(part))?.properties ?? {};
    const indexes = (list: unknown) =>
      (list as readonly { readonly IndexName: string }[]).map(({ IndexName }) => IndexName);
    const deliveries = named('Deliveries');
    expect(indexes(deliveries['LocalSecondaryIndexes'])).toEqual(
      DELIVERIES_TABLE.localIndexes.map(({ name }) => name),
    );
    expect(indexes(deliveries['GlobalSecondaryIndexes'])).toEqual(['leases', 'providerIds']);
    expect(deliveries['TimeToLiveSpecification']).toEqual({
      AttributeName: 'expires',
      Enabled: true,
    });
    const journal = named('Journal');
    expect(indexes(journal['GlobalSecondaryIndexes'])).toEqual(
      JOURNAL_TABLE.globalIndexes.map(({ name }) => name),
    );
    expect(journal['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect(journal['TimeToLiveSpecification']).toBeUndefined();
  });
});

describe('the key', () => {
  test('is turned every year, and outlives its stack', () => {
    const { template } = home;
    template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
    });
  });

  test('is for services of this account alone', () => {
    const { Statement } = home.one('AWS::KMS::Key').properties['KeyPolicy'] as {
      readonly Statement: readonly { Principal: { Service?: string }; Condition?: object }[];
    };
    const services = Statement.filter(({ Principal }) => Principal.Service !== undefined);
    expect(services.map(({ Principal }) => Principal.Service)).toEqual([
      'logs.eu-west-3.amazonaws.com',
      'ses.amazonaws.com',
      'sms-voice.amazonaws.com',
      'sns.amazonaws.com',
    ]);
    for (const { Condition } of services)
      expect(JSON.stringify(Condition)).toContain('AWS::AccountId');
  });
});

test('every log is kept for three months, encrypted', () => {
  const logs = home.all('AWS::Logs::LogGroup');
  expect(logs.length).toBe(home.all('AWS::Lambda::Function').length + 1);
  for (const { properties } of logs) {
    expect(properties['RetentionInDays']).toBe(90);
    expect(flat(properties['KmsKeyId'])).toBe(KEY);
  }
});

test('every bucket is shut, versioned where it is kept for good, and says who read it', () => {
  const buckets = home.all('AWS::S3::Bucket');
  expect(buckets.map(({ properties }) => flat(properties['BucketName']))).toEqual([
    'undefined',
    'preau-evidence-<AWS::AccountId>-eu-west-3',
    'preau-directory-<AWS::AccountId>-eu-west-3',
  ]);
  for (const { id, whole, properties } of buckets) {
    expect(whole['DeletionPolicy']).toBe('RetainExceptOnCreate');
    expect(properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(properties['AccessControl']).toBeUndefined();
    if (id.includes('AccessLogs')) continue;
    expect(properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    expect(JSON.stringify(properties['BucketEncryption'])).toContain('aws:kms');
    expect(properties['LoggingConfiguration']).toBeDefined();
  }
});

test('the proof of links is a secret of 256 bits and of its own key, kept for good', () => {
  const { template } = home;
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { GenerateSecretString: { PasswordLength: 43, ExcludePunctuation: true } },
  });
  expect(43 * Math.log2(62)).toBeGreaterThan(256);
});

test('the command line finds the home by its outputs', () => {
  const outputs = Object.keys(home.template.findOutputs('*'));
  expect(outputs).toEqual(expect.arrayContaining([...HOME_OUTPUTS, 'deploymentDigest']));
  expect(home.template.findOutputs('deploymentDigest')['deploymentDigest']?.['Value']).toBe('d1');
});

test('is refused without an aws section', () => {
  const { config } = home;
  const { aws: _, ...without } = config;
  const make = () =>
    new HomeStack(new App(), 'Home', { config: without, deployment: JSON.stringify({}) });
  expect(make).toThrow('expected an aws section');
});

describe('cdk-nag', () => {
  const findings = (of: ReturnType<typeof aHome>) =>
    new AwsSolutionsChecks(of.app)
      .validateScope(of.app)
      .violations.map(({ ruleName, violatingResources }) => [
        ruleName,
        violatingResources.map(({ constructPath }) => constructPath),
      ]);

  test.each([
    ['a whole home', WHOLE],
    ['the least home', {}],
    ['a home with SMS by SNS', { 'aws.sms': 'sns' }],
    ['a home without mirrors', { 'platforms.0.mirror': undefined }],
    [
      'a console by a name of its own',
      {
        ...WHOLE,
        'aws.console': {
          issuer: 'https://connexion.region.example',
          clientId: 'preau',
          hostname: 'preau.region.example',
        },
      },
    ],
  ])('finds nothing in %s', (_, changes) => {
    expect(findings(aHome(changes))).toEqual([]);
  });

  test('finds what is not acknowledged', () => {
    const { app, stack } = aHome({});
    expect(acknowledgements(stack).length).toBeGreaterThan(0);
    for (const one of stack.node.findAll()) forget(one);
    expect(new AwsSolutionsChecks(app).validateScope(app).success).toBe(false);
  });

  test('is answered 35 times, each with a reason', () => {
    const all = acknowledgements(home.stack);
    for (const { reason } of all) expect(reason.length).toBeGreaterThan(15);
    // A new one is a decision: look whether it can be avoided before these numbers grow.
    expect(countedBy(all.map(({ id }) => id.replace(/^AwsSolutions-(\w+).*/, '$1')))).toEqual({
      // Three more: whoever was told says by GET and POST that they read, and HEAD is asked by machines.
      // One more: what the second gateway posts is signed, and by no token.
      // Two more: whoever watches the home from outside has no account with it, and its log is turned off (APIG1).
      APIG1: 1,
      // Two more: a browser asks the door's leave, and subscribes.
      APIG4: 15,
      // Its tenth: the quotas of an account, which are no resources. Two more: raw evidence under its hash,
      // and its records under their incident, none of which has a name before it is there. Three more for
      // publish-schools: schools' files, tens of thousands, under `etab/`; the pages of sets, which are
      // named for a hash; and any version of this function for the schedule that calls it, as the CDK's
      // target grants it to that role, which is the scheduler's alone.
      // One more: a metric of AWS is no resource.
      IAM5: 16,
      // One more: with another key of pushes every browser would have to subscribe again.
      SMG4: 2,
      SQS3: 1,
    });
  });
});

const countedBy = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name) => [name, names.filter((one) => one === name).length]));

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
}

function acknowledgements(stack: IConstruct): readonly Acknowledged[] {
  return stack.node.findAll().flatMap((one) =>
    one.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Readonly<Record<string, unknown>>).map(([id, reason]) => ({
          id: id.replace(/^annotation::/i, ''),
          reason: String(reason),
        })),
      ),
  );
}

function forget(one: IConstruct): void {
  for (const entry of one.node.metadata)
    if (entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      Object.assign(entry, { data: {} });
}

describe('an account that may not write to schools', () => {
  const checks = ({ all }: ReturnType<typeof aHome>) => all('Custom::CheckSending');

  test('is found out before anything is made that outlives its stack', () => {
    const [check] = checks(home);
    expect(checks(home)).toHaveLength(1);
    for (const { whole } of home.all('AWS::DynamoDB::GlobalTable'))
      expect(whole).toMatchObject({ DependsOn: expect.arrayContaining([check?.id]) });
    const needs: unknown = JSON.parse(String(check?.properties['needs']));
    expect(needs).toMatchObject({ service: 'end-user-messaging', sender: 'PREAU' });
  });

  test('is not looked at in a trial', () => {
    expect(checks(aHome({ ...WHOLE, 'aws.trial': true }))).toEqual([]);
  });
});
