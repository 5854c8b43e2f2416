import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IMPORT_LINES_MAX, parseLastImport } from '../adapters/local/noted-import.ts';
import type { ImportReport } from '../app/schools/import-report.ts';
import type { LastImport } from '../app/schools/school-desk.ts';
import type { EpochMs } from '../core/units.ts';
import { writeAtomically } from './names/atomic-file.ts';

const FILE = 'last-import.json';
/** Write down, for the console, what an import did. */
export async function keepLastImport(
  dataFolder: string,
  { files, changes }: ImportReport,
  at: EpochMs,
): Promise<void> {
  const { added, changed, gone, contactsWithoutSchool, doubted } = changes;
  const kept: LastImport = {
    at,
    files: files
      .slice(0, IMPORT_LINES_MAX)
      .map(({ file, rows, schools, rejectedRows }) => ({ file, rows, schools, rejectedRows })),
    added,
    changed,
    gone,
    contactsWithoutSchool,
    doubted: doubted.slice(0, IMPORT_LINES_MAX),
  };
  await writeAtomically(join(dataFolder, FILE), `${JSON.stringify(kept)}\n`);
}

/** @returns null where no import has been written down, or not in words that this version reads */
export async function readLastImport(dataFolder: string): Promise<LastImport | null> {
  try {
    return parseLastImport(await readFile(join(dataFolder, FILE), 'utf8'));
  } catch {
    return null;
  }
}
