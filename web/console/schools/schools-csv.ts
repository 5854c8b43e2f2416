import { csvOf } from '../../../app/notices/people-tasks-csv.ts';
import type { SchoolDesk } from '../../../app/schools/school-desk.ts';

/** More schools than France has. Chosen. */
const MOST = 100_000;

const COLUMNS = ['uai', 'name', 'type', 'commune', 'department', 'state'] as const;

/** What a search finds, all of it, as a table for an office program; no contact is in it. */
export async function schoolsCsv(desk: SchoolDesk, query: string): Promise<string> {
  const { rows } = await desk.search(query, 0, MOST);
  return csvOf([[...COLUMNS], ...rows.map((row) => COLUMNS.map((column): string => row[column]))]);
}
