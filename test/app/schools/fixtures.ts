import { createPhoneReader } from '../../../adapters/local/schools-csv-phone.ts';
import { openDirectory } from '../../../adapters/local/directory.ts';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { openSchools } from '../../../adapters/local/schools-open.ts';
import type { ImportPorts } from '../../../app/schools/import-schools.ts';
import type { Reading } from '../../../app/schools/reading.ts';
import { indexAcademies } from '../../../core/school/academie.ts';
import { checkLetter } from '../../../core/school/uai.ts';
import type { Uai } from '../../../core/units.ts';

const { academies, territories } = loadDirectoryTables();

/** The tables that ship, indexed once. */
export const reading: Reading = {
  academies: indexAcademies(academies),
  territories,
  readPhone: createPhoneReader(territories),
};

/** An import from real files into a store, in memory unless another is given. */
export function importPorts(store = openDirectory(':memory:')): ImportPorts {
  return { ...reading, open: openSchools, store };
}

/** The valid UAI of seven digits. */
export function uaiOf(digits: number): Uai {
  const seven = String(digits).padStart(7, '0');
  return `${seven}${checkLetter(seven)}` as Uai;
}
