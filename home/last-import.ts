import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImportReport } from '../app/schools/import-report.ts';
import type { LastImport } from '../app/schools/school-desk.ts';
import { type EpochMs, epochMs } from '../core/units.ts';
import { writeAtomically } from './names/atomic-file.ts';

const FILE = 'last-import.json';
/** Files and doubts that are kept: a directory has a few of each. Chosen. */
const LINES_MAX = 100;

const count = z.number().int().nonnegative();
const schema = z.object({
  at: z.number().transform(epochMs),
  files: z
    .array(z.object({ file: z.string(), rows: count, schools: count, rejectedRows: count }))
    .max(LINES_MAX),
  added: count,
  changed: count,
  gone: count,
  contactsWithoutSchool: count,
  doubted: z
    .array(z.object({ department: z.string(), type: z.string(), known: count, missing: count }))
    .max(LINES_MAX),
});

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
      .slice(0, LINES_MAX)
      .map(({ file, rows, schools, rejectedRows }) => ({ file, rows, schools, rejectedRows })),
    added,
    changed,
    gone,
    contactsWithoutSchool,
    doubted: doubted.slice(0, LINES_MAX),
  };
  await writeAtomically(join(dataFolder, FILE), `${JSON.stringify(kept)}\n`);
}

/** @returns null where no import has been written down, or not in words that this version reads */
export async function readLastImport(dataFolder: string): Promise<LastImport | null> {
  try {
    return schema.parse(JSON.parse(await readFile(join(dataFolder, FILE), 'utf8')));
  } catch {
    return null;
  }
}
