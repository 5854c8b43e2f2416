import middy from '@middy/core';
import type { FillOptions, FillOutcome } from '../../adapters/aws/fill-schools.ts';
import type { PageSetsStore } from '../../adapters/aws/s3-page-sets.ts';
import type { SchoolStore } from '../../app/pages/school-store.ts';
import { schoolsWithPages } from '../../app/schools/schools-with-pages.ts';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import type { WordsIn } from '../../app/views/words.ts';
import { PreauError } from '../../core/errors.ts';
import { setName, setsOf } from '../../web/status/etab/platform-set.ts';
import { schoolFiles } from '../../web/status/etab/school-files.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import { timeLeft } from '../middleware/time-left.ts';

/** One of the hosts of the schools' files. */
export interface SchoolHost {
  readonly name: string;
  readonly open: () => Promise<SchoolStore>;
}

export interface PublishSchoolsNeeds {
  /** Schools that a platform serves. Rejects `directory-unreadable` where none was published yet. */
  readonly served: () => AsyncIterable<ServedSchool>;
  readonly sets: Pick<PageSetsStore, 'keep'>;
  readonly hosts: readonly SchoolHost[];
  readonly fill: (
    store: SchoolStore,
    schools: readonly ServedSchool[],
    options: FillOptions,
  ) => Promise<FillOutcome>;
  /** Of the organisation's language. Read once a call. */
  readonly said: () => WordsIn;
}

/** For what is under way when time runs short: a batch of files, and the marks. Chosen. */
const LAST_MS = 60_000;

/**
 * The function that a schedule calls each quarter of an hour: keeps each school's files on both hosts
 * as the directory has it. One host that fails keeps nothing from the other (P6), and fails the call,
 * which is an alarm; what time does not reach is gone on with at the next call.
 */
export function createHandler(needs: PublishSchoolsNeeds) {
  return middy<unknown, void>()
    .use(standard('publish-schools'))
    .handler(async (_, context) => {
      const time = timeLeft(context);
      try {
        await publishSchools(needs, () => time.remainingMs() > LAST_MS);
      } finally {
        time.end();
      }
    });
}

async function publishSchools(needs: PublishSchoolsNeeds, mayGoOn: () => boolean): Promise<void> {
  const schools = await readSchools(needs);
  if (schools === null) return;
  const sets = setsOf(schools);
  // The status page's own function writes them within a minute; until then nobody is led there.
  await needs.sets.keep(sets.map(({ platforms }) => platforms));
  const known = new Set(sets.map(({ id }) => id));
  const said = needs.said();
  const filesOf = (school: ServedSchool) => schoolFiles(school, known, said);
  const pages = sets.flatMap((set) => [`${setName(set)}.html`, `${setName(set)}.json`]);
  const failed = await Promise.all(
    needs.hosts.map(async ({ name, open }) => {
      try {
        const store = await open();
        if (!(await store.has(pages))) return waiting(name);
        const outcome = await needs.fill(store, schools, { filesOf, mayGoOn });
        measure('SchoolsLeft', outcome.left);
        log().info('schools’ files', { host: name, schools: schools.length, ...outcome });
        return [];
      } catch (error) {
        logFailure(error);
        return [name];
      }
    }),
  );
  const lost = failed.flat();
  if (lost.length > 0)
    throw new PreauError(
      'store-unavailable',
      `Expected to write the schools' files to every host, got none to ${lost.join(', ')}. It is tried again within the quarter of an hour.`,
      { retryable: true },
    );
}

/** @returns null where no directory was published yet, or it is none: whoever plans notices is told too */
async function readSchools({ served }: PublishSchoolsNeeds) {
  try {
    return await schoolsWithPages(served());
  } catch (error) {
    if (!(error instanceof PreauError) || error.code !== 'directory-unreadable') throw error;
    logFailure(error);
    return null;
  }
}

function waiting(host: string): readonly string[] {
  log().info('schools’ files wait for the pages that they lead to', { host });
  return [];
}
