import { resolve } from 'node:path';
import { writeSchoolPages } from '../adapters/local/school-pages.ts';
import { schoolsWithPages } from '../app/schools/schools-with-pages.ts';
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
  { ports, policy, spec, words, statusFolder, onError }: SchoolPagesNeeds,
  publish: (sets: readonly PlatformSet[]) => Promise<void>,
): Promise<void> {
  const schools = await schoolsWithPages(ports.directory.servedSchools(policy.platforms));
  const sets = setsOf(schools);
  const known = new Set(sets.map(({ id }) => id));
  const said = { words, language: spec.config.organisation.language };
  await publish(sets);
  const { second } = spec.config.pages;
  const folders = [
    statusFolder,
    ...(second === undefined ? [] : [resolve(spec.dataFolder, second)]),
  ];
  // One that cannot be written keeps nothing from the other; the status page, which is written there
  // twice a minute, makes it a task.
  for (const folder of folders)
    await writeSchoolPages(folder, schools, (school) => schoolFiles(school, known, said)).catch(
      onError,
    );
}
