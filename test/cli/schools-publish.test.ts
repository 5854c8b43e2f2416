// Goal: `preau schools publish` puts the schools where the home on AWS reads them, says what it put
// and how to undo it, and puts nothing when it should not. Method: the command line as typed,
// against S3 on loopback; versions, which fauxqs lacks, against an endpoint of the test's own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { directoryPath, openDirectory } from '../../adapters/local/directory.ts';
import { bring, optIn, range, record } from '../adapters/local/directory-fixtures.ts';
import { uaiOf } from '../app/schools/fixtures.ts';
import { aConfig } from '../config/a-config.ts';
import { startStore, startStub, type StoreEndpoint } from '../contract/store-endpoint.ts';
import { type } from './a-terminal.ts';

const BUCKET = 'preau-directory-123456789012-eu-west-3';
let folder = '';
let config = '';
let data = '';
let store: StoreEndpoint;
beforeAll(async () => {
  store = await startStore();
  store.server.createBucket('somebody-elses');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-publish-'));
  config = join(folder, 'preau.yaml');
  data = join(folder, 'data');
  writeFileSync(config, aConfig());
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_S3', store.url);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => store.stop());

function importSchools(count: number): void {
  const directory = openDirectory(directoryPath(data));
  bring(
    directory,
    range(1, count).map((n) => record(n)),
    { lists: [{ name: 'volontaires.csv', contacts: [optIn(uaiOf(1), '+33639980002')] }] },
  );
  directory.close();
}
const publish = (...more: string[]) =>
  type(['schools', 'publish', config, '--data', data, ...more]);
const inBucket = () =>
  createS3Directory({ client: store.s3, bucket: BUCKET, folder: join(folder, 'tmp') });

test('before the home is deployed, it says so', async () => {
  importSchools(1);
  const { exitCode, err } = await publish();
  expect(exitCode).toBe(1);
  expect(err).toContain('preau-directory-<account>-eu-west-3');
});

test('the schools are there for the functions to read, and the counts are told', async () => {
  store.server.createBucket(BUCKET);
  importSchools(12);
  const { exitCode, out, err } = await publish();
  expect(err).toBe('');
  expect(exitCode).toBe(0);
  expect(out).toContain('12 établissements, 12 adresses de courriel, 1 mobile de volontaires');
  expect(out).toContain(`s3://${BUCKET}/directory/schools.sqlite`);
  expect(await inBucket().count()).toEqual({ schools: 12, mails: 12, mobiles: 1 });
});

test("the configuration's own files are read again, and the data folder is left as it is", async () => {
  importSchools(1);
  const header =
    'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Telephone;Mail';
  const row = `${uaiOf(50)};Ecole 50;Ecole;035;;e50@b.example`;
  writeFileSync(join(folder, 'annuaire.csv'), `${header}\n${row}\n`);
  writeFileSync(config, aConfig({ 'schools.directories': ['annuaire.csv'] }));
  const { exitCode, out } = await publish('--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ schools: 2, imported: 1, dryRun: false });
  const directory = openDirectory(directoryPath(data));
  expect((await directory.count()).schools).toBe(1);
  directory.close();
});

test("what the configuration's files close, and why they do not, is told", async () => {
  importSchools(6);
  const file = join(folder, 'annuaire.csv');
  const files = (rows: readonly number[]) => {
    const header =
      'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Mail';
    const cells = rows.map((n) => `${uaiOf(n)};Ecole ${n};Ecole;031;e${n}@b.example`);
    writeFileSync(file, [header, ...cells].join('\n'));
  };
  writeFileSync(config, aConfig({ 'schools.directories': ['annuaire.csv'] }));
  files([1, 2]);
  expect((await publish('--dry-run')).out).toContain('écoles : 4 sur 6 manquent au fichier');
  expect(JSON.parse((await publish('--dry-run', '--json')).out)).toMatchObject({
    schools: 6,
    gone: 0,
    doubted: [{ department: '031', type: 'ecole', known: 6, missing: 4 }],
  });
  files([1, 2, 3, 4, 5]);
  expect((await publish('--dry-run')).out).toContain('1 établissement fermé');
  expect(JSON.parse((await publish('--dry-run', '--json')).out)).toMatchObject({
    schools: 5,
    gone: 1,
    doubted: [],
  });
});

test('what was there before is told by its version, with the command that goes back to it', async () => {
  importSchools(2);
  const stub = await startStub(({ method, path }, response) => {
    if (method === 'GET' && !path.includes('schools.sqlite'))
      response.end(
        `<ListAllMyBucketsResult><Buckets><Bucket><Name>${BUCKET}</Name></Bucket></Buckets></ListAllMyBucketsResult>`,
      );
    else response.setHeader('x-amz-version-id', method === 'PUT' ? 'new' : 'old').end();
  });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', stub.url);
  const { exitCode, out } = await publish('--lang', 'en');
  await stub.stop();
  expect(exitCode).toBe(0);
  expect(out).toContain('version new');
  expect(out).toContain(
    `aws s3api copy-object --bucket ${BUCKET} --key directory/schools.sqlite --copy-source '${BUCKET}/directory/schools.sqlite?versionId=old'`,
  );
  const puts = stub.requests.filter(({ method }) => method === 'PUT');
  expect(puts[0]?.headers['x-amz-expected-bucket-owner']).toBe('123456789012');
});

test('a dry run says the same and puts nothing', async () => {
  importSchools(30);
  const before = (await inBucket().count()).schools;
  const { exitCode, out } = await publish('--dry-run');
  expect(exitCode).toBe(0);
  expect(out).toContain("rien n'a été mis");
  expect((await inBucket().count()).schools).toBe(before);
});

test('without a school to put, nothing is put: that would silence the home', async () => {
  const { exitCode, err } = await publish();
  expect(exitCode).toBe(1);
  expect(err).toContain('preau schools import');
  importSchools(0);
  expect((await publish()).exitCode).toBe(1);
});

test('a configuration without a home on AWS is refused', async () => {
  importSchools(1);
  writeFileSync(config, aConfig({ aws: undefined }));
  const { exitCode, err } = await publish();
  expect(exitCode).toBe(3);
  expect(err).toContain('aws');
});
