import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderPages } from '../../adapters/local/pages.ts';
import { writeSchoolPages } from '../../adapters/local/school-pages.ts';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import { platformId, type Uai } from '../../core/units.ts';
import { checkLetter } from '../../core/school/uai.ts';
import { morningStatus } from '../../test/web/fixtures/faces.ts';
import { morningPolicy } from '../../test/web/fixtures/morning-policy.ts';
import { setsOf } from '../../web/status/etab/platform-set.ts';
import { schoolFiles } from '../../web/status/etab/school-files.ts';
import { setFiles } from '../../web/status/etab/set-files.ts';
import { readWords } from '../../web/words.ts';
import { atMost, type Figure, measured, median } from '../figure.ts';

const SCHOOLS = 60_000;
const RUNS = 5;

/** The target for all schools after one change of the state. */
const SECONDS_MAX = 3;

/** Each with one platform of a region and the national one. */
function someSchools(): readonly ServedSchool[] {
  const mirrored = morningPolicy.platforms.filter(({ mirror }) => mirror !== undefined);
  return Array.from({ length: SCHOOLS }, (_, index) => {
    const digits = String(index + 100_000).padStart(7, '0');
    const regional = mirrored[index % mirrored.length]?.id ?? platformId('ent');
    return {
      uai: `${digits}${checkLetter(digits)}` as Uai,
      name: `Collège numéro ${index}`,
      platforms: [...new Set([regional, platformId('cned')])],
    };
  });
}

/** The files of all schools: made once, after a change of the state, and after one of the directory. */
export async function schoolsAfterChange(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-pages-'));
  const words = readWords('fr');
  const schools = someSchools();
  const sets = setsOf(schools);
  const known = new Set(sets.map(({ id }) => id));
  const write = (of: readonly ServedSchool[]) =>
    writeSchoolPages(folder, of, (one) => schoolFiles(one, known, { words, language: 'fr' }));
  const pages = createFolderPages(folder);
  try {
    const first = await timed(() => write(schools));
    const changes: { readonly seconds: number; readonly written: number }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      changes.push(
        await timed(async () => {
          const files = setFiles({ ...morningStatus(), refreshSec: 60 + run }, words, sets);
          await pages.publish(files);
          const { written } = await write(schools);
          return { written: written + files.size };
        }),
      );
    }
    const renamed = schools.map((one, index) => (index === 7 ? { ...one, name: 'Neuf' } : one));
    const one = await timed(() => write(renamed));
    return [
      measured(`files of ${SCHOOLS} schools, made for the first time`, first.seconds, 's'),
      atMost(
        `after a change of the state, median of ${RUNS}`,
        median(changes.map(({ seconds }) => seconds)),
        's',
        SECONDS_MAX,
      ),
      measured('files written then', changes[0]?.written ?? Number.NaN, 'files'),
      measured('after a change of one school in the directory', one.seconds, 's'),
      measured('files written then, of one school', one.written, 'files'),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timed(
  work: () => Promise<{ readonly written: number }>,
): Promise<{ readonly seconds: number; readonly written: number }> {
  const start = performance.now();
  const { written } = await work();
  return { seconds: (performance.now() - start) / 1_000, written };
}
