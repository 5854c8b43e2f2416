import type { Manifest } from '../manifest.ts';

/** How much of a mirror there is. */
export interface ReleaseSize {
  /** Lessons that are pages, and the home page; nothing under `/_preau/`, and none twice. */
  readonly pages: number;
  readonly bytes: number;
}

/** What a release has less of than the one before, beyond what a teacher takes away in a day. */
export interface ReleaseLoss {
  readonly before: ReleaseSize;
  readonly after: ReleaseSize;
  /** Parts of the release before that are gone, in (0, 1]; absent for what is not beyond its limit. */
  readonly pagesLost?: number;
  readonly bytesLost?: number;
}

/**
 * A source that was read half, a login page in the place of lessons or a course that was emptied by mistake
 * all show as a mirror that shrinks. Chosen, as national mirrors do it: a twentieth of the pages.
 */
const PAGES_LOST_MAX = 0.05;

/** A fifth of the bytes: pictures made smaller may well save a tenth. Chosen. */
const BYTES_LOST_MAX = 0.2;

/** Count a release, without what the mirror adds by itself. */
export function releaseSize({ files }: Pick<Manifest, 'files'>): ReleaseSize {
  const once = files.filter(({ copyOf }) => copyOf === undefined);
  const lessons = once.filter(({ path }) => !path.startsWith('/_preau/'));
  return {
    pages: lessons.filter(({ type }) => type.startsWith('text/html')).length,
    bytes: once.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/**
 * Say whether a release lost so much that a person should look before it is served.
 *
 * @returns null for one that did not; at the limit itself it did not
 */
export function releaseLoss(before: ReleaseSize, after: ReleaseSize): ReleaseLoss | null {
  const pagesLost = lost(before.pages, after.pages);
  const bytesLost = lost(before.bytes, after.bytes);
  const tooFewPages = pagesLost > PAGES_LOST_MAX;
  const tooFewBytes = bytesLost > BYTES_LOST_MAX;
  if (!tooFewPages && !tooFewBytes) return null;
  return {
    before,
    after,
    ...(tooFewPages && { pagesLost }),
    ...(tooFewBytes && { bytesLost }),
  };
}

const lost = (before: number, after: number): number =>
  before === 0 ? 0 : Math.max(0, (before - after) / before);
