// Goal: an import closes the schools that are closed, and none that its file only fails to name.
// Method: imports by hand into a database in memory, and small files that are short, filtered,
// broken or pages of answers, each after a sound one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type LocalDirectory, openDirectory } from '../../../adapters/local/directory.ts';
import type { ImportReport } from '../../../app/schools/import-report.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import type { SchoolType } from '../../../core/school/school.ts';
import { importPorts, uaiOf } from '../../app/schools/fixtures.ts';
import { bring, range, record } from './directory-fixtures.ts';
import { HEADER, row } from './schools-csv-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-closing-'));
afterAll(() => rmSync(folder, { recursive: true }));

const of = (type: SchoolType, from: number, to: number) =>
  range(from, to).map((n) => record(n, { type }));

describe('doubt', () => {
  test('of a directory without its lycées, whatever the number of écoles', () => {
    const store = openDirectory(':memory:');
    const ecoles = of('ecole', 1, 100);
    const colleges = of('college', 201, 210);
    bring(store, [...ecoles, ...colleges, ...of('lycee', 301, 304)]);
    expect(bring(store, [...ecoles, ...colleges.slice(1)])).toMatchObject({
      gone: 1,
      doubted: [{ department: '031', type: 'lycee', known: 4, missing: 4 }],
    });
    store.close();
  });

  test('of more than half of a few schools, and not of half', () => {
    const store = openDirectory(':memory:');
    bring(store, of('ecole', 1, 6));
    expect(bring(store, of('ecole', 1, 2))).toMatchObject({
      gone: 0,
      doubted: [{ type: 'ecole', known: 6, missing: 4 }],
    });
    expect(bring(store, of('ecole', 1, 3))).toMatchObject({ gone: 3, doubted: [] });
    store.close();
  });

  test('of a department that lacks a little of each type, and much in all', () => {
    const store = openDirectory(':memory:');
    const types = ['ecole', 'college', 'lycee'] as const;
    const all = types.map((type, index) => of(type, index * 100 + 1, index * 100 + 10));
    bring(store, all.flat());
    const lacking = all.map((records) => records.slice(3)).flat();
    expect(bring(store, lacking)).toMatchObject({
      gone: 0,
      doubted: types.map((type) => ({ type, known: 10, missing: 3 })),
    });
    store.close();
  });
});

/** What a second file changes, after a sound one of twenty schools. */
async function after(
  content: string,
  name = 'annuaire.csv',
): Promise<{ readonly report: ImportReport; readonly store: LocalDirectory }> {
  const store = openDirectory(':memory:');
  const first = join(folder, 'first.csv');
  writeFileSync(first, [HEADER, ...range(1, 20).map((n) => row(n))].join('\n'));
  await importSchools([first], importPorts(store), { dryRun: false });
  const second = join(folder, name);
  writeFileSync(second, content);
  const report = await importSchools([second], importPorts(store), { dryRun: false });
  return { report, store };
}
const rows = (from: number, to: number) => range(from, to).map((n) => row(n));

describe('a broken row', () => {
  test.each([
    ['with a cell too many', `${row(20)};more`],
    ['with an open quote', `${uaiOf(20)};"Ecole;Ecole;031;;`],
    ['that is far too long', `${uaiOf(20)};${'x'.repeat(1_100_000)}`],
  ])('%s still names its school, and others are closed', async (_, broken) => {
    const { report, store } = await after([HEADER, ...rows(2, 19), broken, ''].join('\n'));
    expect(report.files[0]).toMatchObject({ rejectedRows: 1, unnamedRows: 0 });
    expect(report.changes).toMatchObject({ gone: 1, doubted: [] });
    expect([uaiOf(1), uaiOf(20)].map((uai) => store.isOpen(uai))).toEqual([false, true]);
    store.close();
  });

  test.each([
    ['a wrong check letter', row(20).replace(uaiOf(20), '0000020A')],
    ['a UAI cut short', row(20).replace(uaiOf(20), '000020')],
    ['no UAI', ';Ecole 20;Ecole;031;;'],
    ['nothing to tell', '"'],
  ])('with %s closes nobody', async (_, broken) => {
    const { report, store } = await after([HEADER, ...rows(2, 19), broken].join('\n'));
    expect(report.files[0]).toMatchObject({ rejectedRows: 1, unnamedRows: 1 });
    expect(report.changes).toMatchObject({ gone: 0 });
    expect([uaiOf(1), uaiOf(20)].map((uai) => store.isOpen(uai))).toEqual([true, true]);
    store.close();
  });

  test('of empty cells alone hides no school', async () => {
    const { report, store } = await after([HEADER, ...rows(2, 20), ';;;;;'].join('\n'));
    expect(report.files[0]).toMatchObject({ rejectedRows: 1, unnamedRows: 0 });
    expect(report.changes).toMatchObject({ gone: 1 });
    store.close();
  });

  test('of JSON without a record closes nobody', async () => {
    const records = range(2, 19).map((n) => ({
      uai: uaiOf(n),
      nom_etablissement: `Ecole ${n}`,
      code_departement: '031',
      type_etablissement: 'Ecole',
    }));
    const { report, store } = await after(JSON.stringify([...records, null]), 'annuaire.json');
    expect(report.files[0]).toMatchObject({ unnamedRows: 1 });
    expect(report.changes).toMatchObject({ gone: 0 });
    store.close();
  });
});

test('a page of answers closes nobody, and the whole answer does', async () => {
  const results = range(2, 20).map((n) => ({
    uai: uaiOf(n),
    nom_etablissement: `Ecole ${n}`,
    code_departement: '031',
    type_etablissement: 'Ecole',
  }));
  const answer = (total_count: number) => JSON.stringify({ total_count, results });
  const page = await after(answer(20), 'page.json');
  expect(page.report.changes).toMatchObject({ gone: 0, doubted: [] });
  const whole = await after(answer(19), 'whole.json');
  expect(whole.report.changes).toMatchObject({ gone: 1, doubted: [] });
  page.store.close();
  whole.store.close();
});

describe('a school that the file says is closed', () => {
  const header = `${HEADER};etat`;
  const open = (from: number, to: number) => rows(from, to).map((text) => `${text};OUVERT`);

  test('is closed, and told of nothing any more', async () => {
    const { report, store } = await after([header, ...open(2, 20), `${row(1)};FERME`].join('\n'));
    expect(report.changes).toMatchObject({ gone: 1, doubted: [] });
    expect(store.isOpen(uaiOf(1))).toBe(false);
    expect(await store.count()).toMatchObject({ schools: 19 });
    store.close();
  });

  test('is so though a row beside it names no school, or it is one of few', async () => {
    const closed = range(1, 18).map((n) => `${row(n)};FERME`);
    const { report, store } = await after(
      [header, ...open(19, 20), ...closed, ';x;;;;;'].join('\n'),
    );
    expect(report.changes).toMatchObject({ gone: 18 });
    store.close();
  });

  test('is not when another row says that it is open', async () => {
    const { report, store } = await after(
      [header, ...open(1, 20), `${row(1, 'Annexe')};FERME`].join('\n'),
    );
    expect(report.changes).toMatchObject({ gone: 0 });
    store.close();
  });

  test('once closed is not counted again', async () => {
    const { store } = await after([header, ...open(2, 20), `${row(1)};FERME`].join('\n'));
    const again = await importSchools([join(folder, 'annuaire.csv')], importPorts(store), {
      dryRun: false,
    });
    expect(again.changes).toMatchObject({ gone: 0, unchanged: 19 });
    store.close();
  });
});
