import type { ReleaseObject } from '../../app/mirror/build-work.ts';
import { mayRunScript, OWN_PAGES } from '../../app/mirror/own-pages.ts';
import { isForGood } from '../../app/mirror/serving-rules.ts';
import { isDownload } from '../../core/mirror/document-kind.ts';

/** What S3 keeps beside an object of a release, and CloudFront gives out with it. */
export interface ObjectHeaders {
  readonly ContentType: string;
  readonly CacheControl: string;
  /** Of office files, which are saved and not shown. */
  readonly ContentDisposition?: 'attachment';
  /** For the function at the edge: which build, and what the page may do. */
  readonly Metadata: Record<string, string>;
}

/**
 * A minute in browsers; CloudFront goes on with what it has for ten while it asks S3 anew, and for a
 * day when S3 does not answer. The edge tells browsers of the minute alone. Chosen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5861
 */
const PAGE = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400';

/** A file whose name is made of its hash can never be another file's. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** What answers in another address's place: no browser may remember it as that. */
const HELP: ReadonlySet<string> = new Set([OWN_PAGES.login, OWN_PAGES.missing]);

/** As the embedded server answers for the same file: home/mirror-server/headers.ts. */
export function objectHeaders(
  { path, type }: Pick<ReleaseObject, 'path' | 'type'>,
  buildId: string,
): ObjectHeaders {
  const may = type === 'image/svg+xml' ? 'draw' : mayRunScript(path) ? 'search' : null;
  return {
    ContentType: type,
    CacheControl: cacheControl(path),
    ...(isDownload(type) ? { ContentDisposition: 'attachment' } : {}),
    Metadata: { 'preau-build': buildId, ...(may === null ? {} : { 'preau-may': may }) },
  };
}

function cacheControl(path: string): string {
  if (HELP.has(path)) return 'no-store';
  return isForGood(path) ? FOR_GOOD : PAGE;
}
