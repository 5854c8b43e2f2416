import type { ServedSchool } from './served-school.ts';

/** Bound, chosen: France has some 60,000 schools. */
const MOST_SCHOOLS = 100_000;

/** Read the schools that have pages of their own, as far as they may be held in memory. */
export async function schoolsWithPages(
  served: AsyncIterable<ServedSchool>,
): Promise<readonly ServedSchool[]> {
  const schools: ServedSchool[] = [];
  for await (const school of served) {
    if (schools.length === MOST_SCHOOLS) break;
    schools.push(school);
  }
  return schools;
}
