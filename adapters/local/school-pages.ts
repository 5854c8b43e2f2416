import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import { PreauError } from '../../core/errors.ts';
import { inLanes } from './in-lanes.ts';
import { type FilesOfSchool, schoolDigest } from './school-digest.ts';

export interface SchoolPagesOutcome {
  readonly written: number;
  /** Schools that are no longer served. */
  readonly removed: number;
}

/** More writes at once than Node has threads for files wait in vain. */
const LANES = 4;

/** Schools between two turns that others get. Chosen: some milliseconds. */
const BATCH = 500;

/** A line a school, its UAI and the digest of its files: what a home that starts again reads instead. */
const MARK = 'etab/.written';

/** A school's files, and what was left of a write that was cut short. */
const OURS = /^(\d{7}[A-Z])(\.json)?(\.draft)?$/;

/**
 * Write the files of schools into the page's folder: those alone that differ from what is there, and
 * take away those of schools that are no longer served.
 *
 * They change with the directory and not with the state, and can be made again at any time: each is
 * replaced whole, and not waited for until the disk has it.
 *
 * @throws PreauError `store-unavailable`, retryable
 */
export async function writeSchoolPages(
  folder: string,
  schools: readonly ServedSchool[],
  filesOf: FilesOfSchool,
): Promise<SchoolPagesOutcome> {
  try {
    const place = join(folder, MARK);
    const before = await textAt(place);
    const lines = await linesOf(schools, filesOf);
    if (before === lines.join('')) return { written: 0, removed: 0 };
    // Without the mark whatever is there is looked at again, should this be cut short.
    await rm(place, { force: true });
    const known = new Set(before?.split(/(?<=\n)/));
    const others = schools.filter((_, index) => !known.has(lines[index] ?? ''));
    const written = await writeEach(folder, others, filesOf);
    const removed = await removeOthers(join(folder, 'etab'), schools);
    await putChanged(folder, [MARK, lines.join('')]);
    return { written, removed };
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to write the schools' files in ${folder}; free some space, or give the folder to the user that runs Préau`,
      { cause, retryable: true },
    );
  }
}

async function linesOf(
  schools: readonly ServedSchool[],
  filesOf: FilesOfSchool,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [index, school] of schools.entries()) {
    lines.push(`${school.uai} ${schoolDigest(school, filesOf)}\n`);
    if (index % BATCH === BATCH - 1) await new Promise(setImmediate);
  }
  return lines;
}

/** @returns how many files had to be written */
async function writeEach(
  folder: string,
  schools: readonly ServedSchool[],
  filesOf: FilesOfSchool,
): Promise<number> {
  let written = 0;
  for (let from = 0; from < schools.length; from += BATCH) {
    const files = schools.slice(from, from + BATCH).flatMap((school) => [...filesOf(school)]);
    const changed = await inLanes(files, LANES, (file) => putChanged(folder, file));
    written += changed.filter(Boolean).length;
  }
  return written;
}

/** @returns whether it had to be written */
async function putChanged(
  folder: string,
  [path, text]: readonly [string, string],
): Promise<boolean> {
  const place = join(folder, path);
  if ((await textAt(place)) === text) return false;
  const draft = `${place}.draft`;
  try {
    await writeFile(draft, text);
  } catch {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(draft, text);
  }
  await rename(draft, place);
  return true;
}

/** @returns null where there is none */
const textAt = (place: string): Promise<string | null> => readFile(place, 'utf8').catch(() => null);

async function removeOthers(folder: string, schools: readonly ServedSchool[]): Promise<number> {
  const served = new Set<string>(schools.map(({ uai }) => uai));
  const gone = new Set<string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const [, uai, , draft] = OURS.exec(name) ?? [];
    if (uai === undefined || (served.has(uai) && draft === undefined)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    if (!served.has(uai)) gone.add(uai);
  }
  return gone.size;
}
