import type { SchoolSource } from '../../app/schools/school-source.ts';
import { openSchoolsCsv } from './schools-csv.ts';
import { type Line, readLines } from './schools-csv-lines.ts';
import { openSchoolsJson } from './schools-json.ts';

/**
 * Open a file of schools, CSV or JSON, plain or gzipped, told apart by what it begins with and never
 * by its name.
 *
 * @throws PreauError `file-unreadable`, or `directory-unreadable` when it is not one of those known;
 *   the rows throw the latter too, when the file turns out unsound further on
 */
export async function openSchools(path: string): Promise<SchoolSource> {
  const first = await firstLine(path);
  const json = first !== undefined && /^\s*[[{]/.test(first.text);
  return json ? openSchoolsJson(path, first) : openSchoolsCsv(path, first);
}

async function firstLine(path: string): Promise<Line | undefined> {
  for await (const lines of readLines(path)) {
    const line = lines.find(({ text }) => text.trim() !== '');
    if (line !== undefined) return line;
  }
  return undefined;
}
