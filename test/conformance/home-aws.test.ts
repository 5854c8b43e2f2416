import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { createS3Evidence } from '../../adapters/aws/s3-evidence.ts';
import { unpackDossier } from '../../adapters/local/dossier/unpack.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { type Engine, openEngine } from '../../app/engine.ts';
import { deploymentOf } from '../../cli/deployment.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE, OBSERVATIONS_TABLE } from '../../config/aws-tables.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { aConfig } from '../config/a-config.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import {
  startStore,
  type StoreEndpoint,
  type Stub,
  startStub,
} from '../contract/store-endpoint.ts';
import { liveMorning, MORNING_CONTACTS } from '../fixtures/lived-morning.ts';
import { morningConfig } from '../fixtures/morning-folder.ts';
import { BELL, fitMirror } from '../fixtures/timeline.ts';
import { type } from '../cli/a-terminal.ts';

// Goal: every command of a data folder's home acts and reads on a home on AWS, by its stack's own
// outputs and its journal alone, and says what is left when nothing answers.
// Method: the command line as typed, the SDK's own clients over HTTP to dynalite and to a stub that
// speaks CloudFormation's words; a worker in the test plays the functions behind the stream.

const ACCOUNT = '123456789012';
const EVIDENCE = 'preau-evidence';
const config = morningConfig();
let dynamo: DynamoEndpoint;
let stack: Stub;
let store: StoreEndpoint;
let answer: { readonly status: number; readonly body: string };
let folder = '';
let file = '';
let tables = { journal: '', observations: '', deliveries: '' };

const outputs = (told: Readonly<Record<string, string>>): string =>
  Object.entries(told)
    .map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    .join('');
const stackOf = (told: Readonly<Record<string, string>>, account = ACCOUNT) => ({
  status: 200,
  body:
    '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>' +
    `<StackId>arn:aws:cloudformation:eu-west-3:${account}:stack/Preau-Home/1</StackId>` +
    `<StackName>Preau-Home</StackName><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${outputs(told)}</Outputs>` +
    '</member></Stacks></DescribeStacksResult></DescribeStacksResponse>',
});
const refusal = (code: string, message: string, status = 400) => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
const told = () => ({
  journalTable: tables.journal,
  observationsTable: tables.observations,
  deliveriesTable: tables.deliveries,
  evidenceBucket: EVIDENCE,
  deploymentDigest: deploymentOf(config).digest,
});

beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
  stack = await startStub((_, response) => {
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
  });
  store = await startStore();
  await store.s3.send(new CreateBucketCommand({ Bucket: EVIDENCE }));
  folder = mkdtempSync(join(tmpdir(), 'preau-aws-home-'));
  file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig());
});
beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', stack.url);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamo.url);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', store.url);
  tables = {
    journal: await dynamo.makeTable(JOURNAL_TABLE),
    observations: await dynamo.makeTable(OBSERVATIONS_TABLE),
    deliveries: await dynamo.makeTable(DELIVERIES_TABLE),
  };
  answer = stackOf(told());
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await Promise.all([dynamo.stop(), stack.stop(), store.stop()]);
  rmSync(folder, { recursive: true });
});

const preau = (...line: readonly string[]) =>
  type([...line, '--aws', '--config', file], { env: { USER: 'essai' } });

/** The home's functions, as far as a test needs them. */
const functions = (): Promise<Engine> =>
  openEngine(
    createDynamoJournal({ client: dynamo.client, table: tables.journal }),
    loadPolicy(config),
    hashOf,
  );
/** As a collector on AWS keeps what it read for the morning's incident. */
async function keepRaw(bytes: Buffer): Promise<string | null> {
  const { blobs, evidence: records } = OBJECTS;
  const evidence = createS3Evidence({ client: store.s3, bucket: EVIDENCE, blobs, records });
  const { incidents } = (await functions()).state();
  const [incident] = Object.values(incidents);
  if (incident === undefined) throw new Error('the morning has no incident');
  return evidence.keep(incident.id, { bytes, from: 'https://status.example/', fetchedAt: BELL });
}

/** Sees each turn done at once, as its functions do, until `typed` has ended. */
const seenDone = async <Ended>(engine: Engine, typed: Promise<Ended>): Promise<Ended> => {
  let ended = false;
  const ending = typed.finally(() => {
    ended = true;
  });
  while (!ended) {
    const { at, platforms } = await engine.refresh();
    for (const [id, { shelter }] of Object.entries(platforms))
      if (!shelter.verified)
        await engine.handle({
          kind: 'dns-turned',
          at,
          platform: platformId(id),
          turn: shelter.turn,
          verified: true,
          answers: [],
          detail: '',
        });
  }
  return ending;
};
const lived = async (rounds: number): Promise<Engine> => {
  const { client } = dynamo;
  const engine = await functions();
  const observations = createDynamoObservations({
    client,
    table: tables.observations,
    keepDays: 36_500,
  });
  const deliveries = createDynamoDeliveries({ client, table: tables.deliveries });
  await liveMorning({ engine, observations, deliveries }, rounds);
  return engine;
};

describe('a person acts on a home on AWS', { timeout: 20_000 }, () => {
  test('sheltering is journalled by name, with its turn, and waits for the name servers to say so', async () => {
    const engine = await functions();
    await engine.handle(fitMirror('ent', epochMs(Date.now())));
    const typed = preau('shelter', 'ent', '--reason', 'travaux', '--by', 'A. Martin');
    const { exitCode, out, err } = await seenDone(engine, typed);
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect(out).toContain('100 % des réponses vers le miroir, vérifié');
    const entries = [];
    const journal = createDynamoJournal({ client: dynamo.client, table: tables.journal });
    for await (const entry of journal.read(1)) entries.push(entry);
    expect(entries[1]).toMatchObject({
      event: {
        kind: 'person-sheltered',
        by: { role: 'cli', name: 'A. Martin' },
        reason: 'travaux',
      },
      actions: [{ kind: 'turn-dns', hold: true, mirrorShare: 1 }],
    });
    expect((await journal.due(epochMs(Date.now()), 9)).map(({ action }) => action.key)).toEqual([
      'ent/turn/1',
    ]);
  });

  test('a veto, a claim and a suspension are journalled; what changes nothing is refused', async () => {
    const engine = await functions();
    await engine.handle(fitMirror('ent', epochMs(Date.now())));
    const vetoed = await seenDone(engine, preau('veto', 'ent', '--reason', 'r'));
    expect(vetoed).toMatchObject({ exitCode: 0, err: '' });
    expect(vetoed.out).toContain('rester à l’origine');
    const again = await preau('veto', 'ent', '--reason', 'r');
    expect(again.exitCode).toBe(1);
    expect(again.out).toContain('Refusé');
    expect((await preau('suspend', 'ent', '--reason', 'nuit', '--json')).exitCode).toBe(0);
    const { platforms } = (await functions()).state();
    expect(platforms[platformId('ent')]).toMatchObject({ vetoed: true, standing: 'suspended' });
  });

  test('a dry run tells what would turn, and writes nothing', async () => {
    await functions().then((engine) => engine.handle(fitMirror('ent', epochMs(Date.now()))));
    const { exitCode, out } = await preau('shelter', 'ent', '--reason', 'r', '--dry-run');
    expect(exitCode).toBe(0);
    expect(out).toContain('basculerait');
    expect((await functions()).head()?.seq).toBe(1);
  });

  test('an incident’s cause is confirmed, its notices shown and held, as on one machine', async () => {
    const engine = await lived(7);
    const [incident] = Object.values(engine.state().incidents);
    const [notice = ''] = incident?.notices ?? [];
    expect((await preau('notice', 'preview')).out).toContain(notice);
    expect((await preau('notice', 'edit', notice, 'Une attaque.')).exitCode).toBe(1);
    expect((await preau('notice', 'edit', notice, 'Un mot.')).exitCode).toBe(0);
    expect((await preau('notice', 'hold', notice)).exitCode).toBe(0);
    expect((await preau('cause', 'confirm', 'ent', 'overload')).exitCode).toBe(0);
    const state = await engine.refresh();
    expect(state.notices[notice]).toMatchObject({
      stage: 'held',
      content: { addition: 'Un mot.' },
    });
    expect(Object.values(state.incidents)[0]?.confirmedCause).toBe('overload');
    expect((await preau('cause', 'explain', 'ent')).out).toContain(incident?.reference);
  });

  test('its incident is explained as on one machine, and a plan names its bucket and servers', async () => {
    await lived(130);
    const { exitCode, out, err } = await preau('explain', 'P-0001');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('BASCULE ent/turn/1');
    expect(out).toContain('✔ intacte, chaque action expliquée');
    const dry = await preau('veto', 'ent', '--reason', 'r', '--dry-run', '--json');
    expect(JSON.parse(dry.out)).toMatchObject({
      dryRun: true,
      plan: {
        undo: `preau unveto ent --reason "POURQUOI" --aws --config ${file}`,
        place: {
          hold: 's3://preau-abris/holds/ent',
          servers: ['ns1.region.example'],
          zone: 'region.example',
        },
      },
    });
  });

  test('its journal verifies, and its incident gives a dossier that does, with nobody’s address', async () => {
    await lived(130);
    const verified = await preau('journal', 'verify');
    expect(verified.out).toContain('P8');
    expect(verified.exitCode).toBe(0);
    const feed = Buffer.from('{"incidents":[]}');
    const hash = await keepRaw(feed);
    const zip = join(folder, 'aws.zip');
    const { exitCode, err } = await preau('dossier', 'export', 'ent', '--out', zip);
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect((await type(['dossier', 'verify', zip])).exitCode).toBe(0);
    const unpacked = unpackDossier(readFileSync(zip));
    const files = unpacked.kind === 'read' ? unpacked.files : new Map<string, Uint8Array>();
    const text = (name: string) => Buffer.from(files.get(name) ?? []).toString();
    expect(text('observations/toulouse.jsonl').split('\n').length).toBeGreaterThan(30);
    expect(text('resume.pdf').slice(0, 5)).toBe('%PDF-');
    expect(text(`raw/${hash}`)).toBe(feed.toString());
    expect(JSON.parse(text('manifest.json')).signer.algorithm).toBe('ed25519');
    expect(text('notices/01.receipts.jsonl')).toContain('"receipt":"bounced"');
    for (const bytes of files.values())
      for (const contact of MORNING_CONTACTS)
        expect(Buffer.from(bytes).includes(contact)).toBe(false);
  });
});

describe('a home on AWS', { timeout: 20_000 }, () => {
  test('whose functions decide by something else is acted on, with a word of it', async () => {
    await functions().then((engine) => engine.handle(fitMirror('ent', BELL)));
    answer = stackOf({ ...told(), deploymentDigest: '0'.repeat(64) });
    const typed = preau('veto', 'ent', '--reason', 'r');
    const { exitCode, err } = await seenDone(await functions(), typed);
    expect(exitCode).toBe(0);
    expect(err).toContain('autre configuration');
  });

  test('that does not answer leaves the hold, by one line of AWS’s own', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', 'http://127.0.0.1:1');
    const shelter = await preau('shelter', 'ent', '--reason', 'r');
    expect(shelter.exitCode).toBe(5);
    expect(shelter.err).toContain(
      'aws s3api put-object --region eu-west-1 --bucket preau-abris --key holds/ent',
    );
    // Of what was vetoed or suspended the origin's check is disabled, and stays so.
    expect(shelter.err).toContain(
      'aws route53 update-health-check --health-check-id CONTROLE --no-disabled',
    );
    const release = await preau('release', 'ent', '--reason', 'r', '--json');
    const { message } = JSON.parse(release.err).error as { message: string };
    expect(message).toContain('aws s3api delete-object');
    expect(message).not.toContain('update-health-check');
    const veto = await preau('veto', 'ent', '--reason', 'r');
    expect(veto.exitCode).toBe(5);
    expect(veto.err).not.toContain('s3api');
  });

  test.each([
    {
      name: 'not deployed',
      answer: () => refusal('ValidationError', 'Stack with id Preau-Home does not exist'),
      code: 1,
      words: 'aucune pile Preau-Home',
    },
    {
      name: 'of an older version',
      answer: () => stackOf({ journalTable: 'j' }),
      code: 1,
      words: 'une pile sans observationsTable',
    },
    {
      name: 'closed to these credentials',
      answer: () => refusal('AccessDenied', 'no', 403),
      code: 5,
      words: 'AWS_PROFILE',
    },
  ])('$name is told as such', async ({ answer: given, code, words }) => {
    answer = given();
    const { exitCode, err } = await preau('cause', 'explain');
    expect(exitCode).toBe(code);
    expect(err).toContain(words);
  });

  test('in another account than the configured one is left alone', async () => {
    const other = join(folder, 'other.yaml');
    writeFileSync(other, aConfig({ 'aws.account': '999999999999' }));
    const { exitCode, err } = await type(['cause', 'explain', '--aws', '--config', other]);
    expect(exitCode).toBe(3);
    expect(err).toContain('reçu ceux de 123456789012');
  });

  test.each([
    { line: ['--aws', '--data', 'x'], code: 2, words: '--data' },
    { line: ['--config', 'x'], code: 2, words: '--aws' },
  ])('named with $line is not guessed at', async ({ line, code, words }) => {
    const { exitCode, err } = await type(['cause', 'explain', ...line]);
    expect(exitCode).toBe(code);
    expect(err).toContain(words);
  });

  test('is none where the configuration has no aws section', async () => {
    const plain = join(folder, 'plain.yaml');
    writeFileSync(plain, aConfig({ aws: undefined }));
    const { exitCode, err } = await type([
      'veto',
      'ent',
      '--reason',
      'r',
      '--aws',
      '--config',
      plain,
    ]);
    expect(exitCode).toBe(3);
    expect(err).toContain('section aws');
  });
});
