import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import { directoryPath, openDirectory } from '../adapters/local/directory.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import { openSchools } from '../adapters/local/schools-open.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { indexAcademies } from '../core/school/academie.ts';

// One reading in a process of its own, so that its peak of memory is its own: `preau FILE FOLDER`,
// `csv-parse FILE` or `JSON.parse FILE`. Prints a line of JSON.

const [how = '', file = '', folder = ''] = process.argv.slice(2);
const ways: { readonly [how: string]: () => Promise<number> | number } = {
  preau: () => importInto(file, folder),
  'csv-parse': () => parseAlone(file),
  'JSON.parse': () => (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).length,
};

const startedMs = performance.now();
const rows = await ways[how]?.();
const seconds = (performance.now() - startedMs) / 1_000;
const peakMB = process.resourceUsage().maxRSS / 1_000;
console.log(JSON.stringify({ rows, seconds, peakMB }));

async function importInto(path: string, data: string): Promise<number> {
  const { academies, territories } = loadDirectoryTables();
  const store = openDirectory(directoryPath(data));
  const report = await importSchools(
    [path],
    {
      open: openSchools,
      store,
      territories,
      academies: indexAcademies(academies),
      readPhone: createPhoneReader(territories),
    },
    { dryRun: false },
  );
  store.close();
  return report.changes.added;
}

/** Every cell of the file cut by csv-parse, and let go. */
async function parseAlone(path: string): Promise<number> {
  let count = 0;
  const records = createReadStream(path).pipe(parse({ delimiter: ';', bom: true, from_line: 2 }));
  for await (const _ of records) count += 1;
  return count;
}
