import type { DatabaseSync } from 'node:sqlite';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import type { Platform } from '../../core/platform.ts';
import { serves } from '../../core/school/attach.ts';
import { readSchoolsAfter } from './directory-rows.ts';

/**
 * The open schools that any of these platforms serves, in UAI order, a page at a time: whoever reads
 * them lets others work between two pages.
 */
export async function* servedSchools(
  database: DatabaseSync,
  platforms: readonly Platform[],
): AsyncGenerator<ServedSchool> {
  for (let after = ''; ; ) {
    const page = readSchoolsAfter(database, after);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { school, platforms: attached } of page) {
      const serving = platforms.filter((platform) => serves(platform, school, attached));
      if (serving.length === 0) continue;
      yield { uai: school.uai, name: school.name, platforms: serving.map(({ id }) => id) };
    }
    after = last.school.uai;
    await new Promise(setImmediate);
  }
}
