// Goal: no file, however broken, loses a row silently, hangs, or throws anything but PreauError.
// Method: hostile fixtures written to a temporary folder, and any text at all as a property.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { FileReport } from '../../../app/schools/import-report.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import { PreauError } from '../../../core/errors.ts';
import { importPorts, uaiOf } from '../../app/schools/fixtures.ts';
import { accounted, HEADER, read, reasons, row } from './schools-csv-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('one content in all its wrappings', () => {
  const lines = [HEADER, row(1), row(2), row(3)];
  test.each([
    ['LF', lines.join('\n')],
    ['LF at the end too', `${lines.join('\n')}\n`],
    ['CRLF', lines.join('\r\n')],
    ['a byte order mark', `\uFEFF${lines.join('\n')}`],
    ['blank lines', `\n\n${lines.join('\n \n\r\n')}\n\n`],
    ['gzip', gzipSync(lines.join('\n'))],
    ['commas', lines.join('\n').replaceAll(';', ',')],
    ['all cells quoted', lines.map((line) => `"${line.replaceAll(';', '";"')}"`).join('\n')],
    [
      'headers of 2023, and in another case',
      lines.join('\n').replace('Code_departement', 'code departement'),
    ],
    [
      'columns in another order',
      lines.map((line) => line.split(';').toReversed().join(';')).join('\n'),
    ],
    ['empty columns at the end of rows', [HEADER, `${row(1)};;`, row(2), `${row(3)};`].join('\n')],
  ])('with %s, three schools are read', async (_name, content) => {
    const file = await read(content);
    expect(file.rejected).toEqual([]);
    expect(file).toMatchObject({ rows: 3, schools: 3, contacts: { email: 3, landline: 1 } });
  });
});

test('the names of the geolocation set are understood, with its schools to open', async () => {
  const file = await read(
    `numero_uai;appellation_officielle;nature_uai_libe;code_departement;etat_etablissement_libe\n${uaiOf(5)};Collège X;COLLEGE;988;A OUVRIR\n`,
  );
  expect(file).toMatchObject({ rows: 1, schools: 1, opening: 1, rejected: [] });
});

test('a cell of several lines, and of quotes, is one cell', async () => {
  const file = await read(
    [HEADER, row(1, '"Ecole\n""Les; Lilas"""'), row(2, 'Ecole "du" 5" Parc'), row(3)].join('\n'),
  );
  expect(file).toMatchObject({ rows: 3, schools: 3, rejected: [] });
});

test('a quote that is never closed costs its own row and no other', async () => {
  const others = Array.from({ length: 3_000 }, (_, n) => row(n + 10));
  const file = await read([HEADER, row(1), row(2, '"Ecole'), ...others].join('\n'));
  expect(reasons(file)).toEqual([[3, 'quote-unclosed']]);
  expect(file).toMatchObject({ rows: 3_002, schools: 3_001, rejectedRows: 1 });
});

test.each(['"B', '"', 'B"'])(
  'two open quotes apart, the second as %j, swallow no row',
  async (second) => {
    const file = await read(
      [HEADER, row(1, '"A'), row(2), row(3), row(4, second), row(5)].join('\n'),
    );
    expect(reasons(file)).toEqual([
      [2, 'quote-unclosed'],
      ...(second === 'B"' ? [] : [[5, 'quote-unclosed']]),
    ]);
    expect(file).toMatchObject({ rows: 5, schools: second === 'B"' ? 4 : 3 });
  },
);

test('a cell of a megabyte is one rejected row, and the next ones are read', async () => {
  const file = await read([HEADER, row(1, 'x'.repeat(1_000_000)), row(2)].join('\n'));
  expect(reasons(file)).toEqual([[2, 'row-too-long']]);
  expect(file.rejected[0]?.value).toHaveLength(200);
  expect(file).toMatchObject({ rows: 2, schools: 1 });
});

test('a row cut short or shifted is rejected: its mail might be another school’s', async () => {
  const file = await read([HEADER, row(1).slice(0, 20), `${row(2)};x`, row(3)].join('\n'));
  expect(reasons(file)).toEqual([
    [2, 'column-count'],
    [3, 'column-count'],
  ]);
});

test('rows of one UAI are one school of several sites', async () => {
  const file = await read([HEADER, row(1, 'Main'), row(1, 'Annex'), row(2)].join('\n'));
  expect(file).toMatchObject({ rows: 3, schools: 2, merged: 1, rejected: [] });
});

test('NUL bytes are text like any other, and never reach a name', async () => {
  const file = await read([HEADER, row(1, 'Eco\0le'), `${row(2)}\0`].join('\n'));
  expect(reasons(file)).toEqual([
    [2, 'control-character'],
    [3, 'mail-invalid'],
  ]);
});

test('a contact list is recognised by its header, and read after the directory it needs', async () => {
  const list = join(folder, 'volontaires.csv');
  const directory = join(folder, 'd.csv');
  writeFileSync(directory, [HEADER, row(1)].join('\n'));
  writeFileSync(
    list,
    [
      'UAI,Rôle,Canal,Adresse,Langue',
      `${uaiOf(1)},head,sms,0639980037,fr`,
      `${uaiOf(1)},head,sms,06 39 98 00 37,fr`,
      `${uaiOf(9)},head,sms,06 39 98 00 38,fr`,
    ].join('\n'),
  );
  const report = await importSchools([list, directory], importPorts(), { dryRun: false });
  expect(report.files.map(({ kind }) => kind)).toEqual(['contacts', 'directory']);
  expect(report.files[0]).toMatchObject({ rows: 3, entries: 1, merged: 1, rejectedRows: 1 });
  expect(report.files[0]?.rejected).toMatchObject([
    { line: 4, column: 'Adresse', reason: 'phone-territory-unknown' },
  ]);
  expect(report.changes.contactsAdded).toBe(1);
});

describe('whatever the text', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '"',
      '""',
      ';',
      ',',
      '\n',
      '\r\n',
      '\0',
      '=1+1',
      '0056109125',
      uaiOf(1),
      uaiOf(2),
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const body = fc.array(cell, { maxLength: 60 }).map((cells) => cells.join(''));
  const lines = fc.array(fc.oneof(fc.constantFrom(row(1), row(2), row(3)), body), {
    maxLength: 12,
  });

  test('under a good header each row is a school, a body, merged or rejected', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (texts) => {
        const file = await read([HEADER, ...texts].join('\n'));
        expect(accounted(file)).toBe(file.rows);
        expect(new Set(file.rejected.map(({ line }) => line)).size).toBeGreaterThanOrEqual(
          file.rejectedRows,
        );
        const filled = [HEADER, ...texts].join('\n').split('\n').slice(1);
        const blank = filled.filter((text) => text.trim() === '').length;
        expect(file.rows).toBeLessThanOrEqual(filled.length - blank);
      }),
      { numRuns: 60 },
    );
  });

  test('any bytes are read or refused with a PreauError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), body, async (bytes, text) => {
        for (const content of [bytes, text, Buffer.concat([Buffer.from(`${HEADER}\n`), bytes])]) {
          const result = await read(content).catch((error: unknown) => error);
          expect(result instanceof PreauError || accounted(result as FileReport) >= 0).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
