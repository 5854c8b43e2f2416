import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { directoryPath, openDirectory } from '../adapters/local/directory.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { openSchools } from '../adapters/local/schools-open.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { indexAcademies } from '../core/school/academie.ts';
import type { Bench } from './bench.ts';
import { atLeast, type Figure, measured, median } from './figure.ts';
import { insertOnly, type Timed } from './import-peer.ts';

const FILES = ['annuaire-occitanie-2024.csv.gz', 'annuaire-ille-et-vilaine-2023.csv.gz'].map(
  (name) => fileURLToPath(new URL(`../examples/april-6-2021/schools/${name}`, import.meta.url)),
);

/** Chosen: the median of five, since the first run also warms the code up. */
const RUNS = 5;

/** Chosen: the whole country (66,000 rows) within half a minute, which is 2,200 rows a second. */
const ROWS_PER_SECOND = 2_200;

/** The import of both sample directories, from gzip to a database on disk. */
export const importDirectories: Bench = {
  name: 'import',
  method:
    `Median of ${RUNS} imports of the two sample directories into a new folder each: read, checked, ` +
    'telephone numbers and addresses normalised, merged by UAI, written. The peer reads the same files ' +
    'with zlib and csv-parse and inserts as many cells of each row as they are, with node:sqlite in one ' +
    'transaction and with the same durability: no check, no merge, no index.',
  async run(say) {
    const ours: Timed[] = [];
    const bare: Timed[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      say(`import ${run} of ${RUNS}`);
      ours.push(await importOnce());
      bare.push(await insertOnly(FILES));
    }
    return figures(ours, bare);
  },
};

function figures(ours: readonly Timed[], bare: readonly Timed[]): readonly Figure[] {
  const rows = ours[0]?.rows ?? 0;
  const time = median(ours.map(({ seconds }) => seconds));
  const bareTime = median(bare.map(({ seconds }) => seconds));
  return [
    measured('rows imported', rows, 'rows'),
    measured('import time', time, 's', { name: 'csv-parse and bare inserts', value: bareTime }),
    atLeast('import rate', rows / time, 'rows/s', ROWS_PER_SECOND, {
      name: 'csv-parse and bare inserts',
      value: rows / bareTime,
    }),
  ];
}

async function importOnce(): Promise<Timed> {
  const { academies, territories } = loadDirectoryTables();
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-'));
  const store = openDirectory(directoryPath(folder));
  const startedMs = performance.now();
  const report = await importSchools(
    FILES,
    {
      open: openSchools,
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
