import { writeSchoolPages } from '../adapters/local/school-pages.ts';
import type { ServedSchool } from '../app/schools/served-school.ts';
import type { Words } from '../app/views/words.ts';
import type { Policy } from '../core/policy.ts';
import { hours } from '../core/units.ts';
import { type PlatformSet, setsOf } from '../web/status/etab/platform-set.ts';
import { schoolFiles } from '../web/status/etab/school-files.ts';
import type { HomeSpec } from './home-spec.ts';
import { every } from './loops/every.ts';
import type { HomePorts } from './open-ports.ts';

interface SchoolPagesNeeds {
  readonly spec: HomeSpec;
  readonly ports: HomePorts;
  readonly policy: Policy;
  readonly words: Words;
  readonly statusFolder: string;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** A directory changes some times a year, and an import is seen within the hour. Chosen. */
const LOOK_EVERY = hours(1);

/** Bound, chosen: France has some 60,000 schools. */
const MOST_SCHOOLS = 100_000;

/**
 * Keep a page and a file for each school that a platform serves, where `pages.schools` asks for them;
 * never in a rehearsal, whose schools are nobody's.
 *
 * @param publish writes the status page with the sets that it is given: before schools are led there
 */
export function tendSchoolPages(
  needs: SchoolPagesNeeds,
  publish: (sets: readonly PlatformSet[]) => Promise<void>,
): void {
  const { spec, ports, signal, onError } = needs;
  if (!spec.config.pages.schools || spec.rehearsal !== null) return;
  void every(ports.clock, LOOK_EVERY, () => writeOnce(needs, publish), signal, onError);
}

async function writeOnce(
  { ports, policy, spec, words, statusFolder }: SchoolPagesNeeds,
  publish: (sets: readonly PlatformSet[]) => Promise<void>,
): Promise<void> {
  const schools: ServedSchool[] = [];
  for await (const school of ports.directory.servedSchools(policy.platforms)) {
    if (schools.length < MOST_SCHOOLS) schools.push(school);
  }
  const sets = setsOf(schools);
  const known = new Set(sets.map(({ id }) => id));
  const said = { words, language: spec.config.organisation.language };
  await publish(sets);
  await writeSchoolPages(statusFolder, schools, (school) => schoolFiles(school, known, said));
}
