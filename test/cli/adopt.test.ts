// Goal: `preau adopt` shows before it changes, changes in one batch, asks the name servers, and goes
// back to what was there. Method: the command line as typed; AWS's own clients over HTTP to the
// embedded name server's front of Route 53, which is then asked by DNS; CloudFormation, CloudWatch and
// the hold bucket by endpoints of the test's own.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Route53Client } from '@aws-sdk/client-route-53';
import { changeState } from '../../adapters/aws/change-state.ts';
import { publicZone } from '../../adapters/aws/public-zone.ts';
import { createZoneRecords, type ZoneRecords } from '../../adapters/aws/zone-records.ts';
import { CHECK_EXPORTS } from '../../config/aws-exports.ts';
import { platformsOf } from '../../config/platforms-of.ts';
import { readConfig } from '../../config/read-config.ts';
import { type RunningNames, startNames } from '../../home/names/start-names.ts';
import { aConfig } from '../config/a-config.ts';
import { startStub, type Stub } from '../contract/store-endpoint.ts';
import { aSpec, until } from '../home/names/names-fixture.ts';
import { type } from './a-terminal.ts';

const NAME = 'ent.region.example';
const ORIGIN = '127.0.0.1';
const changes = {
  'platforms.0.origin.addresses': [ORIGIN],
  'platforms.0.origin.port': 1,
  'platforms.0.mirror.addresses': ['127.0.0.10'],
};
/** As the embedded name server calls its checks. */
const IDS = {
  both: 'ent.origin-and-hold',
  origin: 'ent.origin',
  hold: 'ent.hold',
  always: 'always',
};

let folder = '';
let config = '';
let names: RunningNames;
let route53: Route53Client;
let records: ZoneRecords;
let zoneId = '';
let unwell: readonly string[] = [];
let held: readonly string[] = [];
const stubs: Stub[] = [];

const outputs = (platform = 'ent') => [
  {
    OutputValue: `${IDS.both},${IDS.origin},${IDS.hold}`,
    ExportName: CHECK_EXPORTS.platform(platform),
  },
  { OutputValue: IDS.always, ExportName: CHECK_EXPORTS.always },
];
const stackXml = (list: readonly { readonly OutputValue: string; readonly ExportName: string }[]) =>
  `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>Preau-Watch</StackName><Outputs>${list
    .map(
      ({ OutputValue, ExportName }, index) =>
        `<member><OutputKey>k${index}</OutputKey><OutputValue>${OutputValue}</OutputValue><ExportName>${ExportName}</ExportName></member>`,
    )
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

async function stub(service: string, ...answer: Parameters<typeof startStub>): Promise<Stub> {
  const made = await startStub(...answer);
  stubs.push(made);
  vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, made.url);
  return made;
}

interface Question {
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat: {
      readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] };
    };
  }[];
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-adopt-'));
  config = join(folder, 'preau.yaml');
  const text = aConfig(changes);
  writeFileSync(config, text);
  const read = readConfig(text);
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000, propagateMs: 5 };
  names = await startNames(
    aSpec(join(folder, 'names'), platformsOf(read.config).slice(0, 1), {
      ...quiet,
      zones: [{ name: 'region.example', ns: ['ns1.region.example'] }],
    }),
    () => 0,
  );
  const endpoint = `http://127.0.0.1:${names.controlPort}`;
  vi.stubEnv('AWS_ACCESS_KEY_ID', names.token);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not checked');
  vi.stubEnv('AWS_ENDPOINT_URL_ROUTE_53', endpoint);
  unwell = [];
  held = [];
  await stub('S3', (_request, response) =>
    response.end(
      `<ListBucketResult>${held.map((id) => `<Contents><Key>holds/${id}</Key></Contents>`).join('')}</ListBucketResult>`,
    ),
  );
  await stub('CLOUDFORMATION', (_request, response) => response.end(stackXml(outputs())));
  await stub('CLOUDWATCH', ({ body }, response) => {
    const { MetricDataQueries } = JSON.parse(body.toString()) as Question;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(
      JSON.stringify({
        MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => ({
          Id,
          Timestamps: [Date.now() / 1_000],
          Values: [unwell.includes(MetricStat.Metric.Dimensions[0]?.Value ?? '') ? 0 : 1],
        })),
      }),
    );
  });
  const credentials = { accessKeyId: names.token, secretAccessKey: 'not checked' };
  route53 = new Route53Client({ endpoint, region: 'us-east-1', credentials });
  records = createZoneRecords(route53);
  zoneId = (await publicZone(route53, 'region.example')) ?? '';
  await standPlain(ORIGIN);
});
afterEach(async () => {
  route53.destroy();
  await names.stop();
  for (const one of stubs.splice(0)) await one.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const standing = () => records.at(zoneId, [NAME]);

async function change(edits: Parameters<ZoneRecords['edit']>[1]): Promise<void> {
  const id = await records.edit(zoneId, edits);
  await until(async () => (await changeState(route53, id)) === 'insync');
}

/** What the name server has by its spec is a pair: in its place, a plain record, as before Préau. */
async function standPlain(address: string): Promise<void> {
  await change([
    ...(await standing()).map((record) => ({ action: 'DELETE' as const, record })),
    { action: 'CREATE', record: { name: NAME, type: 'A', ttlSec: 300, values: [address] } },
  ]);
}

const adopt = (...more: string[]) =>
  type(['adopt', config, '--authority', `127.0.0.1#${names.dnsPort}`, ...more]);
const sides = async () =>
  (await standing()).map(({ setIdentifier, weight, checkId }) => [setIdentifier, weight, checkId]);
const saved = () => join(folder, 'saved.json');

test('without a word it only shows: what stands, the pair, and what to type next', async () => {
  const before = await standing();
  const { exitCode, out, err } = await adopt();
  expect(err).toBe('');
  expect(exitCode).toBe(0);
  expect(out).toContain(`${NAME} (ent) : peut être adopté`);
  expect(out).toContain(`- A ${ORIGIN}, TTL 300 s`);
  expect(out).toContain(`+ A origin poids 100 ${ORIGIN}, TTL 60 s, vérification ${IDS.both}`);
  expect(out).toContain(`+ A mirror poids 0 127.0.0.10, TTL 60 s, vérification ${IDS.always}`);
  expect(out).toContain('peuvent garder l’ancienne réponse 300 s');
  expect(out).toContain(`preau adopt ${config} --apply`);
  expect(await standing()).toEqual(before);
  expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual([]);
});

describe('applied', () => {
  test('the plain record is a pair in one change, every name server answers the origin, and it says how to undo it', async () => {
    const { exitCode, out, err } = await adopt('--apply', '--save', saved(), '--lang', 'en');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/change C[0-9A-F]+ everywhere/);
    expect(out).toContain(`${NAME}: every name server answers the origin`);
    expect(out).toContain(`--undo ${saved()} --apply`);
    expect(out).toContain('names.zones[].adopted');
    expect(await sides()).toEqual([
      ['mirror', 0, IDS.always],
      ['origin', 100, IDS.both],
    ]);
  });

  test('and asked again, there is nothing to do', async () => {
    await adopt('--apply', '--save', saved());
    const { exitCode, out } = await adopt('--apply');
    expect(exitCode).toBe(0);
    expect(out).toContain('Rien à faire');
  });

  test('it goes back to the very record, shown first, and every name server is asked', async () => {
    const before = await standing();
    await adopt('--apply', '--save', saved());
    const shown = await adopt('--undo', saved());
    expect(shown.exitCode).toBe(0);
    expect(shown.out).toContain('revient à ce qui était là');
    expect(shown.out).toContain(`+ A ${ORIGIN}, TTL 300 s`);
    expect((await standing()).length).toBe(2);
    const { exitCode, out } = await adopt('--undo', saved(), '--apply');
    expect(exitCode).toBe(0);
    expect(out).toContain(`${NAME} : tous les serveurs de noms répondent ce qui était là`);
    expect(out).toContain('Retirez ces noms de names.zones[].adopted');
    expect(await standing()).toEqual(before);
  });

  test('undone once more, it says that all is as before, and that is well', async () => {
    await adopt('--apply', '--save', saved());
    await adopt('--undo', saved(), '--apply');
    const before = await standing();
    const { exitCode, out } = await adopt('--undo', saved(), '--apply');
    expect(exitCode).toBe(0);
    expect(out).toContain('est déjà comme avant');
    expect(out).toContain('Rien à faire');
    expect(await standing()).toEqual(before);
  });
});

describe('an undo is refused', () => {
  beforeEach(async () => {
    await adopt('--apply', '--save', saved());
  });
  const undo = (...more: string[]) => adopt('--undo', saved(), '--apply', ...more);
  const weigh = async (mirror: number) =>
    change(
      (await standing()).map((record) => {
        const weight = record.setIdentifier === 'mirror' ? mirror : 100 - mirror;
        return { action: 'UPSERT' as const, record: { ...record, weight } };
      }),
    );

  test('when a plain record stands there, other than before', async () => {
    await standPlain('127.0.0.77');
    const { exitCode, out } = await undo();
    expect(exitCode).toBe(1);
    expect(out).toContain('a été changé depuis');
    expect((await standing())[0]?.values).toEqual(['127.0.0.77']);
  });

  test('after a later adoption of another address, forced or not: field, found, expected, remedy', async () => {
    const moved = { ...changes, 'platforms.0.origin.addresses': ['127.0.0.9'] };
    writeFileSync(config, aConfig({ ...moved, 'names.zones.0.adopted': [NAME] }));
    const later = await adopt('--apply', '--save', join(folder, 'later.json'));
    expect(later.exitCode).toBe(0);
    const before = await standing();
    for (const more of [[], ['--force']]) {
      const { exitCode, out } = await undo(...more, '--lang', 'en');
      expect(exitCode).toBe(1);
      expect(out).toContain(`${NAME} A origin: values, found 127.0.0.9, expected ${ORIGIN}`);
      expect(out).toContain('undo the latest adoption of this name first');
      expect(out).not.toContain('may overrule');
    }
    expect(await standing()).toEqual(before);
    expect(JSON.parse((await undo('--json')).out)).toMatchObject({
      outcome: 'blocked',
      zones: [{ names: [{ undo: { kind: 'changed', differences: [{ field: 'values' }] } }] }],
    });
    const second = await adopt('--undo', join(folder, 'later.json'), '--apply');
    expect(second.exitCode).toBe(1);
    expect(second.out).toContain(`A reviendrait à ${ORIGIN}, la configuration dit 127.0.0.9`);
    expect(await standing()).toEqual(before);
  });

  test.each<[string, () => Promise<void> | void, string]>([
    ['while visitors are on the mirror by its weight', () => weigh(100), 'A, poids 100'],
    ['while its hold is set', () => void (held = ['ent']), 'la retenue est mise'],
    [
      'while its origin is not well',
      () => void (unwell = [IDS.both]),
      `la vérification ${IDS.both} échoue`,
    ],
    [
      'when nobody can tell whether it is held',
      () => void stub('S3', (_request, response) => response.writeHead(403).end()),
      'impossible de savoir',
    ],
  ])('%s, shown and applied; --force overrules it and says so', async (_name, arrange, words) => {
    const plain = [expect.objectContaining({ type: 'A', ttlSec: 300, values: [ORIGIN] })];
    await arrange();
    expect((await adopt('--undo', saved())).exitCode).toBe(1);
    const before = await standing();
    const { exitCode, out } = await undo();
    expect(exitCode).toBe(1);
    expect(out).toContain(words);
    expect(out).toContain('--force');
    expect(await standing()).toEqual(before);
    const shown = await adopt('--undo', saved(), '--force');
    expect(shown.exitCode).toBe(0);
    expect(shown.out).toContain(`--undo ${saved()} --force --apply`);
    const forced = await undo('--force');
    expect(forced.exitCode).toBe(0);
    expect(forced.out).toContain('passé outre (--force)');
    expect(forced.out).toContain(words);
    expect(await standing()).toEqual(plain);
  });

  test('not for the hold of another platform', async () => {
    held = ['temoin'];
    expect((await undo()).exitCode).toBe(0);
  });
});

test('an undo that a name server does not confirm is told, and is no success', async () => {
  await adopt('--apply', '--save', saved());
  const { exitCode, out } = await adopt('--undo', saved(), '--apply', '--authority', '127.0.0.1#1');
  expect(exitCode).toBe(1);
  expect(out).toContain('non vérifié');
});

describe('without AWS credentials', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    vi.stubEnv('AWS_PROFILE', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const Stacks = [{ StackName: 'Preau-Watch', Outputs: outputs() }];
    writeFileSync(join(folder, 'checks.json'), JSON.stringify({ Stacks }));
    writeFileSync(saved(), '{"preauAdoption":1,"zones":[]}');
  });

  test.each<[string, () => readonly string[]]>([
    ['to show', () => []],
    ['to show, with the checks in a file', () => ['--checks', join(folder, 'checks.json')]],
    ['to apply', () => ['--apply']],
    ['to undo', () => ['--undo', saved()]],
  ])('it is one clear line and a code of its own: %s', async (_name, more) => {
    const { exitCode, out, err } = await adopt(...more());
    expect(exitCode).toBe(5);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('credentials-missing');
  });
});

describe('nothing is changed', () => {
  const applied = async (...more: string[]) => {
    const before = await standing();
    const { exitCode, out, err } = await adopt('--apply', '--save', saved(), ...more);
    return { exitCode, said: out + err, before, after: await standing() };
  };
  const refused = (exitCode: number, words: string) => ({
    exitCode,
    said: expect.stringContaining(words) as unknown,
  });

  test('while the zone says otherwise than the configuration', async () => {
    await standPlain('127.0.0.77');
    const { before, after, ...told } = await applied();
    expect(told).toEqual(refused(1, `A répond 127.0.0.77, la configuration dit ${ORIGIN}`));
    expect(after).toEqual(before);
    expect((await adopt()).exitCode).toBe(1);
    expect(existsSync(saved())).toBe(false);
  });

  test('while a check is not healthy: the pair would turn at once', async () => {
    unwell = [IDS.both, IDS.hold];
    const { before, after, ...told } = await applied();
    expect(told).toEqual(refused(1, 'la retenue est mise'));
    expect(after).toEqual(before);
    expect(existsSync(saved())).toBe(false);
  });

  test('when what an undo needs cannot be kept', async () => {
    writeFileSync(saved(), 'of another day');
    const { before, after, ...told } = await applied();
    expect(told).toEqual(refused(2, 'nommez un autre fichier par --save'));
    expect(after).toEqual(before);
  });

  test('when the checks are not there', async () => {
    await stub('CLOUDFORMATION', (_request, response) =>
      response
        .writeHead(400)
        .end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Preau-Watch does not exist</Message></Error></ErrorResponse>',
        ),
    );
    const { before, after, ...told } = await applied();
    expect(told).toEqual(refused(1, 'npx cdk deploy Preau-Watch'));
    expect(after).toEqual(before);
  });

  test('when the checks are another platform’s', async () => {
    await stub('CLOUDFORMATION', (_request, response) => response.end(stackXml(outputs('autre'))));
    const { before, after, ...told } = await applied();
    expect(told).toEqual(refused(1, 'reçu ceux de autre'));
    expect(after).toEqual(before);
  });

  test.each([
    ['for an unknown platform', ['--only', 'inconnue'], 2],
    ['with both ways asked for', ['--dry-run'], 2],
    ['for a name server that is no address', ['--authority', 'ns1.region.example'], 2],
    ['without the file to undo', ['--undo', '/nowhere.json'], 1],
    ['with --force but nothing to undo', ['--force'], 2],
  ])('%s', async (_name, more, code) => {
    const before = await standing();
    expect((await adopt('--apply', ...more)).exitCode).toBe(code);
    expect(await standing()).toEqual(before);
  });

  test('without a home on AWS', async () => {
    writeFileSync(config, aConfig({ ...changes, aws: undefined }));
    expect((await adopt()).exitCode).toBe(3);
  });
});

test('the checks may come from a file, as the AWS command prints them, and CloudFormation is not asked', async () => {
  const asked = await stub('CLOUDFORMATION', (_request, response) => response.writeHead(500).end());
  const file = join(folder, 'checks.json');
  writeFileSync(
    file,
    JSON.stringify({ Stacks: [{ StackName: 'Preau-Watch', Outputs: outputs() }] }),
  );
  const { exitCode, out } = await adopt('--checks', file, '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    outcome: 'dry-run',
    zones: [
      {
        zoneId,
        names: [{ hostname: NAME, state: 'ready', types: [{ type: 'A', kind: 'adopt' }] }],
      },
    ],
  });
  expect(asked.requests).toEqual([]);
  writeFileSync(file, '{"Stacks": 1}');
  expect((await adopt('--checks', file)).err).toContain('describe-stacks');
});

test('a name server that answers otherwise is told, and is no success', async () => {
  const other = await type([
    'adopt',
    config,
    '--apply',
    '--save',
    saved(),
    '--authority',
    `127.0.0.1#${names.dnsPort}`,
    '127.0.0.1#1',
  ]);
  expect(other.exitCode).toBe(1);
  expect(other.out).toContain('non vérifié');
});

describe('a name of other types', () => {
  const plainRecord = (type: string, value: string) => ({
    name: NAME,
    type,
    ttlSec: 300,
    values: [value],
  });
  const https = {
    'platforms.0.origin.https': '1 . alpn="h2,h3"',
    'platforms.0.mirror.https': '1 . alpn="h2"',
  };
  const cname = { 'platforms.0.origin.cname': 'ent.hoster.example' };

  test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
    [
      'an HTTPS record',
      https,
      [
        ['A', ORIGIN],
        ['HTTPS', '1 . alpn="h2,h3"'],
      ],
    ],
    ['a CNAME', cname, [['CNAME', 'ent.hoster.example']]],
  ])('by %s is adopted, verified, and goes back', async (_name, more, plains) => {
    writeFileSync(config, aConfig({ ...changes, ...more }));
    await change([
      ...(await standing()).map((record) => ({ action: 'DELETE' as const, record })),
      ...plains.map(([kind, value]) => ({
        action: 'CREATE' as const,
        record: plainRecord(kind, value),
      })),
    ]);
    const before = await standing();
    const done = await adopt('--apply', '--save', saved(), '--lang', 'en');
    expect(done).toMatchObject({ exitCode: 0, err: '' });
    expect(done.out).toContain(`${NAME}: every name server answers the origin`);
    const types = plains.flatMap(([kind]) => [kind, kind]);
    expect((await standing()).map((record) => record.type)).toEqual(types);
    const undone = await adopt('--undo', saved(), '--apply', '--lang', 'en');
    expect(undone).toMatchObject({ exitCode: 0, err: '' });
    expect(undone.out).toContain(`${NAME}: every name server answers what stood there`);
    expect(await standing()).toEqual(before);
  });
});
