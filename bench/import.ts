import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { directoryPath, openDirectory } from '../adapters/local/directory.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { openSchoolsCsv } from '../adapters/local/schools-csv.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { indexAcademies } from '../core/school/academie.ts';
import type { Figure } from './figure.ts';

const FILES = ['annuaire-occitanie-2024.csv.gz', 'annuaire-ille-et-vilaine-2023.csv.gz'].map(
  (name) => fileURLToPath(new URL(`../examples/april-6-2021/schools/${name}`, import.meta.url)),
);

/** Chosen: the median of five, since the first run also warms the code up. */
const RUNS = 5;

/** Chosen: the whole country (66,000 rows) within half a minute, which is 2,200 rows a second. */
const ROWS_PER_SECOND = 2_200;

/** How long the import of both sample directories takes, from gzip to a database on disk. */
export async function benchImport(): Promise<Figure[]> {
  const runs: { readonly rows: number; readonly seconds: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await importOnce());
  const median = runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)];
  const rows = median?.rows ?? 0;
  const seconds = median?.seconds ?? Number.NaN;
  const rate = rows / seconds;
  const none = { peer: 'none measured', ratio: null } as const;
  return [
    { name: 'import rows', value: rows, unit: 'rows', ...none, target: null, met: null },
    { name: 'import time', value: seconds, unit: 's', ...none, target: null, met: null },
    {
      name: 'import rate',
      value: rate,
      unit: 'rows/s',
      ...none,
      target: ROWS_PER_SECOND,
      met: rate >= ROWS_PER_SECOND,
    },
  ];
}

async function importOnce(): Promise<{ readonly rows: number; readonly seconds: number }> {
  const { academies, territories } = loadDirectoryTables();
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-'));
  const store = openDirectory(directoryPath(folder));
  const startedMs = performance.now();
  const report = await importSchools(
    FILES,
    {
      open: openSchoolsCsv,
      store,
      territories,
      academies: indexAcademies(academies),
      readPhone: createPhoneReader(territories),
    },
    { dryRun: false },
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  store.close();
  await rm(folder, { recursive: true });
  return { rows: report.files.reduce((total, file) => total + file.rows, 0), seconds };
}
