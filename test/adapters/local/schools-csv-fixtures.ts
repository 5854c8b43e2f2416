import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileReport } from '../../../app/schools/import-report.ts';
import { importSchools } from '../../../app/schools/import-schools.ts';
import { importPorts, uaiOf } from '../../app/schools/fixtures.ts';

export const HEADER =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Telephone;Mail';
export const row = (n: number, name = `Ecole ${n}`) =>
  `${uaiOf(n)};${name};Ecole;031;0536499286;e${n}@b.example`;

export async function read(content: string | Uint8Array, name = 'a.csv'): Promise<FileReport> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-csv-'));
  const path = join(folder, name);
  writeFileSync(path, content);
  try {
    const report = await importSchools([path], importPorts(), { dryRun: true });
    const file = report.files[0];
    if (file === undefined) throw new Error('an import of one file reports on one file');
    return file;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function accounted({
  schools,
  otherBodies,
  entries,
  merged,
  rejectedRows,
}: FileReport): number {
  return schools + otherBodies + entries + merged + rejectedRows;
}

export const reasons = (file: FileReport) =>
  file.rejected.map(({ line, reason }) => [line, reason]);
