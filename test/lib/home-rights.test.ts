import { beforeAll, describe, expect, test } from 'vitest';
import { allow } from '../../lib/allow.ts';
import { aHome, flat, type Made, SYNTH_MS, WHOLE } from './a-home.ts';

// Goal: what each function may do stands here to be read, and nothing is granted by the way.
// Method: every statement of every role's policy as one line, against the table below.

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Said once, since every function has them. */
const CONSUME =
  'sqs: ReceiveMessage ChangeMessageVisibility GetQueueUrl DeleteMessage GetQueueAttributes';
const OPEN_TABLES =
  'kms: Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo @ key, via dynamodb';

const KEEP_EVIDENCE = [
  's3: PutObject @ evidence/blobs/*, evidence/evidence/*',
  's3: ListBucket @ evidence, only prefix evidence/*',
  'kms: Decrypt GenerateDataKey @ key, via s3',
];

const JOURNAL = ['dynamodb: Query @ journal', 'dynamodb: GetItem PutItem @ journal'];
const SETTLE = [
  'dynamodb: Query @ journal/index/open',
  'dynamodb: BatchGetItem @ journal',
  'dynamodb: UpdateItem @ journal, only Attributes home seq open openHome',
];
const WORKERS = 'queue actions, queue plans, queue mail, queue sms, queue pages';
const SENDING = [
  ...JOURNAL,
  ...SETTLE,
  'dynamodb: GetItem PutItem Query UpdateItem @ deliveries',
  'dynamodb: Query @ deliveries/index/stages, deliveries/index/missed',
  'dynamodb: UpdateItem @ scratch',
  OPEN_TABLES,
];
const OPT_OUT_SECRET = [
  'secretsmanager: GetSecretValue @ opt-out secret',
  'kms: Decrypt @ key, via secretsmanager',
];
const GATEWAY_SECRET =
  'secretsmanager: GetSecretValue @ secretsmanager:eu-west-3:secret:preau/passerelle-??????';

const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  observe: [
    ...JOURNAL,
    'dynamodb: BatchWriteItem Query @ observations',
    'dynamodb: GetItem UpdateItem @ scratch',
    OPEN_TABLES,
    'sqs: SendMessage @ queue rounds, queue pages',
    'lambda: InvokeFunction @ lambda:eu-west-3:function:preau-probe, lambda:eu-central-1:function:preau-probe',
    's3: GetObject @ evidence/manifests/*.json',
    's3: ListBucket @ evidence',
    'kms: Decrypt @ key, via s3',
    'cloudformation: DescribeStacks @ cloudformation:us-east-1:stack/Preau-Watch/*',
    'route53: GetHealthCheckStatus @ route53:healthcheck/*',
    `${CONSUME} @ queue rounds`,
  ],
  'relay-outbox': [
    'dynamodb: DescribeStream GetRecords GetShardIterator @ journal stream',
    'dynamodb: ListStreams @ *',
    OPEN_TABLES,
    `sqs: SendMessage @ ${WORKERS}`,
    'sqs: SendMessage GetQueueAttributes GetQueueUrl @ undelivered',
  ],
  act: [
    ...JOURNAL,
    ...SETTLE,
    'dynamodb: Query @ observations',
    OPEN_TABLES,
    ...KEEP_EVIDENCE,
    's3: PutObject DeleteObject @ s3:preau-abris/holds/ent',
    'route53: ChangeResourceRecordSets @ route53:hostedzone/Z0123456789EXAMPLE, only ' +
      'ChangeResourceRecordSetsNormalizedRecordNames ent.region.example, ' +
      'ChangeResourceRecordSetsRecordTypes A AAAA CNAME HTTPS, ChangeResourceRecordSetsActions UPSERT',
    'route53: GetHealthCheck UpdateHealthCheck @ route53:healthcheck/*',
    'route53: ListResourceRecordSets @ route53:hostedzone/Z0123456789EXAMPLE',
    'route53: GetChange @ route53:change/*',
    `${CONSUME} @ queue actions`,
  ],
  'plan-notice': [
    ...JOURNAL,
    ...SETTLE,
    'dynamodb: PutItem Query @ deliveries',
    'dynamodb: Query @ deliveries/index/stages, deliveries/index/missed',
    OPEN_TABLES,
    's3: GetObject @ directory/directory/schools.sqlite',
    's3: ListBucket @ directory',
    'kms: Decrypt @ key, via s3',
    `${CONSUME} @ queue plans`,
  ],
  'send-mail': [
    ...SENDING,
    'sqs: SendMessage @ queue mail',
    ...OPT_OUT_SECRET,
    'ses: SendEmail SendBulkEmail @ ses:eu-west-3:identity/<MailDomain>, ses:eu-west-3:configuration-set/<MailSet>, only FromAddress preau@region.example',
    `${CONSUME} @ queue mail`,
  ],
  'send-sms': [
    ...SENDING,
    'sqs: SendMessage @ queue sms',
    'sms-voice: SendTextMessage @ sms-voice:eu-west-3:sender-id/PREAU/*, sms-voice:eu-west-3:configuration-set/preau-sms',
    GATEWAY_SECRET,
    `${CONSUME} @ queue sms`,
  ],
  receipts: [
    'dynamodb: GetItem PutItem UpdateItem @ deliveries',
    OPEN_TABLES,
    'sqs: SendMessage @ queue plans',
    `${CONSUME} @ queue receipts`,
    'kms: Decrypt @ key',
  ],
  'hear-gateway': [
    'dynamodb: GetItem PutItem UpdateItem @ deliveries',
    'dynamodb: Query @ deliveries/index/providerIds',
    OPEN_TABLES,
    GATEWAY_SECRET,
  ],
  acknowledge: [
    'dynamodb: GetItem PutItem UpdateItem @ deliveries',
    OPEN_TABLES,
    ...OPT_OUT_SECRET,
    'dynamodb: BatchGetItem DeleteItem GetItem PutItem UpdateItem @ browsers, only LeadingKeys browser unproven state',
    'sqs: SendMessage @ queue pushes',
  ],
  'send-push': [
    'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem @ browsers',
    OPEN_TABLES,
    'secretsmanager: GetSecretValue @ push secret',
    'kms: Decrypt @ key, via secretsmanager',
    `${CONSUME} @ queue pushes`,
  ],
  'publish-pages': [
    'dynamodb: Query @ journal',
    'dynamodb: Query @ deliveries/index/stages',
    'dynamodb: GetItem @ scratch',
    OPEN_TABLES,
    's3: GetObject PutObject @ s3:preau-pages-eu-west-3/*',
    's3: ListBucket @ s3:preau-pages-eu-west-3',
    'secretsmanager: GetSecretValue @ secretsmanager:eu-west-3:secret:preau/second-host-??????',
    'dynamodb: GetItem UpdateItem @ browsers, only LeadingKeys owed state',
    'sqs: SendMessage @ queue pushes',
    `${CONSUME} @ queue pages`,
  ],
  'publish-schools': [
    's3: GetObject @ directory/directory/schools.sqlite',
    's3: ListBucket @ directory',
    'kms: Decrypt @ key, via s3',
    's3: ListBucket @ s3:preau-pages-eu-west-3',
    's3: GetObject @ s3:preau-pages-eu-west-3/platforms-*',
    's3: GetObject PutObject DeleteObject @ s3:preau-pages-eu-west-3/etab/*',
    'secretsmanager: GetSecretValue @ secretsmanager:eu-west-3:secret:preau/second-host-??????',
  ],
  console: [
    ...JOURNAL,
    'dynamodb: Query @ deliveries, deliveries/index/stages, deliveries/index/missed',
    'dynamodb: BatchGetItem @ deliveries',
    'dynamodb: Query @ observations',
    'dynamodb: GetItem @ scratch',
    OPEN_TABLES,
    's3: GetObject @ directory/directory/schools.sqlite',
    's3: ListBucket @ directory',
    'kms: Decrypt @ key, via s3',
  ],
  watchdog: [
    'dynamodb: Query @ journal',
    ...SETTLE,
    'dynamodb: GetItem PutItem @ deliveries',
    'dynamodb: Query @ deliveries/index/stages, deliveries/index/leases',
    'dynamodb: GetItem @ scratch',
    OPEN_TABLES,
    `sqs: SendMessage @ ${WORKERS}`,
    'sqs: GetQueueAttributes @ dead rounds, dead actions, dead plans, dead mail, dead sms, dead pages, dead pushes, dead receipts, undelivered',
  ],
  'tell-health': [
    'dynamodb: Query @ journal',
    'dynamodb: Query @ journal/index/open',
    'dynamodb: BatchGetItem @ journal',
    'dynamodb: Query @ deliveries/index/stages',
    'dynamodb: GetItem @ scratch',
    OPEN_TABLES,
    'cloudwatch: GetMetricData @ *',
  ],
};

let home: ReturnType<typeof aHome>;
beforeAll(() => {
  home = aHome();
}, SYNTH_MS);

/** The statements of the policies of one function's role, but for its own log. */
function rightsOf(name: string, { all } = home): readonly string[] {
  const id = `Functions${name.replaceAll('-', '')}Role`;
  return statementsOf(all('AWS::IAM::Policy').filter((one) => one.id.startsWith(id)))
    .map(lineOf)
    .filter((line) => !line.startsWith('logs: CreateLogStream PutLogEvents @ log'));
}

function statementsOf(policies: readonly Made[]): readonly Statement[] {
  return policies.flatMap(({ properties }) => {
    const { Statement } = properties['PolicyDocument'] as { readonly Statement: Statement[] };
    return Statement;
  });
}

function lineOf({ Action, Resource, NotResource, Condition = {} }: Statement): string {
  const actions = [Action].flat();
  const service = actions[0]?.split(':')[0] ?? '';
  const names = actions.map((action) => action.replace(`${service}:`, '')).join(' ');
  const on = [Resource ?? NotResource].flat().map(placeOf).join(', ');
  return `${service}: ${names} @ ${NotResource === undefined ? '' : 'all but '}${on}${onlyIf(Condition)}`;
}

function onlyIf(condition: NonNullable<Statement['Condition']>): string {
  const keys = Object.values(condition).flatMap((one) => Object.entries(one));
  const [[key, value] = ['', '']] = keys;
  if (key === 'kms:ViaService') return `, via ${String(value).split('.')[0]}`;
  const only = keys.map(
    ([name, values]) => `${name.split(':')[1]} ${[values].flat().map(String).join(' ')}`,
  );
  return only.length === 0 ? '' : `, only ${only.join(', ')}`;
}

const placeOf = (resource: unknown): string =>
  flat(resource)
    .replace(/^<Tables(\w+)Table\.Arn>/, (_, name: string) => name.toLowerCase())
    .replace(/^<TablesJournalTable\.StreamArn>$/, 'journal stream')
    .replace(/^<Queues(\w+)Queue\.Arn>$/, 'queue $1')
    .replace(/^<Queues(\w+)DeadLetters\.Arn>$/, 'dead $1')
    .replace(/^<QueuesUndelivered\.Arn>$/, 'undelivered')
    .replace(/^<Buckets(\w+)\.Arn>/, '$1')
    .replace(/^<Functions(\w+)Log\.Arn>$/, 'log')
    .replace(/^<Key\.Arn>$/, 'key')
    .replace(/^<OptOutSecret>$/, 'opt-out secret')
    .replace(/^<PushKeySecret>$/, 'push secret')
    .replace(/^arn:<AWS::Partition>:/, '')
    .replaceAll(/-?<AWS::AccountId>:?/g, '')
    .replace(/^(s3|route53):+/, '$1:');

test.each(Object.entries(RIGHTS))('%s may do this and no more', (name, expected) => {
  expect(rightsOf(name)).toEqual(expected);
});

test('no function is without a row here, and no role has anything but its policy', () => {
  const roles = home.all('AWS::IAM::Role');
  const named = Object.keys(RIGHTS).map((name) => `Functions${name.replaceAll('-', '')}Role`);
  const others = roles.filter(({ id }) => !named.some((name) => id.startsWith(name)));
  expect(others.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
    'CheckSendingFunctionRole',
    'SchedulesRole',
  ]);
  for (const { properties } of roles) {
    expect(properties['ManagedPolicyArns']).toBeUndefined();
    expect(properties['Policies']).toBeUndefined();
  }
});

test('no policy of any kind allows an action with a wildcard', () => {
  const allowed = allowedIn(home.template.toJSON());
  expect(allowed.length).toBeGreaterThan(100);
  expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
});

/** The actions of every statement that allows, wherever it stands. */
function allowedIn(tree: unknown): readonly string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const { Effect, Action } = tree as { readonly Effect?: unknown; readonly Action?: unknown };
  const own = Effect === 'Allow' ? [Action].flat().map(String) : [];
  return [...own, ...Object.values(tree).flatMap(allowedIn)];
}

test('an entry of the journal can be deleted or written over by no update of any role', () => {
  const statements = statementsOf(home.all('AWS::IAM::Policy'));
  const deletes = statements.filter(({ Action }) =>
    [Action].flat().includes('dynamodb:DeleteItem'),
  );
  expect(new Set(deletes.map(({ Resource }) => placeOf(Resource)))).toEqual(new Set(['browsers']));
  const updates = statements.filter(
    ({ Action, Resource }) =>
      [Action].flat().includes('dynamodb:UpdateItem') && placeOf(Resource) === 'journal',
  );
  expect(updates.length).toBe(5);
  for (const update of updates) expect(lineOf(update)).toBe(SETTLE[2]);
});

describe('where less is known, or asked for', () => {
  test('zones without an id are looked up, and only the protected names may be changed in any', () => {
    const rights = rightsOf('act', aHome({ ...WHOLE, 'names.zones.0.hostedZoneId': undefined }));
    expect(rights.filter((line) => line.startsWith('route53'))).toEqual([
      expect.stringMatching(
        /^route53: ChangeResourceRecordSets @ route53:hostedzone\/\*, only .*ent\.region\.example/,
      ),
      'route53: GetHealthCheck UpdateHealthCheck @ route53:healthcheck/*',
      'route53: ListResourceRecordSets @ route53:hostedzone/*',
      'route53: GetChange @ route53:change/*',
      'route53: ListHostedZonesByName @ *',
    ]);
  });

  test('a home without a mirror turns nothing', () => {
    const rights = rightsOf('act', aHome({ ...WHOLE, 'platforms.0.mirror': undefined }));
    expect(rights.filter((line) => /route53|s3/.test(line))).toEqual(KEEP_EVIDENCE);
  });

  test('probes are asked for by it only where a page beside a login is on record', () => {
    const config = aHome({ ...WHOLE, 'platforms.0.origin.plainPath': '/style.css' });
    const isProbe = (line: string): boolean => line.startsWith('lambda: InvokeFunction');
    expect(rightsOf('act', config).filter(isProbe)).toHaveLength(1);
    expect(rightsOf('act').filter(isProbe)).toEqual([]);
  });

  test('the console lists releases only where Préau keeps mirrors itself, and reads their manifests alone', () => {
    const mirrors = { bucket: 'preau-miroirs' };
    const cloudFront = {
      ...WHOLE,
      'aws.mirrors': mirrors,
      'platforms.0.mirror.cloudFront': true,
      'platforms.0.mirror.addresses': undefined,
    };
    const others = RIGHTS['console'] ?? [];
    const told = rightsOf('console', aHome(cloudFront)).filter((line) => !others.includes(line));
    expect(told).toEqual([
      's3: GetObject @ evidence/manifests/*.json',
      's3: ListBucket @ evidence',
      's3: GetObject @ s3:preau-miroirs/releases/*/*/_preau/manifest.json',
      's3: ListBucket @ s3:preau-miroirs, only prefix releases/*/*',
    ]);
  });

  test('metrics are read only where a platform has some on record', () => {
    const METRICS = 'cloudwatch: GetMetricData @ *';
    const config = aHome({ ...WHOLE, 'platforms.0.aws': { webAcl: { metric: 'ent' } } });
    expect(rightsOf('act', config)).toContain(METRICS);
    expect(rightsOf('act')).not.toContain(METRICS);
  });

  test('SMS by SNS goes to numbers, never to a topic', () => {
    const rights = rightsOf('send-sms', aHome({ ...WHOLE, 'aws.sms': 'sns' }));
    expect(rights.filter((line) => /^(?:sns|sms-voice)/.test(line))).toEqual([
      'sns: Publish @ all but sns:*:*:*',
    ]);
  });

  test('webhooks are told with their own secrets, and what they are owed is kept in the scratch table alone', () => {
    const webhook = (name: string, secret: string) => ({
      name,
      url: `https://${name}.example/preau`,
      secret,
    });
    const webhooks = [webhook('rectorat', 'preau/rectorat'), webhook('ville', 'preau/ville')];
    const told = rightsOf('publish-pages', aHome({ ...WHOLE, 'pages.webhooks': webhooks }));
    const others = RIGHTS['publish-pages'] ?? [];
    expect(told.filter((line) => !others.includes(line))).toEqual([
      'dynamodb: GetItem PutItem @ journal',
      'dynamodb: PutItem UpdateItem DeleteItem @ scratch',
      'secretsmanager: GetSecretValue @ secretsmanager:eu-west-3:secret:preau/rectorat-??????, ' +
        'secretsmanager:eu-west-3:secret:preau/ville-??????',
    ]);
  });

  test('without a second host no secret of one is read, without pages of schools no list of sets', () => {
    const least = aHome({ ...WHOLE, 'aws.secondHost': undefined, 'pages.schools': undefined });
    const rights = rightsOf('publish-pages', least);
    expect(rights.join()).not.toMatch(/secretsmanager|ListBucket/);
    expect(rightsOf('publish-schools', least)).toEqual([]);
  });
});

describe('a right', () => {
  test('on an action with a wildcard is refused', () => {
    expect(() => allow('Any', ['s3:Get*'], ['arn:aws:s3:::a/b'])).toThrow('s3:Get*');
  });

  test('on many resources says why, or is refused', () => {
    expect(() => allow('All', ['s3:GetObject'], ['arn:aws:s3:::a/*'])).toThrow('must say why');
    expect(allow('All', ['s3:GetObject'], ['arn:aws:s3:::a/*'], { why: 'all' }).many).toEqual({
      resources: ['arn:aws:s3:::a/*'],
      why: 'all',
    });
  });
});
