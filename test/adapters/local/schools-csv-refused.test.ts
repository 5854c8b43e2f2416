// Goal: a file that cannot be trusted is refused as a whole, bounded, and with what to do.
// Method: broken encodings, headers, archives and sizes, written to a temporary folder.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openSchools } from '../../../adapters/local/schools-open.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import { PreauError } from '../../../core/errors.ts';
import { importPorts } from '../../app/schools/fixtures.ts';
import { HEADER, read, row } from './schools-csv-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-refused-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that cannot be trusted is refused as a whole, with what to do', () => {
  const bomb = gzipSync(`${HEADER}\n${' '.repeat(5_000_000)}`);
  const whole = gzipSync(`${HEADER}\n${row(1)}`);
  test.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /Got none/],
    [
      'a header without the UAI',
      'Nom_etablissement;Mail\nx;y',
      /Got 2: "Nom_etablissement", "Mail"/,
    ],
    ['a header without the name', 'Identifiant_de_l_etablissement;Mail\nx;y', /Nom_etablissement/],
    ['a page of HTML', '<!doctype html>\n<p>;</p>', /Got 1/],
    ['Windows-1252', Buffer.from(`${HEADER}\n${row(1, 'Collège')}`, 'latin1'), /UTF-8/],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), /UTF-16/],
    ['UTF-16 without its mark', Buffer.from(HEADER, 'utf16le'), /UTF-16/],
    ['UTF-16 in JSON', Buffer.from('[{"a":1}]', 'utf16le').swap16(), /UTF-16/],
    ['a gzip cut short', whole.subarray(0, whole.length - 12), /gzip/],
    ['a decompression bomb', bomb, /bomb/],
    ['501 columns', `${HEADER}${';x'.repeat(496)}`, /Got 502/],
  ])('%s', async (_name, content, message) => {
    const failure = await read(content).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PreauError);
    expect(failure).toMatchObject({ code: 'directory-unreadable', retryable: false });
    expect(String(failure)).toMatch(message);
  });

  test('no file, a folder, a device', async () => {
    for (const path of [join(folder, 'none.csv'), folder, '/dev/zero']) {
      const failure = importSchools([path], importPorts(), { dryRun: true });
      await expect(failure).rejects.toMatchObject({ code: 'file-unreadable' });
    }
  });
});

test('a file beyond 200 MB is refused before it is read', async () => {
  const path = join(folder, 'large.csv');
  writeFileSync(path, HEADER);
  truncateSync(path, 200_000_001);
  await expect(openSchools(path)).rejects.toThrow(/at most 200000000 bytes/);
  rmSync(path);
});

test('a file beyond half a million rows is refused', async () => {
  const path = join(folder, 'many.csv');
  writeFileSync(path, `uai;nom etablissement\n${'a;b\n'.repeat(500_001)}`);
  const { rows } = await openSchools(path);
  const readAll = async () => {
    let count = 0;
    for await (const batch of rows) count += batch.length;
    return count;
  };
  await expect(readAll()).rejects.toThrow(/at most 500000 rows/);
});
