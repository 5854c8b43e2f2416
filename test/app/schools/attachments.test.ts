// Goal: a table attaches schools to platforms beside the rules, and what it names in vain is told.
// Method: whole imports of small files into a store in memory; the platform asked for its schools.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDirectory } from '../../../adapters/local/directory.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import { platform, served } from '../../adapters/local/directory-fixtures.ts';
import { importPorts, uaiOf } from './fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-attachments-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, ...lines: readonly string[]) => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};
const directory = file(
  'directory.csv',
  'UAI;Nom_etablissement;Type_etablissement;Code_departement;Mail',
  ...[1, 2, 3].map((n) => `${uaiOf(n)};Ecole ${n};Ecole;035;e${n}@b.example`),
);

const importing = () => {
  const store = openDirectory(':memory:');
  const ports = { ...importPorts(store), platforms: new Set(['ent', 'other']) };
  return {
    store,
    run: (...paths: readonly string[]) => importSchools(paths, ports, { dryRun: false }),
  };
};
const uais = async (store: ReturnType<typeof openDirectory>, of = platform) =>
  (await served(store, of)).map(({ school }) => school.uai);

test('the schools of a table are those of its platform, beside those of the rules', async () => {
  const { store, run } = importing();
  const table = file(
    'table.csv',
    'Plateforme,Code UAI',
    `ent,${uaiOf(1)}`,
    `other,${uaiOf(2)}`,
    `ENT ,${uaiOf(3).toLowerCase()}`,
    `ent,${uaiOf(1)}`,
  );
  const report = await run(table, directory);
  expect(report.files[0]).toMatchObject({
    kind: 'attachments',
    rows: 4,
    entries: 3,
    merged: 1,
    rejectedRows: 0,
    rejected: [],
  });
  expect(report.changes).toMatchObject({ attachmentsAdded: 3, attachmentsWithoutSchool: 0 });
  expect(await uais(store)).toEqual([uaiOf(1), uaiOf(3)]);
  expect(await uais(store, { ...platform, serves: { onlyAttached: true } })).toHaveLength(2);
  expect(await uais(store, { ...platform, serves: {} })).toHaveLength(3);
  store.close();
});

test('an unknown school and an unknown platform are told and kept, a faulty row is rejected', async () => {
  const { store, run } = importing();
  const lines = [
    'uai;platform',
    `${uaiOf(9)};ent`,
    `${uaiOf(1)};nobody`,
    `${uaiOf(2)};`,
    '0311131K;ent',
  ];
  const report = await run(directory, file('faulty.csv', ...lines));
  expect(report.files[1]).toMatchObject({ rows: 4, entries: 2, rejectedRows: 2 });
  expect(report.files[1]?.rejected).toEqual([
    { line: 2, uai: uaiOf(9), column: 'uai', value: uaiOf(9), reason: 'school-unknown' },
    { line: 3, uai: uaiOf(1), column: 'platform', value: 'nobody', reason: 'platform-unknown' },
    { line: 4, uai: uaiOf(2), column: 'platform', value: '', reason: 'platform-shape' },
    { line: 5, uai: '0311131K', column: 'uai', value: '0311131K', reason: 'uai-check-letter' },
  ]);
  expect(report.changes.attachmentsWithoutSchool).toBe(1);
  store.close();
});

test('a table replaces what the same file name gave before, and no other', async () => {
  const { store, run } = importing();
  await run(directory, file('a.csv', 'uai;ent', `${uaiOf(1)};ent`));
  await run(file('b.csv', 'uai;ent', `${uaiOf(2)};ent`));
  const report = await run(file('a.csv', 'uai;ent', `${uaiOf(3)};ent`));
  expect(report.changes).toMatchObject({ attachmentsAdded: 1, attachmentsRemoved: 1 });
  expect(await uais(store)).toEqual([uaiOf(2), uaiOf(3)]);
  store.close();
});

test('each file counts its own schools, and a second one adds what the first did not know', async () => {
  const { store, run } = importing();
  const map = file(
    'map.csv',
    'numero_uai;appellation_officielle;nature_uai_libe;code_departement',
    `${uaiOf(1)};ÉCOLE UN;ECOLE;035`,
    `${uaiOf(2)};Collège Deux;COLLEGE;035`,
    `${uaiOf(4)};Ecole 4;ECOLE;035`,
  );
  const report = await run(directory, map);
  expect(report.files).toMatchObject([
    { rows: 3, schools: 3, merged: 0, contacts: { email: 3 } },
    { rows: 3, schools: 3, merged: 0, contacts: { email: 0 } },
  ]);
  const all = await served(store, { ...platform, serves: {} });
  expect(all.map(({ school, contacts }) => [school.name, contacts.length])).toEqual([
    ['Ecole 1', 1],
    ['Ecole 2', 1],
    ['Ecole 3', 1],
    ['Ecole 4', 0],
  ]);
  expect(all.map(({ school }) => school.sites?.map(({ type }) => type))).toEqual([
    undefined,
    ['ecole', 'college'],
    undefined,
    undefined,
  ]);
  store.close();
});
