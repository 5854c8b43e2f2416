import { directoryPath, openDirectory } from '../adapters/local/directory.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { openSchools } from '../adapters/local/schools-open.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import type { ImportReport } from '../app/schools/import-report.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { indexAcademies } from '../core/school/academie.ts';
import { keepLastImport } from './last-import.ts';

/**
 * Read directories, contact lists and tables of attachments into a home's data folder, as
 * `preau schools import` does.
 *
 * @param platforms the ids that the configuration knows
 */
export async function importDirectory(
  dataFolder: string,
  files: readonly string[],
  platforms: readonly string[],
): Promise<ImportReport> {
  const store = openDirectory(directoryPath(dataFolder));
  try {
    const { academies, territories } = loadDirectoryTables();
    const report = await importSchools(
      files,
      {
        open: openSchools,
        store,
        territories,
        academies: indexAcademies(academies),
        readPhone: createPhoneReader(territories),
        platforms: new Set(platforms),
      },
      { dryRun: false },
    );
    await keepLastImport(dataFolder, report, systemClock.now());
    return report;
  } finally {
    store.close();
  }
}
