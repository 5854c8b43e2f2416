import { directoryPath, openDirectory } from '../adapters/local/directory.ts';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { openSchoolsCsv } from '../adapters/local/schools-csv.ts';
import { createPhoneReader } from '../adapters/local/schools-csv-phone.ts';
import type { ImportReport } from '../app/schools/import-report.ts';
import { importSchools } from '../app/schools/import-schools.ts';
import { indexAcademies } from '../core/school/academie.ts';

/** Read directories and contact lists into a home's data folder, as `preau schools import` does. */
export async function importDirectory(
  dataFolder: string,
  files: readonly string[],
): Promise<ImportReport> {
  const store = openDirectory(directoryPath(dataFolder));
  try {
    const { academies, territories } = loadDirectoryTables();
    return await importSchools(
      files,
      {
        open: openSchoolsCsv,
        store,
        territories,
        academies: indexAcademies(academies),
        readPhone: createPhoneReader(territories),
      },
      { dryRun: false },
    );
  } finally {
    store.close();
  }
}
