import { fileURLToPath } from 'node:url';
import { loadDirectoryTables } from '../../adapters/local/directory-tables.ts';
import { openSchools } from '../../adapters/local/schools-open.ts';
import type { SchoolWithContacts } from '../../app/ports.ts';
import { readSchoolRow } from '../../app/schools/read-school-row.ts';
import type { Reading } from '../../app/schools/reading.ts';
import { indexAcademies } from '../../core/school/academie.ts';

const FOLDER = new URL('../../examples/april-6-2021/schools/', import.meta.url);
const FILES = ['annuaire-occitanie-2024.csv.gz', 'annuaire-ille-et-vilaine-2023.csv.gz'] as const;

/**
 * Every école, collège, lycée and EREA of the two sample directories that a mail can be written to,
 * as the import itself reads them, each UAI once. Numbers are left out: none is a consent to SMS.
 *
 * @see examples/april-6-2021/schools/README.md for their source and licence
 */
export async function readSampleSchools(): Promise<readonly SchoolWithContacts[]> {
  const { academies, territories } = loadDirectoryTables();
  const reading: Reading = {
    territories,
    academies: indexAcademies(academies),
    readPhone: () => ({ kind: 'rejected', reason: 'phone-invalid' }),
  };
  const byUai = new Map<string, SchoolWithContacts>();
  for (const file of FILES)
    for await (const told of schoolsIn(file, reading))
      if (!byUai.has(told.school.uai)) byUai.set(told.school.uai, told);
  return [...byUai.values()];
}

async function* schoolsIn(file: string, reading: Reading): AsyncGenerator<SchoolWithContacts> {
  const source = await openSchools(fileURLToPath(new URL(file, FOLDER)));
  if (source.kind !== 'directory') throw new Error(`expected a directory in ${file}`);
  for await (const batch of source.rows)
    for (const row of batch) {
      if (row.kind !== 'read') continue;
      const cells = { ...row.cells, phone: '' };
      const { record } = readSchoolRow(row.line, cells, source.headers, reading);
      const [first] = record?.contacts ?? [];
      if (record === null || first === undefined || record.school.type === 'other') continue;
      yield { school: record.school, contacts: [first] };
    }
}
