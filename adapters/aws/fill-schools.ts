import type { SchoolStore } from '../../app/pages/school-store.ts';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import { inLanes } from '../local/in-lanes.ts';
import { type FilesOfSchool, schoolDigest } from '../local/school-digest.ts';

export interface FillOutcome {
  /** Schools whose files were put. */
  readonly written: number;
  /** Schools that are no longer served, whose files were removed. */
  readonly removed: number;
  /** Schools that time did not reach: the next call goes on there. */
  readonly left: number;
}

export interface FillOptions {
  readonly filesOf: FilesOfSchool;
  /** Asked between two batches, of a few seconds each. */
  readonly mayGoOn: () => boolean;
}

/** Puts under way; the SDK has 50 sockets. Chosen. */
const LANES = 32;

/** Schools between two questions whether there is time, and between two keepings of marks. Chosen. */
const BATCH = 500;
const KEPT_EVERY = 5_000;

/** Of a school whose files are to be put or removed: what is there of them is not known. */
const OPEN = '-';

const LINE = /^(\d{7}[A-Z]) ([0-9a-f]{16}|-)$/;

/** What the host has of each school: the digest of its files. */
type Marks = Map<string, string>;

/**
 * Put the files of schools on a host: those alone that differ from what its marks say is there, and
 * take away those of schools that are no longer served.
 *
 * A school's mark is open from before its files are put or removed until after, so that what is cut
 * short, by time, a failure or a kill, is done again and nothing else is.
 *
 * @throws what the store rejects with; what was put until then is marked
 */
export async function fillSchools(
  store: SchoolStore,
  schools: readonly ServedSchool[],
  { filesOf, mayGoOn }: FillOptions,
): Promise<FillOutcome> {
  const digests = new Map<string, string>(
    schools.map((school) => [school.uai, schoolDigest(school, filesOf)]),
  );
  const marks = marksFor(await store.readMarks(), digests);
  const changed = schools.filter(({ uai }) => marks.get(uai) === OPEN);
  const gone = [...marks.keys()].filter((uai) => !digests.has(uai));
  if (changed.length + gone.length === 0) return { written: 0, removed: 0, left: 0 };
  await store.keepMarks(textOf(marks));
  const keep = () => store.keepMarks(textOf(marks));
  const writing = async (school: ServedSchool) => {
    for (const [path, text] of filesOf(school)) await store.put(path, text);
    marks.set(school.uai, digests.get(school.uai) ?? '');
  };
  const removing = async (uai: string) => {
    for (const path of [`etab/${uai}.json`, `etab/${uai}/index.html`]) await store.remove(path);
    marks.delete(uai);
  };
  try {
    const written = await inBatches(changed, writing, mayGoOn, keep);
    const removed = await inBatches(gone, removing, mayGoOn, keep);
    return { written, removed, left: changed.length + gone.length - written - removed };
  } finally {
    await keep();
  }
}

/** Those that hold; of every other school that is served, or was, an open one. */
function marksFor(text: string | null, digests: ReadonlyMap<string, string>): Marks {
  const marks: Marks = new Map([...digests.keys()].map((uai) => [uai, OPEN]));
  for (const line of (text ?? '').split('\n')) {
    const [, uai, digest] = LINE.exec(line) ?? [];
    if (uai === undefined || digest === undefined) continue;
    marks.set(uai, digests.get(uai) === digest ? digest : OPEN);
  }
  return marks;
}

const textOf = (marks: Marks): string =>
  [...marks]
    .map(([uai, digest]) => `${uai} ${digest}\n`)
    .toSorted()
    .join('');

/** @returns of how many the work was done */
async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  mayGoOn: () => boolean,
  keep: () => Promise<void>,
): Promise<number> {
  let done = 0;
  while (done < items.length && mayGoOn()) {
    const batch = items.slice(done, done + BATCH);
    await inLanes(batch, LANES, work);
    done += batch.length;
    if (done % KEPT_EVERY === 0) await keep();
  }
  return done;
}
