import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../adapters/local/clock.ts';
import { directoryPath, type LocalDirectory, openDirectory } from '../adapters/local/directory.ts';
import { openDirectoryToTry } from '../adapters/local/directory-try.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { openSchools } from '../adapters/local/schools-open.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import type { ImportReport } from '../app/schools/import-report.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { PreauError } from '../core/errors.ts';
import { indexAcademies } from '../core/school/academie.ts';
import { keepLastImport } from '../home/last-import.ts';
import { describeImport } from './schools-import-words.ts';

export interface SchoolsImportOptions {
  /** The data folder of the home. */
  readonly data: string;
  /** Say what would change, and change nothing: not even the folder is made. */
  readonly dryRun: boolean;
  readonly json: boolean;
  /** The ids that a configuration knows; absent: those of a table are taken as they are. */
  readonly platforms?: readonly string[] | undefined;
  /** @default 'fr' */
  readonly language?: 'fr' | 'en';
}

/** Standard output. Progress is shown on a terminal only, and never beside JSON. */
export interface SchoolsImportOut {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/**
 * `preau schools import FILE...`: read directories, contact lists and tables of attachments into the
 * data folder.
 *
 * @returns 0; a rejected value is reported and is no failure, since real directories have some
 * @throws PreauError `argument-invalid` without a file; `file-unreadable`, `directory-unreadable`,
 *   `data-folder-newer`, `store-unavailable`: then nothing was written
 */
export async function schoolsImport(
  files: readonly string[],
  options: SchoolsImportOptions,
  out: SchoolsImportOut,
): Promise<number> {
  if (files.length === 0) {
    throw new PreauError(
      'argument-invalid',
      'expected at least one file to import, got none. Name a directory (CSV or JSON, .gz as well), a list of contacts or a table of attachments.',
      { said: { key: 'option.noFile' } },
    );
  }
  const store = openStore(options);
  try {
    const report = await run(files, options, out, store);
    if (!options.dryRun) await keepLastImport(options.data, report, systemClock.now());
    const text = options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : describeImport(report, options.language ?? 'fr', resolve(options.data));
    out.write(text);
    return 0;
  } finally {
    store.close();
  }
}

function openStore({ data, dryRun }: SchoolsImportOptions): LocalDirectory {
  const path = directoryPath(data);
  if (!dryRun) return openDirectory(path);
  return existsSync(path) ? openDirectoryToTry(path) : openDirectory(':memory:');
}

async function run(
  files: readonly string[],
  options: SchoolsImportOptions,
  out: SchoolsImportOut,
  store: LocalDirectory,
): Promise<ImportReport> {
  const { academies, territories } = loadDirectoryTables();
  const showsProgress = out.isTTY === true && !options.json;
  const report = await importSchools(
    files,
    {
      open: openSchools,
      store,
      territories,
      academies: indexAcademies(academies),
      readPhone: createPhoneReader(territories),
      platforms: options.platforms && new Set<string>(options.platforms),
    },
    {
      dryRun: options.dryRun,
      ...(showsProgress && {
        onProgress: (_file: string, rows: number) => void out.write(`\r${rows}\u001B[K`),
      }),
    },
  );
  if (showsProgress) out.write('\r\u001B[K');
  return report;
}
