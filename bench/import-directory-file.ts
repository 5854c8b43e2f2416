import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { checkLetter } from '../core/school/uai.ts';

/** "More than 66 000 schools", as api.gouv.fr says of the whole directory. */
export const ROWS = 66_000;

/** Prime to ten million: each UAI is another, and they come in no order, as in the real file. */
const STRIDE = 7_919;

const SAMPLE = new URL(
  '../examples/april-6-2021/schools/annuaire-occitanie-2024.csv.gz',
  import.meta.url,
);

/**
 * Write a directory as large as the country's: the rows of the Occitanie sample over and over, each
 * with a valid UAI and mail addresses of its own; 72 columns, the same bytes each time.
 */
export async function writeDirectoryFiles(csv: string, json: string): Promise<void> {
  const text = gunzipSync(await readFile(SAMPLE)).toString('utf8');
  const [header = '', ...sample] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\n');
  const rows = Array.from({ length: ROWS }, (_, n) => ownRow(sample[n % sample.length] ?? '', n));
  await writeFile(csv, `\uFEFF${[header, ...rows].join('\n')}\n`);
  const keys = header.split(';').map((key) => key.toLowerCase());
  const records = rows.map((row) => recordOf(keys, row));
  await writeFile(json, `[${records.join(',\n')}]\n`);
}

function ownRow(row: string, n: number): string {
  const digits = String((n * STRIDE) % 10_000_000).padStart(7, '0');
  return `${digits}${checkLetter(digits)}${row.slice(8).replaceAll('@', `.${n}@`)}`;
}

/** As the API writes it: an empty cell is null. */
function recordOf(keys: readonly string[], row: string): string {
  const cells = row.split(';');
  return JSON.stringify(Object.fromEntries(keys.map((key, place) => [key, cells[place] || null])));
}
