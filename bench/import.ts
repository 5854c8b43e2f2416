import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Bench } from './bench.ts';
import { atMost, type Figure, median } from './figure.ts';
import { ROWS, writeDirectoryFiles } from './import-directory-file.ts';

const PROCESS = fileURLToPath(new URL('import-process.ts', import.meta.url));

/** Chosen: the median of five, since a busy machine spoils one or two. */
const RUNS = 5;

/** Chosen: what a person waits for without wondering, and what any laptop has to spare. */
const TARGET = { seconds: 2, peakMB: 300 } as const;

/** As bin/preau.js starts an import; the peers run as Node starts them. */
const FLAGS = ['--max-semi-space-size=2'];

const readingSchema = z.object({ rows: z.literal(ROWS), seconds: z.number(), peakMB: z.number() });
type Reading = z.infer<typeof readingSchema>;

/** The import of a directory as large as the country's, from a file to a database on disk. */
export const importDirectories: Bench = {
  name: 'import',
  method:
    `Median of ${RUNS} imports of ${ROWS.toLocaleString('en')} rows into a new folder each: read, checked, ` +
    'telephone numbers and addresses normalised, merged by UAI, written. The rows are those of the ' +
    'Occitanie sample (72 columns) over and over, each with a valid UAI and mail addresses of its own, ' +
    'as CSV and as JSON. Each reading is a process of its own, with the small young heap that ' +
    '`preau schools import` gives itself; its time is without the start of Node, ' +
    'its memory the largest resident set. The peers do nothing with what they read: csv-parse as a ' +
    'stream, and JSON.parse, which holds the whole file.',
  tried: {
    'import of CSV':
      'blocks of telephone numbers are looked up once each, names folded once, the directory asked once what it holds, and ' +
      'missing schools looked for only where one is missing. Of what is left a quarter is SQLite’s, a sixth the ' +
      'collector’s. Tried in vain: rows inserted by 50s in one statement, larger pieces of the file, a larger cache.',
    'memory, CSV':
      'a small young heap, from 294 MB: what an import keeps is 45 MB, and the rest Node’s own and what waits to be let go.',
    'import of JSON':
      'a page that finds where a record ends, and JSON.parse for each, in place of a parser in JavaScript: from 6.9 s. ' +
      'JSON.parse alone is a third of what is left.',
    'memory, JSON': 'as of CSV: one record and one piece of the file are held beside what is kept.',
  },
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-import-'));
    try {
      return await measure(folder, say);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(
  folder: string,
  say: (progress: string) => void,
): Promise<readonly Figure[]> {
  const [csv, json] = [join(folder, 'annuaire.csv'), join(folder, 'annuaire.json')];
  await writeDirectoryFiles(csv, json);
  const readings = { csv: [], csvParse: [], json: [], jsonParse: [] } as {
    readonly [name in 'csv' | 'csvParse' | 'json' | 'jsonParse']: Reading[];
  };
  for (let run = 1; run <= RUNS; run += 1) {
    say(`import ${run} of ${RUNS}`);
    const data = join(folder, `data-${run}`);
    await mkdir(data);
    readings.csv.push(await readIn('preau', csv, join(data, 'csv')));
    readings.csvParse.push(await readIn('csv-parse', csv));
    readings.json.push(await readIn('preau', json, join(data, 'json')));
    readings.jsonParse.push(await readIn('JSON.parse', json));
    await rm(data, { recursive: true });
  }
  const time = (all: readonly Reading[]) => median(all.map(({ seconds }) => seconds));
  const peak = (all: readonly Reading[]) => median(all.map(({ peakMB }) => peakMB));
  const csvParse = 'csv-parse alone';
  const jsonParse = 'JSON.parse alone';
  return [
    atMost('import of CSV', time(readings.csv), 's', TARGET.seconds, {
      name: csvParse,
      value: time(readings.csvParse),
    }),
    atMost('memory, CSV', peak(readings.csv), 'MB', TARGET.peakMB, {
      name: csvParse,
      value: peak(readings.csvParse),
    }),
    atMost('import of JSON', time(readings.json), 's', TARGET.seconds, {
      name: jsonParse,
      value: time(readings.jsonParse),
    }),
    atMost('memory, JSON', peak(readings.json), 'MB', TARGET.peakMB, {
      name: jsonParse,
      value: peak(readings.jsonParse),
    }),
  ];
}

async function readIn(how: string, ...args: readonly string[]): Promise<Reading> {
  const flags = how === 'preau' ? FLAGS : [];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, PROCESS, how, ...args]);
  return readingSchema.parse(JSON.parse(stdout));
}
