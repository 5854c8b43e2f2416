// Goal: the files that ship give exactly what was counted in them.
// Method: a whole import of examples/april-6-2021/schools, twice.
//
// Occitanie: 6,240 rows = 5,793 schools + 444 other bodies + 3 rows of a UAI met before (0342266D,
// 0460054J, 0311631E). 5,796 rows are of schools proper, as the facts count them. Ille-et-Vilaine:
// 996 = 887 + 106 + 3 (0352072M, 0350852L, 0350778F). The seven rejected values are the seven
// numbers that begin with 00. Numbers are distinct: 393 and 16 rows list a mobile. Shared are those
// of more than one UAI.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDirectory } from '../../../adapters/local/directory.ts';
import type { ImportReport } from '../../../app/schools/import-report.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import { isFictional } from '../../../core/school/fictional-number.ts';
import { importPorts } from './fixtures.ts';

const folder = fileURLToPath(new URL('../../../examples/april-6-2021/schools/', import.meta.url));
const paths = [
  'annuaire-occitanie-2024.csv.gz',
  'annuaire-ille-et-vilaine-2023.csv.gz',
  'contacts-volontaires.csv',
].map((name) => folder + name);

const store = openDirectory(':memory:');
afterAll(() => store.close());
let report: ImportReport;
beforeAll(async () => {
  report = await importSchools(paths, importPorts(store), { dryRun: false });
});

test('every row of both directories is accounted for', () => {
  expect(report.files).toMatchObject([
    {
      rows: 6_240,
      schools: 5_793,
      otherBodies: 444,
      merged: 3,
      rejectedRows: 0,
      closing: 0,
      opening: 0,
      contacts: { email: 6_044, mobile: 363, landline: 5_389 },
      shared: { email: 93, mobile: 26, landline: 256 },
    },
    {
      rows: 996,
      schools: 887,
      otherBodies: 106,
      merged: 3,
      rejectedRows: 0,
      closing: 1,
      opening: 0,
      contacts: { email: 936, mobile: 12, landline: 907 },
      shared: { email: 11, mobile: 4, landline: 38 },
    },
    { kind: 'contacts', rows: 257, entries: 257, merged: 0, rejectedRows: 0 },
  ]);
  expect(report.changes).toMatchObject({ added: 7_230, gone: 0, contactsWithoutSchool: 0 });
});

test('the rejected values are the seven numbers that begin with 00, and no other', () => {
  const rejected = report.files.flatMap((file) => file.rejected);
  expect(rejected.map(({ line, uai, value }) => [line, uai, value])).toEqual([
    [1_420, '0310570B', '0056000000'],
    [2_146, '0313052Z', '0056000000'],
    [2_247, '0660056C', '0041000000'],
    [3_163, '0313110M', '0061000000'],
    [3_652, '0300515X', '0095000000'],
    [4_217, '0311660L', '0078000000'],
    [5_891, '0301349D', '0044000000'],
  ]);
  expect(new Set(rejected.map(({ column }) => column))).toEqual(new Set(['Telephone']));
  expect(new Set(rejected.map(({ reason }) => reason))).toEqual(new Set(['phone-leading-00']));
});

test('the store holds them, and a second import changes nothing', async () => {
  expect(await store.count()).toEqual({ schools: 7_230, mails: 6_997, mobiles: 234 });
  const again = await importSchools(paths, importPorts(store), { dryRun: false });
  expect(again.changes).toMatchObject({
    added: 0,
    changed: 0,
    unchanged: 7_230,
    gone: 0,
    contactsAdded: 0,
    contactsRemoved: 0,
  });
});

test('nobody real is in what ships: numbers are fictional, addresses end in .example', () => {
  const list = readFileSync(paths[2] ?? '', 'utf8')
    .split('\n')
    .slice(1, -1);
  const entries = list.map((line) => line.split(';'));
  const mobiles = entries.filter(([, , channel]) => channel === 'sms').map((entry) => entry[3]);
  expect(mobiles).toHaveLength(240);
  expect(new Set(mobiles).size).toBe(234);
  for (const mobile of mobiles) {
    expect(isFictional(`+33${mobile?.replaceAll(' ', '').slice(1)}`)).toBe(true);
  }
  const mails = entries.filter(([, , channel]) => channel === 'mail').map((entry) => entry[3]);
  expect(mails).toHaveLength(17);
  expect(mails.every((mail) => mail?.endsWith('.example'))).toBe(true);
});

test('the examples stay under a megabyte', () => {
  const sizes = readdirSync(folder).map((name) => statSync(folder + name).size);
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(1_000_000);
});
