import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { openSqlite } from '../adapters/local/sqlite.ts';
import { DIRECTORY_COLUMNS } from '../app/schools/school-source.ts';

/** Rows read, and how long that took. */
export interface Timed {
  readonly rows: number;
  readonly seconds: number;
}

/** As many cells of each row as the importer reads. */
const COLUMNS = DIRECTORY_COLUMNS.length;

/** Read gzipped CSV and insert its cells as they are: what the import costs before it thinks. */
export async function insertOnly(files: readonly string[]): Promise<Timed> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-'));
  const names = Array.from({ length: COLUMNS }, (_, index) => `c${index}`);
  const startedMs = performance.now();
  const database = openSqlite(join(folder, 'bare.sqlite'));
  database.exec(`CREATE TABLE bare (${names.map((name) => `${name} TEXT`).join(', ')}) STRICT`);
  const insert = database.prepare(`INSERT INTO bare VALUES (${names.map(() => '?').join(', ')})`);
  let rows = 0;
  database.exec('BEGIN IMMEDIATE');
  for (const file of files) {
    const options = { delimiter: ';', bom: true, from_line: 2, relax_column_count: true } as const;
    const cells = createReadStream(file).pipe(createGunzip()).pipe(parse(options));
    for await (const record of cells as AsyncIterable<readonly string[]>) {
      insert.run(...names.map((_, index) => record[index] ?? ''));
      rows += 1;
    }
  }
  database.exec('COMMIT');
  const seconds = (performance.now() - startedMs) / 1_000;
  database.close();
  await rm(folder, { recursive: true });
  return { rows, seconds };
}
