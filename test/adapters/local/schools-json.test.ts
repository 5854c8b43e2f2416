// Goal: a directory in JSON, in whatever wrapping, gives what the same rows give as CSV, bounded.
// Method: three schools in every shape of Opendatasoft, and hostile documents, in temporary files.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../../app/schools/import-report.ts';
import { PreauError } from '../../../core/errors.ts';
import { uaiOf } from '../../app/schools/fixtures.ts';
import { accounted, read, reasons } from './schools-csv-fixtures.ts';

const school = (n: number, more: Readonly<Record<string, unknown>> = {}) => ({
  identifiant_de_l_etablissement: uaiOf(n),
  nom_etablissement: `École ${n}`,
  type_etablissement: 'Ecole',
  ecole_maternelle: 1,
  code_departement: '031',
  telephone: '0536499286',
  mail: `e${n}@b.example`,
  etat: 'OUVERT',
  latitude: 43.1,
  position: { lon: 1.44, lat: 43.1 },
  fax: null,
  ...more,
});
const schools = [school(1), school(2), school(3)];
const fields = schools.map(({ fax, ...rest }) => ({
  datasetid: 'fr-en-annuaire-education',
  recordid: rest.identifiant_de_l_etablissement,
  fields: { ...rest, position: [43.1, 1.44] },
  geometry: { type: 'Point', coordinates: [1.44, 43.1] },
  nul: fax,
}));
const json = (value: unknown) => JSON.stringify(value);

describe('one directory in all its shapes', () => {
  test.each([
    ['an export: one array', json(schools)],
    ['an export of v1: an array of fields', json(fields)],
    ['an answer of v1', json({ nhits: 3, parameters: { rows: 3 }, records: fields })],
    ['an answer of v2', json({ total_count: 3, results: schools })],
    [
      'an answer of v2.0',
      json({ total_count: 3, records: schools.map((one) => ({ record: { fields: one } })) }),
    ],
    [
      'two answers one after the other',
      `${json({ results: schools.slice(0, 2) })}\n${json({ results: schools.slice(2) })}`,
    ],
    ['JSON lines', schools.map(json).join('\n')],
    ['JSON lines of v1, CRLF', `${fields.map(json).join('\r\n')}\r\n`],
    [
      'GeoJSON',
      json({
        type: 'FeatureCollection',
        features: schools.map((properties) => ({ type: 'Feature', geometry: null, properties })),
      }),
    ],
    ['a byte order mark', `\uFEFF${json(schools)}`],
    ['blank lines and indents', `\n\n${JSON.stringify(schools, null, 2)}\n`],
    ['gzip', gzipSync(json(schools))],
    [
      'keys in the words of the header',
      json(
        schools.map((one) =>
          Object.fromEntries(
            Object.entries(one).map(([key, value]) => [
              key.replace(/^./, (letter) => letter.toUpperCase()).replaceAll('_', ' '),
              value,
            ]),
          ),
        ),
      ),
    ],
  ])('%s', async (_name, content) => {
    const file = await read(content, 'whatever.csv');
    expect(file.rejected).toEqual([]);
    expect(file).toMatchObject({
      kind: 'directory',
      rows: 3,
      schools: 3,
      contacts: { email: 3, mobile: 0, landline: 1 },
      shared: { email: 0, mobile: 0, landline: 1 },
    });
  });
});

test('the keys of the geolocation set are understood', async () => {
  const one = {
    numero_uai: uaiOf(5),
    appellation_officielle: 'Collège X',
    nature_uai_libe: 'COLLEGE',
    code_departement: '988',
    etat_etablissement_libe: 'A OUVRIR',
  };
  const file = await read(json([one]));
  expect(file).toMatchObject({ rows: 1, schools: 1, opening: 1, rejected: [] });
});

test('a number in place of a text lacks its leading zero, and nothing else is mended', async () => {
  const file = await read(
    json([
      school(1, { code_departement: 31, telephone: 536_499_286 }),
      school(2, { code_departement: 1, telephone: 56_000_000 }),
      school(3, { code_departement: undefined, code_commune: 1004, telephone: 336_399_800_01 }),
    ]),
  );
  expect(file.contacts.landline).toBe(1);
  expect(file.rejected).toMatchObject([
    { line: 2, column: 'telephone', value: '56000000', reason: 'phone-invalid' },
    { line: 3, column: 'telephone', value: '33639980001', reason: 'phone-invalid' },
  ]);
});

test('several values of one key are those of one cell', async () => {
  const mails = ['a@b.example', null, { nested: true }, 'A@B.example', 'c@d.example'];
  expect((await read(json([school(1, { mail: mails })]))).contacts.email).toBe(2);
});

test('the place of a rejected value is its record in a document, and its line in JSON lines', async () => {
  const faulty = school(2, { telephone: '0056000000' });
  const rejected = {
    uai: uaiOf(2),
    column: 'telephone',
    value: '0056000000',
    reason: 'phone-leading-00',
  };
  const document = await read(JSON.stringify({ results: [school(1), faulty] }, null, 2));
  expect(document).toMatchObject({ places: 'records', rejected: [{ line: 2, ...rejected }] });
  const lines = await read(`${json(school(1))}\n\n${json(faulty)}`);
  expect(lines).toMatchObject({ places: 'lines', rejected: [{ line: 3, ...rejected }] });
});

test('what is no record is a rejected row, and costs no other', async () => {
  const file = await read(json([null, 3, 'x', [school(4)], school(1), {}, { fields: 'x' }]));
  expect(reasons(file)).toEqual([
    [1, 'record-invalid'],
    [2, 'record-invalid'],
    [3, 'record-invalid'],
    [4, 'record-invalid'],
    [6, 'uai-shape'],
    [7, 'uai-shape'],
  ]);
  expect(file).toMatchObject({ rows: 7, schools: 1, rejectedRows: 6 });
});

test('a broken line of JSON lines costs itself', async () => {
  const long = json(school(9, { nom_etablissement: 'x'.repeat(200_000) }));
  const file = await read([json(school(1)), '{"a":', long, json(school(2))].join('\n'));
  expect(reasons(file)).toEqual([
    [2, 'record-invalid'],
    [3, 'row-too-long'],
  ]);
  expect(file).toMatchObject({ rows: 4, schools: 2 });
});

test('a broken first line of JSON lines costs itself', async () => {
  const lines = [...schools.map(json), ''].join('\n');
  for (const broken of ['{"identifiant_de_l_etabl', '[[', '{"a":1}}', json(school(4)).slice(0, 90)])
    expect(await read(`${broken}\n${lines}`)).toMatchObject({ rows: 4, schools: 3 });
});

test('a document of one record on a line of its own is no JSON lines', async () => {
  const [one, ...others] = schools.map(json);
  expect(await read(`[\n${one}\n]\n`)).toMatchObject({ rows: 1, schools: 1, rejectedRows: 0 });
  const answer = `{"total_count": 3, "results": [\n${[one, ...others].join('\n,')}\n]}`;
  expect(await read(answer)).toMatchObject({ rows: 3, schools: 3, announced: 3 });
});

test('what is nested without bound is a broken record, or an empty cell, and costs no other', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const within = json(school(3)).replace('"fax":null', `"fax":${deep},"telephone":${deep}`);
  expect(await read(`[${json(school(1))},${deep},${json(school(2))}]`)).toMatchObject({
    rows: 3,
    schools: 2,
    rejected: [{ line: 2, value: '[…]', reason: 'record-invalid' }],
  });
  expect(await read([json(school(1)), deep, within].join('\n'))).toMatchObject({
    rows: 3,
    schools: 2,
    rejected: [{ line: 2, value: '[…]', reason: 'record-invalid' }],
  });
});

test('an answer that announces more than it holds says so', async () => {
  const page = { total_count: 66_460, results: schools };
  expect(await read(json(page))).toMatchObject({ rows: 3, announced: 66_460 });
});

describe('what cannot be trusted is refused as a whole, with what to do', () => {
  const cut = json(schools).slice(0, 400);
  test.each<[string, string | Uint8Array, RegExp]>([
    ['cut short', cut, /after 1 records: .*Fetch it again/],
    ['no JSON at all', '[1, 2, oops', /expected JSON/],
    ['no record', '[]', /0 records/],
    ['an answer that is an error', '{\n"errorcode": 1,\n"error": "no"}', /0 records/],
    ['other records', '[{"a": 1, "b": 2}]', /Got "a", "b"/],
    ['a list of contacts', '[{"uai": "x", "canal": "sms"}]', /contacts .* are CSV/],
    ['a text of a megabyte', `[{"a":"${'x'.repeat(1_000_000)}"}]`, /at most 500000 bytes/],
    ['a million brackets', `{"results":${'['.repeat(1_000_000)}`, /at most 500000 bytes/],
    [
      'other bytes',
      Buffer.from(json([school(1, { commune: 'Sète' })]), 'latin1'),
      /UTF-8, got other bytes near byte 67, after/,
    ],
  ])('%s', async (_name, content, message) => {
    const failure = await read(content).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PreauError);
    expect(failure).toMatchObject({ code: 'directory-unreadable' });
    expect(String(failure)).toMatch(message);
  });
});

test('a key such as __proto__ is a key like any other', async () => {
  const text = `[{"__proto__": {"telephone": "0639980001"}, "constructor": 1, ${json(school(1)).slice(1)}]`;
  const file = await read(text);
  expect(file).toMatchObject({ schools: 1, contacts: { mobile: 0, landline: 1 }, rejected: [] });
});

test('whatever the values, each record is a school, a body, merged or rejected', async () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('031', 974, uaiOf(2)));
  const record = fc
    .record({
      code_departement: value,
      telephone: value,
      mail: value,
      etat: value,
      position: value,
    })
    .map((more) => school(1, more));
  const records = fc.array(fc.oneof(record, fc.jsonValue({ maxDepth: 4 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(records, async (some) => {
      const file: FileReport = await read(json([school(7), ...some]));
      expect(file.rows).toBe(some.length + 1);
      expect(accounted(file)).toBe(file.rows);
    }),
    { numRuns: 30 },
  );
});
